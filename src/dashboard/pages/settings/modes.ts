import { MODES } from '../../../policy/decisions.ts';
import { type Html, html } from '../../html.ts';
import type { Visit } from '../../page.ts';
import { hidden, postForm } from '../../parts/form.ts';
import { panel, scrollBox } from '../../parts/head.ts';
import { plain, shown } from '../../parts/text.ts';
import { sayMany } from '../../parts/time.ts';

const WEEK = 7 * 86_400_000_000;

/** `Enforce everywhere`, `Observe, but 2 of 5 servers enforce`. */
export function sayModes(visit: Visit): string {
  const { config } = visit.services.standing();
  const other = config.mode === 'enforce' ? 'observe' : 'enforce';
  const different = config.agents.filter(({ mode }) => mode === other).length;
  const word = config.mode === 'enforce' ? 'Enforce' : 'Observe';
  return different === 0 ? `${word} everywhere` : `${word}, ${other} for ${sayMany(different, 'agent')}`;
}

/** A mode for everything, and for each server and client that is known. */
export function modePanel(visit: Visit): Html {
  const { config } = visit.services.standing();
  const heard = visit.services.store.activity({ since: visit.now - WEEK, by: 'day' }).tools.map(({ server }) => server);
  const names = [...new Set([...config.agents.map(({ name }) => name), ...heard])].sort();
  const lines = names.map((name) => {
    const own = config.agents.find((agent) => agent.name === name)?.mode;
    return html`<tr><td>${shown(name)}</td><td>${own ?? html`<span class="dim">${config.mode}, as everywhere</span>`}</td><td>${form(visit, name, own)}</td></tr>`;
  });
  return panel(
    'Mode',
    html`<div class="body"><p>Observe lets everything through and records what enforce would do. Enforce stops, holds and masks.</p></div>${scrollBox(
      'Mode of each agent',
      html`<table class="table"><thead><tr><th>Where</th><th>Mode</th><th>Change</th></tr></thead><tbody><tr><td><b>Everything</b></td><td>${config.mode}</td><td>${form(visit, '', config.mode)}</td></tr>${lines}</tbody></table>`,
    )}`,
  );
}

function form(visit: Visit, name: string, own: string | undefined): Html {
  const label = name === '' ? 'Mode of everything' : `Mode of ${name}`;
  const choices = MODES.map(
    (mode) => html`<option value="${mode}"${mode === own ? html` selected` : ''}>${mode}</option>`,
  );
  const inherit =
    name === '' ? '' : html`<option value=""${own === undefined ? html` selected` : ''}>as everywhere</option>`;
  return postForm(
    visit,
    '/settings/mode',
    html`${hidden('agent', name)}<label><span class="sr">${plain(label)}</span><select name="mode">${inherit}${choices}</select></label><button class="btn">Set</button>`,
    'row-form',
  );
}
