import type { QuarantineStatus } from '../../../store/store.ts';
import { html } from '../../html.ts';
import type { Shown, Visit } from '../../page.ts';
import { pageHead, scrollBox } from '../../parts/head.ts';
import { phraseOf, route } from '../../parts/rows.ts';
import { empty } from '../../parts/states.ts';
import { shown } from '../../parts/text.ts';
import { moment, sayMany } from '../../parts/time.ts';
import type { HeldMessage } from '../../services.ts';

const MOST = 100;
const SETTLED = ['approved', 'rejected', 'expired'] as const satisfies readonly QuarantineStatus[];
const STATUS_WORDS: Readonly<Record<QuarantineStatus, string>> = {
  pending: 'held',
  approved: 'approved',
  rejected: 'rejected',
  expired: 'expired',
};

/** What was held and decided; it shows that somebody did. */
export function settledPage(visit: Visit): Shown {
  const { desk } = visit.services;
  const items = SETTLED.flatMap((status) => desk.list(status, MOST))
    .toSorted((a, b) => whenSettled(b) - whenSettled(a))
    .slice(0, MOST);
  const head = pageHead({
    title: titleOf(items.length),
    line: 'What was held and decided, newest first; what it said is deleted, its hash is left.',
    tools: html`<a class="btn" href="${visit.link('/quarantine')}">Held</a>`,
  });
  const lines = items.map(
    ({
      item,
      row,
    }) => html`<tr><td><a class="link mono" href="${visit.link('/quarantine', { open: item.ref })}">${item.ref}</a></td>
<td>${STATUS_WORDS[item.status]}${item.masked ? ', masked' : ''}</td><td>${phraseOf(row)}</td><td>${route(item.from, item.to)}</td>
<td>${shown(item.reviewer ?? '')}</td><td class="nowrap">${moment(whenSettled({ item, row }), visit.now)}</td><td>${shown(item.note ?? '')}</td></tr>`,
  );
  const table = html`<table class="table"><thead><tr><th>Reference</th><th>Outcome</th><th>What</th><th>Route</th><th>By</th><th>When</th><th>Note</th></tr></thead><tbody>${lines}</tbody></table>`;
  const body = items.length === 0 ? empty({ title: 'Nothing was settled yet.' }) : scrollBox('Settled messages', table);
  return { kind: 'page', title: 'Settled', body: html`${head}<div class="panel">${body}</div>` };
}

function whenSettled({ item }: HeldMessage): number {
  return item.settledAt ?? item.expiresAt;
}

function titleOf(settled: number): string {
  if (settled === 0) return 'Nothing was settled yet';
  return settled < MOST ? `${sayMany(settled, 'message')} settled` : `The last ${settled} settled`;
}
