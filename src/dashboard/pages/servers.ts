import type { Page } from '../page.ts';
import { waits } from './servers/known.ts';
import { listPage } from './servers/list.ts';
import { serverPage } from './servers/one.ts';
import { settlePin } from './servers/settle-pin.ts';

/** What is configured, what runs behind oktsec, what it may do, and what changed of it. */
export const servers: Page = {
  name: 'servers',
  views: [
    { path: '/servers', show: listPage },
    { path: '/servers/:name', show: serverPage },
  ],
  actions: [{ path: '/servers/:name/pin', loosens: (form) => form.one('word') === 'approve', act: settlePin }],
  badge: ({ store }) => ({ count: store.pins().filter(waits).length, what: 'to approve' }),
};
