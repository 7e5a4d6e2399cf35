import { type Html, html, nothing } from './html.ts';
import { NAV, type NavEntry } from './nav.ts';
import type { PageName, Visit } from './page.ts';
import { postButton } from './parts/form.ts';
import { icon, MARK } from './parts/icons.ts';
import { shown } from './parts/text.ts';
import { moment, sayCount } from './parts/time.ts';
import type { DashboardServices } from './services.ts';

export type AssetPaths = { readonly style: string; readonly script: string };

export type Badges = ReadonlyMap<PageName, { readonly count: number; readonly what: string }>;

type Shell = {
  readonly title: string;
  readonly body: Html;
  readonly layout: string;
  readonly current: PageName | undefined;
  /** The pages that exist. */
  readonly names: ReadonlySet<PageName>;
  readonly badges: Badges;
  /** One line about what was just done. */
  readonly said: string | undefined;
  /** The log's newest row when the page was made; 0 where it does not matter. */
  readonly newest: number;
  /** The answer to a form: there is nothing at its address to renew it from. */
  readonly still: boolean;
  readonly assets: AssetPaths;
};

/** A whole page of the dashboard. */
export function shell(visit: Visit, parts: Shell): Html {
  const entries = NAV.filter(({ name }) => parts.names.has(name));
  const waiting = [...parts.badges.values()].reduce((sum, { count }) => sum + count, 0);
  const title = `${waiting > 0 ? `(${waiting}) ` : ''}${parts.title}`;
  const link = (entry: NavEntry) => navLink(visit, entry, parts);
  const [high, low] = [entries.filter(({ low }) => !low), entries.filter(({ low }) => low)];
  return documentOf(
    title,
    parts.assets,
    html`<a class="skip btn" href="#main">Skip to content</a>
<div class="app">
<header class="topbar"><a class="brand" href="${visit.link('/')}">${MARK}oktsec</a>${modeMark(visit.services)}${LIVE}</header>
<header class="side">
<a class="brand" href="${visit.link('/')}">${MARK}oktsec</a>
<nav class="nav" aria-label="Pages" data-fresh="pages">${high.map(link)}${low.length === 0 ? nothing : html`<hr>`}${low.map(link)}</nav>
<div class="foot">${modeMark(visit.services)}${chainMark(visit, 'chain')}${LIVE}
${postButton(visit, '/logout', { label: 'Sign out', look: 'plain' })}</div>
</header>
<main class="main ${parts.layout}" id="main" tabindex="-1">
<span data-newest="${parts.newest}"${parts.still ? html` data-still` : nothing} hidden></span>
${parts.said === undefined ? nothing : html`<p class="toast" role="status">${parts.said}</p>`}
${chainAlert(visit)}
${parts.body}
</main>
<nav class="tabbar" aria-label="Main pages" data-fresh="bar">${entries.filter(({ bar }) => bar).map(link)}${more(visit, entries)}</nav>
<p class="sr" role="status" data-announce></p>
${keyTable()}
</div>`,
    html`<meta name="oktsec-token" content="${visit.token}"><meta name="oktsec-root" content="${visit.link('/')}">`,
  );
}

/** A document with our stylesheet and our one script, and nothing else from anywhere. */
export function documentOf(title: string, assets: AssetPaths, body: Html, head: Html = nothing): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · oktsec</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assets.style}">
<script src="${assets.script}" defer></script>
${head}
</head>
<body>
${body}
</body>
</html>
`;
}

const KEYS: readonly (readonly [string, string])[] = [
  ['j k', 'next, previous row'],
  ['Enter', 'open the row'],
  ['Esc', 'close what is open'],
  ['/', 'search'],
  ['p', 'pause, or follow again'],
  ['Home', 'show what is new'],
  ['g, then a letter', `go to a page: ${NAV.map(({ key, label }) => `${key} ${label.toLowerCase()}`).join(', ')}`],
  ['?', 'this table'],
];

/** Shown by `?`. The letters can be switched off, for whoever speaks to their computer. */
function keyTable(): Html {
  return html`<dialog data-help aria-labelledby="keys"><form method="dialog"><h2 id="keys">Keys</h2><dl class="facts">${KEYS.map(
    ([key, what]) => html`<dt><kbd>${key}</kbd></dt><dd>${what}</dd>`,
  )}</dl><p><label><input type="checkbox" data-keys-on> Letters are keys</label></p><button class="btn primary">Close</button></form></dialog>`;
}

const LIVE = html`<span class="live" data-live hidden><i></i><span data-live-words>Live</span></span>`;

function navLink(visit: Visit, { name, label, path, icon: picture, key }: NavEntry, { current, badges }: Shell): Html {
  const badge = badges.get(name);
  const count =
    badge === undefined || badge.count === 0
      ? nothing
      : html`<span class="count" data-badge="${name}">${badge.count}<span class="sr"> ${badge.what}</span></span>`;
  return html`<a href="${visit.link(path)}" data-go="${key}"${name === current ? html` aria-current="page"` : ''}>${icon(picture)}${label}${count}</a>`;
}

/** On a narrow screen: the pages that have no place in the bar, without script. */
function more(visit: Visit, entries: readonly NavEntry[]): Html {
  const others = entries.filter(({ bar }) => !bar);
  if (others.length === 0) return nothing;
  return html`<details class="more"><summary>${icon('more')}More</summary><div>${others.map(
    ({ path, label }) => html`<a href="${visit.link(path)}">${label}</a>`,
  )}${chainMark(visit, 'chain-more')}</div></details>`;
}

/** How far the log is proved, always in sight. */
function chainMark({ services, now }: Visit, fresh: string): Html {
  const { state, rows, at, bad } = services.chain();
  const count = `${sayCount(rows)} rows`;
  const proved = at === undefined ? nothing : html`proved ${moment(at, now)}`;
  const [words, more] = {
    none: ['Chain not looked at', nothing],
    reading: ['Proving the chain', html`${count} so far`],
    intact: ['Chain intact', html`${count}, ${proved}`],
    broken: [
      bad?.seq === undefined ? 'Chain broken' : `Chain broken at row ${bad.seq}`,
      at === undefined ? nothing : html`whole at ${moment(at, now)}`,
    ],
  }[state];
  return html`<span class="chain-mark${state === 'broken' ? ' bad' : ''}" data-fresh="${fresh}">${icon(state === 'broken' ? 'stop' : 'link')}<span>${words}<small class="dim">${more}</small></span></span>`;
}

/** On every page: what the log says is no proof any more. */
function chainAlert(visit: Visit): Html {
  const { state, bad } = visit.services.chain();
  return html`<div data-fresh="chain-alert">${
    state === 'broken'
      ? html`<p class="alert-bar" role="alert">${icon('stop')}<span><b>The audit log was changed.</b> ${shown(bad?.what ?? 'Its chain is broken')}. <code>oktsec logs verify</code> looks again.</span></p>`
      : nothing
  }</div>`;
}

function modeMark(services: DashboardServices): Html {
  const { config, paused } = services.standing();
  const word = paused ? 'Paused: nothing passes' : config.mode === 'enforce' ? 'Enforce' : 'Observe';
  return html`<span class="mode${paused ? ' paused' : ''}">${icon('shield')}<b>${word}</b></span>`;
}
