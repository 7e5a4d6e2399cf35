import { type Html, html } from '../html.ts';
import type { Visit } from '../page.ts';

/** A command of ours as it has to be typed to be about the home that is shown. */
export function typed({ services }: Visit, command: string): string {
  const given = services.given();
  return given === '' ? command : command.replace('oktsec ', `oktsec ${given} `);
}

/** The same within a sentence. */
export function code(visit: Visit, command: string): Html {
  return html`<code>${typed(visit, command)}</code>`;
}
