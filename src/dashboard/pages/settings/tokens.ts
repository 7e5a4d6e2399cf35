import type { TokenRow } from '../../../store/store.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Visit } from '../../page.ts';
import { boxes, textField } from '../../parts/fields.ts';
import { postButton, postForm } from '../../parts/form.ts';
import { panel, scrollBox } from '../../parts/head.ts';
import { shown } from '../../parts/text.ts';
import { moment } from '../../parts/time.ts';

/** Scopes that a form offers as they are; those of a mailbox name an agent. */
export const SCOPES = [
  'scan',
  'audit:read',
  'agents:read',
  'agents:write',
  'quarantine:read',
  'review',
  'metrics',
] as const;
const MOST_SHOWN = 50;

/** Tokens for the HTTP API, of which only hashes are kept. */
export function tokenPanel(visit: Visit): Html {
  const tokens = visit.services.store.tokens().slice(0, MOST_SHOWN);
  const lines = tokens.map((token) => {
    const state = stateOf(token, visit.now);
    return html`<tr><td>${shown(token.name)}</td><td>${token.scopes.join(', ')}</td><td>${moment(token.createdAt, visit.now)}</td><td>${moment(token.expiresAt, visit.now)}</td><td>${state}</td><td>${
      state === 'counts'
        ? postButton(visit, '/settings/tokens/revoke', { label: 'Revoke', look: 'stop', fields: { name: token.name } })
        : nothing
    }</td></tr>`;
  });
  const table =
    lines.length === 0
      ? html`<div class="body"><p>No token was made yet.</p></div>`
      : scrollBox(
          'Tokens of the API',
          html`<table class="table"><thead><tr><th>Name</th><th>Scopes</th><th>Made</th><th>Until</th><th>State</th><th>Do</th></tr></thead><tbody>${lines}</tbody></table>`,
        );
  return panel(
    'Tokens',
    html`${table}<div class="body">${postForm(
      visit,
      '/settings/tokens',
      html`${textField('name', 'New token', '', { required: true, help: '1 to 64 of A-Z a-z 0-9 . _ -' })}${textField('days', 'For so many days', '90', { type: 'number' })}${boxes('scopes', 'It may', SCOPES, [])}${textField('mailboxes', 'Read the mailbox of', '', { help: 'agents, with commas; such a token never reviews' })}<div><button class="btn primary">Make it</button></div>`,
      'stack',
    )}</div>`,
  );
}

function stateOf({ expiresAt, revokedAt }: TokenRow, now: number): 'counts' | 'revoked' | 'over' {
  if (revokedAt !== undefined) return 'revoked';
  return expiresAt <= now ? 'over' : 'counts';
}
