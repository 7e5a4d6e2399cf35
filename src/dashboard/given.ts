import { html, textOf } from './html.ts';

/**
 * A page with the options in each command of ours that it shows for copying. Nothing that others wrote is changed by it but where
 * it is shown as such a command.
 */
export function withGiven(page: string, given: string): string {
  if (given === '') return page;
  const said = textOf(html`${given}`);
  return page.replace(/(<code>|data-copy=")oktsec (?=[a-z])/g, (_, before: string) => `${before}oktsec ${said} `);
}
