import { html } from '../html.ts';
import type { Page, Shown, Visit } from '../page.ts';
import { pageHead } from '../parts/head.ts';
import { ACTIONS } from './settings/actions.ts';
import { exported, exportPanel } from './settings/export.ts';
import { modePanel, sayModes } from './settings/modes.ts';
import { retentionPanel } from './settings/retention.ts';
import { tokenPanel } from './settings/tokens.ts';
import { webhookPanel } from './settings/webhooks.ts';

/** What stands for all: modes, how long the log is kept, who is told, who may ask, and the log to take away. */
export const settings: Page = {
  name: 'settings',
  views: [
    { path: '/settings', show },
    { path: '/settings/export/:file', show: exported },
  ],
  actions: ACTIONS,
};

function show(visit: Visit): Shown {
  return {
    kind: 'page',
    title: 'Settings',
    body: html`${pageHead({
      title: sayModes(visit),
      line: 'Everything here is an edit of the config, which keeps its comments; each is a row in the log.',
    })}${modePanel(visit)}${retentionPanel(visit)}${webhookPanel(visit)}${tokenPanel(visit)}${exportPanel(visit)}`,
  };
}
