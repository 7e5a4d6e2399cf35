import { type Html, html } from '../html.ts';
import type { Visit } from '../page.ts';

/**
 * A form that changes something: sent to an action of the dashboard, with the token in a field, because a page without
 * script cannot send a header [154].
 */
export function postForm(visit: Visit, action: string, body: Html | readonly Html[], look = 'inline'): Html {
  return html`<form method="post" action="${visit.link(action)}" class="${look}"><input type="hidden" name="token" value="${visit.token}">${body}</form>`;
}

/** One button that does one thing; `fields` go along. */
export function postButton(
  visit: Visit,
  action: string,
  button: {
    readonly label: string;
    readonly look?: string;
    readonly key?: string;
    readonly fields?: Readonly<Record<string, string>>;
  },
): Html {
  const fields = Object.entries(button.fields ?? {}).map(([name, value]) => hidden(name, value));
  const key = button.key === undefined ? '' : html` data-key="${button.key}"`;
  return postForm(
    visit,
    action,
    html`${fields}<button class="btn ${button.look ?? ''}"${key}>${button.label}</button>`,
  );
}

export function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}
