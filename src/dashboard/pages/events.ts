import { html } from '../html.ts';
import type { Page, Shown, Visit } from '../page.ts';
import { pageHead, scrollBox } from '../parts/head.ts';
import { outcomeOf, statusMark } from '../parts/marks.ts';
import { shown } from '../parts/text.ts';
import { moment } from '../parts/time.ts';

/** What passed, newest first. */
export const events: Page = { name: 'events', views: [{ path: '/events', show }] };

function show({ services, now }: Visit): Shown {
  const rows = services.store.list({ limit: 50 });
  const lines = rows.map(
    (row) =>
      html`<tr><td>${moment(row.time, now)}</td><td>${shown(row.to)}</td><td>${shown(row.tool ?? row.method ?? row.kind)}</td><td>${statusMark(outcomeOf(row))}</td></tr>`,
  );
  const table = html`<div class=\"panel\">${scrollBox('Events', html`<table class="table"><thead><tr><th>Time</th><th>Server</th><th>What</th><th>Status</th></tr></thead><tbody>${lines}</tbody></table>`)}</div>`;
  return { kind: 'page', title: 'Events', body: html`${pageHead({ title: 'Events' })}${table}` };
}
