import { NOTICE_EVENTS, WEBHOOK_FORMATS } from '../../../config/config.ts';
import { shownUrl } from '../../../config/shown-url.ts';
import { type Html, html } from '../../html.ts';
import type { Visit } from '../../page.ts';
import { code } from '../../parts/command.ts';
import { boxes, choiceField, textField } from '../../parts/fields.ts';
import { postButton, postForm } from '../../parts/form.ts';
import { panel, scrollBox } from '../../parts/head.ts';
import { shown } from '../../parts/text.ts';

/** Who is told, each with a way to see whether it hears. */
export function webhookPanel(visit: Visit): Html {
  const { webhooks, sinks } = visit.services.standing().config;
  const waiting = visit.services.store.outbox.list();
  const lines = [
    ...webhooks.map(({ name, url, format, events }, place) => ({
      name,
      what: `${format}, ${shownUrl(url)}`,
      events,
      removes: { list: 'webhooks', place: String(place), name },
    })),
    ...sinks.map(({ name, type, events }, place) => ({
      name,
      what: type,
      events,
      removes: { list: 'sinks', place: String(place), name },
    })),
  ].map(({ name, what, events, removes }) => {
    const own = waiting.filter(({ sink }) => sink === name);
    const failed = own.find(({ error }) => error !== undefined)?.error;
    const waits = own.length === 0 ? 'nothing waits' : `${own.length} wait${failed === undefined ? '' : `: ${failed}`}`;
    const unset = visit.services.unset(name);
    const state = unset === undefined ? waits : `${unset} where serve runs: nobody is told`;
    return html`<tr><td>${shown(name)}</td><td>${shown(what)}</td><td>${events.join(', ')}</td><td class="wide">${shown(state)}</td><td><div class="row-form">${postButton(visit, '/settings/sinks/test', { label: 'Test', fields: { name } })}${postButton(visit, '/settings/sinks/remove', { label: 'Remove', look: 'stop', fields: removes })}</div></td></tr>`;
  });
  const table =
    lines.length === 0
      ? html`<div class="body"><p>Nobody is told. Held and blocked messages wait here and in ${code(visit, 'oktsec quarantine')}.</p></div>`
      : scrollBox(
          'Webhooks and sinks',
          html`<table class="table"><thead><tr><th>Name</th><th>Where to</th><th>Of what</th><th>State</th><th>Do</th></tr></thead><tbody>${lines}</tbody></table>`,
        );
  return panel(
    'Who is told',
    html`${table}<div class="body">${postForm(
      visit,
      '/settings/webhooks',
      html`${textField('url', 'New webhook', '', { required: true, help: 'https://…, or a variable that serve has: ${env:HOOK}' })}${textField('name', 'Name', '', { help: '1 to 32 of a-z 0-9 -; empty: by its place' })}${choiceField(
        'format',
        'Format',
        'json',
        WEBHOOK_FORMATS.map((format) => ({ value: format, label: format })),
      )}${textField('chat_id', 'Chat', '', { help: 'for telegram only: the id of the chat' })}${boxes('events', 'Of what', NOTICE_EVENTS, ['blocked', 'quarantined'])}<div><button class="btn primary">Add</button></div>`,
      'stack',
    )}</div>`,
  );
}
