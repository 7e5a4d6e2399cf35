import { type Html, html, nothing } from '../html.ts';
import type { Visit } from '../page.ts';
import type { HeldMessage, Said } from '../services.ts';
import { postForm } from './form.ts';
import { icon } from './icons.ts';
import { indented } from './json.ts';
import { severityMark } from './marks.ts';
import { phraseOf, route } from './rows.ts';
import { plain, shown } from './text.ts';
import { moment, sayAgo, sayDuration } from './time.ts';

const SECRET: ReadonlySet<string> = new Set(['credentials', 'pii']);

/** One held message: what it is, what was found, what would leave, and the decision. @param sure "as sent" was pressed once */
export function heldPanel(visit: Visit, held: HeldMessage, sure: boolean): Html {
  const { item, row, today } = held;
  const close = html`<a class="icon-btn" href="${visit.link('/quarantine')}" data-close>${icon('close')}<span class="sr">Close</span></a>`;
  return html`<section class="panel held" aria-label="Held message ${item.ref}" tabindex="-1" data-open>
<div class="top"><span class="status quarantined">${icon('quarantine', 14)}${item.status === 'pending' ? 'held' : item.status}</span><span class="dim mono">${item.ref}</span><span class="x">${close}</span></div>
<div class="part"><h2>${phraseOf(row)}</h2>${facts(visit, held)}</div>
<div class="part"><h3>${row.findings.length === 1 ? '1 finding' : `${row.findings.length} findings`}</h3>${findings(held)}</div>
<div class="part"><h3>What would leave</h3>${today === undefined ? html`<p class="dim">What it said is gone, its hash is left.</p>` : content(today)}</div>
${item.status === 'pending' && today !== undefined ? decide(visit, held, sure) : nothing}</section>`;
}

function facts({ link, now }: Visit, { item, row }: HeldMessage): Html {
  const tool = item.tool ?? row.method ?? row.kind;
  const pairs: (readonly [string, Html] | undefined)[] = [
    ['Route', route(item.from, item.to)],
    ['Tool', html`<code>${shown(tool)}</code>`],
    ['Held', html`${moment(item.createdAt, now)}, ${sayAgo(item.createdAt, now)}`],
    item.status === 'pending' ? ['Expires', html`in ${sayDuration(item.expiresAt - now)}`] : undefined,
    item.settledAt === undefined
      ? undefined
      : [
          'Settled',
          html`${moment(item.settledAt, now)}${item.reviewer === undefined ? nothing : html` by ${shown(item.reviewer)}`}${item.masked ? ', masked' : ''}`,
        ],
    item.note === undefined ? undefined : ['Note', shown(item.note)],
    [
      'Session',
      html`<a class="link mono" href="${link(`/sessions/${encodeURIComponent(row.session)}`)}">${row.session}</a>`,
    ],
    [
      'Row',
      html`<a class="link mono" href="${link('/events', { open: item.seq })}">${item.seq}</a>, ${row.size} bytes`,
    ],
  ];
  return html`<dl class="facts">${pairs.map((pair) => (pair === undefined ? nothing : html`<dt>${pair[0]}</dt><dd>${pair[1]}</dd>`))}</dl>`;
}

function findings({ row }: HeldMessage): Html {
  return html`<ul class="found">${row.findings.map(
    ({ severity, rule, name, excerpt, pointer, view }) => html`<li>
<span class="meta">${severityMark(severity)}<span class="mono">${shown(rule)}</span><span>${shown(name)}</span></span>
${excerpt === undefined ? nothing : html`<div class="excerpt">${shown(excerpt)}</div>`}
<span class="dim mono">${plain(pointer === '' ? '/' : pointer)}, ${view}</span></li>`,
  )}</ul>`;
}

/** As it was sent, with secrets masked; where it can be masked what goes away, line by line. */
function content({ asSent, masked }: NonNullable<HeldMessage['today']>): Html {
  if (asSent === undefined) return html`<p class="dim">Not shown: a secret in it cannot be masked.</p>`;
  const before = linesOf(asSent);
  const after = masked === undefined ? before : linesOf(masked);
  const same = before.length !== after.length || before.every((line, at) => line === after[at]);
  const left = asSent.left > 0 ? html`<p class="dim">${asSent.left} more characters</p>` : nothing;
  const secret = html`<p class="dim">Secrets are never shown here: they stand as [REDACTED:category].</p>`;
  if (same)
    return html`<div class="code">${before.map((line) => html`${shown(line)}\n`)}</div>${left}${/\[REDACTED:/.test(asSent.text) ? secret : nothing}`;
  const lines = before.map((line, at) => {
    const other = after[at] ?? '';
    if (line === other) return html`<div data-sign=" "><span>${shown(line)}</span></div>`;
    return html`<div class="del" data-sign="−"><del>${shown(line)}</del></div><div class="add" data-sign="+"><ins>${shown(other)}</ins></div>`;
  });
  return html`<div class="diff" role="group" aria-label="As sent, and as it would be delivered masked">${lines}</div>${left}`;
}

function linesOf({ text, left }: Said): string[] {
  // What was cut is shown as it stands: half a structure has no form.
  return (left > 0 ? text : indented(text)).split('\n');
}

/** What is recommended comes first and is always the safe one. */
function decide(visit: Visit, { item, row, today }: HeldMessage, sure: boolean): Html {
  const path = `/quarantine/${item.ref}/settle`;
  const stopped = today?.stopped;
  const masks = stopped === undefined && today?.maskable === true;
  const secretsOnly = row.findings.every(({ category }) => SECRET.has(category));
  const reject = (look: string) =>
    html`<button class="btn ${look}" name="do" value="reject" data-key="r">Reject <kbd>r</kbd></button>`;
  const masked = (look: string) =>
    html`<button class="btn ${look}" name="do" value="masked" data-key="m">Approve masked <kbd>m</kbd></button>`;
  const asSent = sure
    ? html`<button class="btn stop" name="do" value="approve">Send it to ${plain(item.to)} as it was</button>`
    : html`<a class="btn" href="${visit.link('/quarantine', { open: item.ref, sure: 'as-sent' })}" data-key="a">Approve as sent <kbd>a</kbd></a>`;
  const choices =
    stopped !== undefined
      ? html`${reject('primary')}`
      : masks && secretsOnly
        ? html`${masked('primary')}${asSent}${reject('stop')}`
        : html`${reject('primary')}${masks ? masked('') : nothing}${asSent}`;
  const note = html`<label class="field"><span class="sr">Note for the audit log</span><input name="note" maxlength="1000" placeholder="Note (optional)" autocomplete="off"></label>`;
  const then =
    stopped === undefined
      ? html`<p class="then">${
          row.kind === 'letter'
            ? html`Approving puts it into the mailbox of ${plain(item.to)}.`
            : item.side === 'server'
              ? 'Approving gives this answer out once, when the agent asks the same again.'
              : 'Approving admits this very call once. The agent was told how to ask again.'
        }</p>`
      : html`<p class="then">Nobody may release it: ${shown(stopped)}.</p>`;
  return html`${then}${postForm(visit, path, html`${choices}${note}`, 'decide')}`;
}
