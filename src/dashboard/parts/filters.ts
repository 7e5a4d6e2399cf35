import { type Html, html, nothing } from '../html.ts';
import type { Query, Visit } from '../page.ts';
import { icon } from './icons.ts';

export type Choice = { readonly value: string; readonly label: string };

/** A row of links of which one stands: every state of a page is an address. */
export function segments(
  label: string,
  links: readonly { readonly label: string; readonly href: string; readonly current: boolean }[],
): Html {
  return html`<nav class="segments" aria-label="${label}">${links.map(
    (link) => html`<a href="${link.href}"${link.current ? html` aria-current="true"` : ''}>${link.label}</a>`,
  )}</nav>`;
}

/** Tabs that are links, each with how much is in it. */
export function tabs(
  label: string,
  links: readonly {
    readonly label: string;
    readonly href: string;
    readonly current: boolean;
    readonly count?: string | undefined;
  }[],
): Html {
  return html`<nav class="tabs" aria-label="${label}" data-fresh="tabs">${links.map(
    (link) =>
      html`<a href="${link.href}"${link.current ? html` aria-current="true"` : ''}>${link.label}${
        link.count === undefined ? nothing : html` <span class="dim">${link.count}</span>`
      }</a>`,
  )}</nav>`;
}

/** The filters of a page as one form that is asked for with GET, so that what is chosen stands in the address. */
export function filterBar(visit: Visit, path: string, fields: readonly Html[], kept: Query = {}): Html {
  const hiddens = Object.entries(kept)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${String(value)}">`);
  return html`<form class="filters" method="get" action="${visit.link(path)}" role="search">${hiddens}${fields}<button class="btn" data-apply>Apply</button></form>`;
}

export function searchField(name: string, value: string, placeholder: string): Html {
  return html`<label class="field search">${icon('search')}<span class="sr">${placeholder}</span><input type="search" name="${name}" value="${value}" placeholder="${placeholder}" maxlength="200" autocomplete="off" spellcheck="false" data-search><kbd aria-hidden="true">/</kbd></label>`;
}

/** A menu; the first choice has an empty value and stands for no filter. */
export function selectField(name: string, label: string, value: string, choices: readonly Choice[]): Html {
  return html`<label class="field select"><span>${label}</span><select name="${name}" data-submits>${choices.map(
    (choice) =>
      html`<option value="${choice.value}"${choice.value === value ? html` selected` : ''}>${choice.label}</option>`,
  )}</select></label>`;
}

const PERIODS = { '1h': 1, '24h': 24, '7d': 168, '30d': 720 } as const;
export type Period = keyof typeof PERIODS;
export const PERIOD_WORDS: Readonly<Record<Period, string>> = {
  '1h': 'the last hour',
  '24h': 'the last 24 hours',
  '7d': 'the last 7 days',
  '30d': 'the last 30 days',
};

/** The period of an address; what is no period is a day. */
export function periodOf(query: URLSearchParams): Period {
  const text = query.get('period') ?? '';
  return Object.hasOwn(PERIODS, text) ? (text as Period) : '24h';
}

/**
 * Where the period begins, microseconds since 1970: on the hour, or on the day where it is longer than a day, because so it is
 * counted: a list and the counts above it are about the same rows.
 */
export function periodStart(period: Period, now: number): number {
  const step = isLong(period) ? 24 * HOUR_MICROS : HOUR_MICROS;
  return Math.floor((now - PERIODS[period] * HOUR_MICROS) / step) * step;
}

/** The same for what the log counts. */
export function periodOfLog(period: Period, now: number): { readonly since: number; readonly by: 'hour' | 'day' } {
  return { since: periodStart(period, now), by: isLong(period) ? 'day' : 'hour' };
}

function isLong(period: Period): boolean {
  return PERIODS[period] > 24;
}

const HOUR_MICROS = 3_600_000_000;

export function periodLinks(visit: Visit, path: string, current: Period): Html {
  return segments(
    'Period',
    (Object.keys(PERIODS) as Period[]).map((period) => ({
      label: period.replace(/(\d)([hd])/, '$1 $2'),
      href: visit.link(path, { period }),
      current: period === current,
    })),
  );
}

/** Where a list goes on. */
export function pager(
  said: string,
  links: { readonly newer?: string | undefined; readonly older?: string | undefined },
): Html {
  return html`<div class="pager"><span>${said}</span><span class="ways">${
    links.newer === undefined ? nothing : html`<a class="link" href="${links.newer}" rel="prev">Newer</a>`
  }${links.older === undefined ? nothing : html`<a class="link" href="${links.older}" rel="next">Older</a>`}</span></div>`;
}
