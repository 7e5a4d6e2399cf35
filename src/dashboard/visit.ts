import type { Session } from './access/sessions.ts';
import type { Ask } from './ask.ts';
import { linkTo } from './links.ts';
import type { Visit } from './page.ts';
import { PAGE_NAMES } from './pages.ts';
import type { DashboardServices } from './services.ts';

export function visitOf(services: DashboardServices, ask: Ask, session: Session): Visit {
  return {
    services,
    path: ask.req.param(),
    query: new URL(ask.req.url).searchParams,
    now: services.now(),
    token: session.token,
    reviewer: services.user,
    has: (name) => PAGE_NAMES.has(name),
    link: (path, query) => linkTo(session.place, path, query),
  };
}
