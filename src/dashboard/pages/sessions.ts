import type { Page } from '../page.ts';
import { listPage } from './sessions/list.ts';
import { sessionPage } from './sessions/one.ts';

/** What one client did across its servers, in order, and what went from one to another. */
export const sessions: Page = {
  name: 'sessions',
  views: [
    { path: '/sessions', show: listPage },
    { path: '/sessions/:id', show: sessionPage },
  ],
};
