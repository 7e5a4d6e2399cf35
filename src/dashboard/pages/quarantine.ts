import { OktsecError } from '../../errors.ts';
import type { QuarantineItem, QuarantineStatus } from '../../store/store.ts';
import type { Form } from '../form-data.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Done, Page, Shown, Visit } from '../page.ts';
import { postForm } from '../parts/form.ts';
import { pageHead, scrollBox } from '../parts/head.ts';
import { heldPanel } from '../parts/held.ts';
import { severityMark } from '../parts/marks.ts';
import { phraseOf, route } from '../parts/rows.ts';
import { empty, problem } from '../parts/states.ts';
import { plain, shown } from '../parts/text.ts';
import { moment, sayDuration, sayMany, sayMoment } from '../parts/time.ts';
import type { HeldMessage } from '../services.ts';

/** What is held: who settles it sees what was found, what would leave, and decides. */
export const quarantine: Page = {
  name: 'quarantine',
  views: [
    { path: '/quarantine', show: queuePage },
    { path: '/quarantine/settled', show: settledPage },
  ],
  actions: [
    { path: '/quarantine/reject', loosens: false, act: rejectMany },
    { path: '/quarantine/:ref/settle', loosens: (form) => form.one('do') !== 'reject', act: settle },
  ],
  badge: ({ store, now }) => {
    const at = now();
    const count = store.quarantine('pending', MOST).filter(({ expiresAt }) => expiresAt > at).length;
    return { count, what: 'held' };
  },
};

const MOST = 200;
const MOST_NOTE = 1000;

function queuePage(visit: Visit): Shown {
  const { services, query } = visit;
  const items = services.desk.list('pending', MOST);
  const reference = query.get('open') ?? '';
  const open = reference === '' ? undefined : foundOr(visit, reference);
  const title = items.length === 0 ? 'Nothing is held' : `${sayMany(items.length, 'message is', 'messages are')} held`;
  const settled = html`<a class="btn" href="${visit.link('/quarantine/settled')}">Settled</a>`;
  const head = pageHead({
    title,
    line:
      items.length === 0
        ? lastSettled(visit)
        : 'None has reached its destination. What nobody settles expires and is never delivered.',
    tools: settled,
  });
  const list = items.length === 0 ? nothing : queue(visit, items, open?.item.ref);
  const detail = open === undefined ? nothing : heldPanel(visit, open, query.get('sure') === 'as-sent');
  const gone =
    reference !== '' && open === undefined
      ? problem({ title: `Nothing held has the reference ${plain(reference.slice(0, 16))}` })
      : nothing;
  const first =
    items.length === 0 && open === undefined
      ? html`<div class="panel">${empty({ title: 'Nothing waits for you.', line: 'What enforce holds stands here until somebody decides.' })}</div>`
      : nothing;
  return {
    kind: 'page',
    title: 'Quarantine',
    layout: open === undefined ? '' : 'has-open',
    body: html`${head}${gone}${first}<div class="held-split${open === undefined ? ' alone' : ''}">${list}${detail}</div>`,
  };
}

function foundOr({ services }: Visit, reference: string): HeldMessage | undefined {
  try {
    return services.desk.find(reference);
  } catch (error) {
    if (error instanceof OktsecError && (error.code === 'not_held' || error.code === 'usage')) return undefined;
    throw error;
  }
}

function lastSettled({ services, now }: Visit): string {
  const settled = services.store
    .quarantine(undefined, MOST)
    .flatMap(({ settledAt }) => settledAt ?? [])
    .sort((a, b) => b - a)[0];
  return settled === undefined ? 'Nothing was ever held here.' : `The last one was settled ${sayMoment(settled, now)}.`;
}

/** The queue is one form, so that several can be rejected at once; approving is never done in bulk. */
function queue(visit: Visit, items: readonly HeldMessage[], open: string | undefined): Html {
  const rows = items.map(({ item, row }) => {
    const current = item.ref === open ? html` aria-current="true"` : '';
    const severity = row.findings[0]?.severity;
    const tool = item.tool ?? row.method ?? row.kind;
    const what = phraseOf(row);
    return html`<li${current}><input type="checkbox" name="ref" value="${item.ref}" aria-label="Select ${item.ref}">
<a href="${visit.link('/quarantine', { open: item.ref })}" data-row>${what}</a>
<span class="meta">${route(item.from, item.to)}<code class="clip">${shown(tool)}</code></span>
<span class="meta">${severity === undefined ? nothing : severityMark(severity)}<span class="mono">${item.ref}</span><span>${sayDuration(item.expiresAt - visit.now)} left</span></span></li>`;
  });
  const bulk = html`<div class="bulk"><span class="dim">Chosen ones</span><button class="btn stop">Reject</button></div>`;
  const form = postForm(visit, '/quarantine/reject', html`<ul class="queue">${rows}</ul>${bulk}`, 'queue-form');
  return html`<section class="panel" aria-label="Held messages">${form}</section>`;
}

const STATUS_WORDS: Readonly<Record<QuarantineStatus, string>> = {
  pending: 'held',
  approved: 'approved',
  rejected: 'rejected',
  expired: 'expired',
};

function settledPage(visit: Visit): Shown {
  const items = visit.services.desk.list(undefined, MOST).filter(({ item }) => item.status !== 'pending');
  const head = pageHead({
    title: items.length === 0 ? 'Nothing was settled yet' : `${sayMany(items.length, 'message')} settled`,
    line: 'What was held and decided, newest first; what it said is deleted, its hash is left.',
    tools: html`<a class="btn" href="${visit.link('/quarantine')}">Held</a>`,
  });
  const lines = items.map(
    ({
      item,
      row,
    }) => html`<tr><td><a class="link mono" href="${visit.link('/quarantine', { open: item.ref })}">${item.ref}</a></td>
<td>${STATUS_WORDS[item.status]}${item.masked ? ', masked' : ''}</td><td>${phraseOf(row)}</td><td>${route(item.from, item.to)}</td>
<td>${shown(item.reviewer ?? '')}</td><td class="nowrap">${moment(item.settledAt ?? item.expiresAt, visit.now)}</td><td>${shown(item.note ?? '')}</td></tr>`,
  );
  const table = html`<table class="table"><thead><tr><th>Reference</th><th>Outcome</th><th>What</th><th>Route</th><th>By</th><th>When</th><th>Note</th></tr></thead><tbody>${lines}</tbody></table>`;
  const body = items.length === 0 ? empty({ title: 'Nothing was settled yet.' }) : scrollBox('Settled messages', table);
  return { kind: 'page', title: 'Settled', body: html`${head}<div class="panel">${body}</div>` };
}

/** @throws OktsecError what stands against it; 409 when somebody was first */
function settle({ services, reviewer, path }: Visit, form: Form): Done {
  const ref = path.ref ?? '';
  const by = { reviewer, user: services.user, note: noteOf(form) };
  const approve = (masked: boolean): Done => {
    const { row } = services.desk.find(ref);
    return released(services.desk.approve(ref, { ...by, masked }), row.kind === 'letter', masked);
  };
  switch (form.one('do')) {
    case 'reject': {
      const item = services.desk.reject(ref, by);
      return { to: '/quarantine', said: `${item.ref} is rejected. What it said is deleted.` };
    }
    case 'masked':
      return approve(true);
    case 'approve':
      return approve(false);
    default:
      throw new OktsecError('usage', 'the form did not say what to do', { hint: 'reload the page and try again' });
  }
}

function released(item: Pick<QuarantineItem, 'ref' | 'side' | 'to'>, letter: boolean, masked: boolean): Done {
  const call = 'The same call passes once when the agent makes it again.';
  const answer = 'Its answer is given out when the agent asks the same again.';
  const next = letter ? `It is in the mailbox of ${item.to}.` : item.side === 'server' ? answer : call;
  return { to: '/quarantine', said: `${item.ref} is approved${masked ? ', masked' : ''}. ${next}` };
}

function rejectMany({ services, reviewer }: Visit, form: Form): Done {
  const refs = [...new Set(form.all('ref'))].slice(0, MOST);
  if (refs.length === 0) return { to: '/quarantine', said: 'Nothing was chosen, so nothing was rejected.' };
  const by = { reviewer, user: services.user };
  const late: string[] = [];
  for (const ref of refs) {
    try {
      services.desk.reject(ref, by);
    } catch (error) {
      if (!(error instanceof OktsecError) || error.code !== 'not_held') throw error;
      late.push(error.message);
    }
  }
  const done = refs.length - late.length;
  const said = [`${sayMany(done, 'message is', 'messages are')} rejected.`, ...late.map((line) => `${line}.`)].join(
    ' ',
  );
  return { to: '/quarantine', said };
}

function noteOf(form: Form): string | undefined {
  const note = form.one('note').trim().slice(0, MOST_NOTE);
  return note === '' ? undefined : note;
}
