import type { Page, PageName } from './page.ts';
import { agents } from './pages/agents.ts';
import { alerts } from './pages/alerts.ts';
import { events } from './pages/events.ts';
import { overview } from './pages/overview.ts';
import { quarantine } from './pages/quarantine.ts';
import { rules } from './pages/rules.ts';
import { servers } from './pages/servers.ts';
import { sessions } from './pages/sessions.ts';
import { settings } from './pages/settings.ts';

/** Every page there is: one line each. Their order in the navigation is `nav.ts`'s. */
export const PAGES: readonly Page[] = [
  overview,
  events,
  sessions,
  quarantine,
  alerts,
  servers,
  agents,
  rules,
  settings,
];

export const PAGE_NAMES: ReadonlySet<PageName> = new Set(PAGES.map(({ name }) => name));
