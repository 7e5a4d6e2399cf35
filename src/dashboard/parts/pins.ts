import { changedLines } from '../../pins/lines.ts';
import type { Store } from '../../store/store.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Visit } from '../page.ts';
import { hidden, postForm } from './form.ts';
import { severityShape } from './marks.ts';
import { plain, shown } from './text.ts';
import { sayDuration } from './time.ts';

export type Pinned = ReturnType<Store['pins']>[number];

/** What a pin is about, in words: `the tool get_forecast`, `its instructions`. */
export function sayPin({ kind, name }: Pick<Pinned, 'kind' | 'name'>): string {
  return name === '' ? `its ${kind}` : plain(`the ${kind} ${name}`);
}

/** What a server offers beyond what was approved: why it waits, line by line, and the decision. */
export function pinPanel(visit: Visit, pin: Pinned): Html {
  const { server, launch, kind, name, state, reasons, changed } = pin;
  const key = [
    hidden('launch', launch),
    hidden('kind', kind),
    hidden('name', name),
    hidden('changed', String(changed)),
  ];
  const waits = state === 'pending';
  const title = `${plain(server)} changed ${sayPin(pin)}`;
  const lines = changedLines(pin.approved, pin.offered ?? pin.approved).map(({ mark, line }) => {
    if (mark === ' ') return html`<div data-sign=" "><span>${shown(line)}</span></div>`;
    return mark === '+'
      ? html`<div class="add" data-sign="+"><ins>${shown(line)}</ins></div>`
      : html`<div class="del" data-sign="−"><del>${shown(line)}</del></div>`;
  });
  const keep = html`<button class="btn primary" name="word" value="reject"${waits ? html` data-key="b"` : ''}>Keep blocked${waits ? html` <kbd>b</kbd>` : ''}</button>`;
  const decide = postForm(
    visit,
    `/servers/${encodeURIComponent(server)}/pin`,
    html`${key}${waits ? keep : nothing}<button class="btn" name="word" value="approve">Approve change</button>`,
  );
  const said = waits
    ? `It has been withheld for ${sayDuration(visit.now - changed)}, until somebody decides. All else of the server works as before.`
    : 'It was rejected and stays withheld.';
  return html`<section class="panel pin" aria-label="${title}"><header><div><h2>${title}</h2><p class="dim">${said}</p></div>${decide}</header>
<div class="pin-body"><div class="diff" role="group" aria-label="As it was approved, and as it is offered">${lines}</div>
<div><h3>What this means</h3><ul class="delta">${reasons.map(
    (reason) => html`<li>${severityShape('high')}<span>${shown(reason)}</span></li>`,
  )}</ul></div></div></section>`;
}
