import { type Html, html } from '../../html.ts';
import type { Visit } from '../../page.ts';
import { textField } from '../../parts/fields.ts';
import { postForm } from '../../parts/form.ts';
import { panel } from '../../parts/head.ts';

/** How long the log and what is held are kept. */
export function retentionPanel(visit: Visit): Html {
  const { quarantine } = visit.services.standing().config;
  return panel(
    'How long things are kept',
    html`<div class="body">${postForm(
      visit,
      '/settings/retention',
      html`${textField('retention_days', 'Rows of the log, in days', String(quarantine.retentionDays), { help: '0 keeps them for ever; what is deleted leaves a signed record', type: 'number' })}${textField('expiry_hours', 'Held messages, in hours', String(quarantine.expiryHours), { help: 'then nobody can release them any more', type: 'number' })}<div><button class="btn primary">Save</button></div>`,
      'stack',
    )}</div>`,
  );
}
