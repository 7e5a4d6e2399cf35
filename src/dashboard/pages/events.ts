import type { Page } from '../page.ts';
import { exemptAction } from './events/exempt.ts';
import { exportView } from './events/export.ts';
import { list } from './events/list.ts';
import { asJson, one } from './events/one.ts';
import { following } from './events/table.ts';

/** What passed, newest first, and why it was stopped where it was. */
export const events: Page = {
  name: 'events',
  views: [
    { path: '/events', show: list, live: following },
    { path: '/events/:file{[0-9]+\\.json}', show: asJson },
    exportView('csv'),
    exportView('jsonl'),
    { path: '/events/:seq', show: one },
  ],
  actions: [exemptAction],
};
