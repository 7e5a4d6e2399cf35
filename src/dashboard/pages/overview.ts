import { html } from '../html.ts';
import type { Page, Shown, Visit } from '../page.ts';
import { PERIOD_WORDS, periodLinks, periodOf, periodOfLog } from '../parts/filters.ts';
import { pageHead } from '../parts/head.ts';
import { empty } from '../parts/states.ts';
import { sayMany } from '../parts/time.ts';

/** Whether a person has to act, and how the day went. */
export const overview: Page = { name: 'overview', views: [{ path: '/', show }] };

function show(visit: Visit): Shown {
  const period = periodOf(visit.query);
  const { rows } = visit.services.store.tally(periodOfLog(period, visit.now));
  const head = pageHead({
    title: rows === 0 ? 'Nothing has passed yet' : sayMany(rows, 'message'),
    line: `In ${PERIOD_WORDS[period]}.`,
    tools: periodLinks(visit, '/', period),
  });
  const first = empty({ title: 'Wrap a client, then use it as usual.', command: 'oktsec wrap cursor' });
  return {
    kind: 'page',
    title: 'Overview',
    body: html`${head}${rows === 0 ? html`<div class="panel">${first}</div>` : ''}`,
  };
}
