import type { PageName } from './page.ts';
import type { IconName } from './parts/icons.ts';

export type NavEntry = {
  readonly name: PageName;
  readonly label: string;
  readonly path: string;
  readonly icon: IconName;
  /** After `g`. */
  readonly key: string;
  /** Below the line: what is set up, not what happens. */
  readonly low?: boolean;
  /** In the bar at the bottom of a narrow screen. */
  readonly bar?: boolean;
};

/** Every page of the dashboard in its order. One that does not exist yet is not linked. */
export const NAV: readonly NavEntry[] = [
  { name: 'overview', label: 'Overview', path: '/', icon: 'overview', key: 'o', bar: true },
  { name: 'events', label: 'Events', path: '/events', icon: 'events', key: 'e', bar: true },
  { name: 'sessions', label: 'Sessions', path: '/sessions', icon: 'sessions', key: 's' },
  { name: 'quarantine', label: 'Quarantine', path: '/quarantine', icon: 'quarantine', key: 'q', bar: true },
  { name: 'alerts', label: 'Alerts', path: '/alerts', icon: 'alerts', key: 'l' },
  { name: 'servers', label: 'Servers', path: '/servers', icon: 'servers', key: 'v', bar: true },
  { name: 'agents', label: 'Agents', path: '/agents', icon: 'agents', key: 'a', low: true },
  { name: 'rules', label: 'Rules', path: '/rules', icon: 'rules', key: 'r', low: true },
  { name: 'settings', label: 'Settings', path: '/settings', icon: 'settings', key: 't', low: true },
];
