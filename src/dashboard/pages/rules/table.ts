import type { RuleInfo } from '../../../rules/rule.ts';
import { type Html, html } from '../../html.ts';
import type { Visit } from '../../page.ts';
import { scrollBox } from '../../parts/head.ts';
import { severityMark } from '../../parts/marks.ts';
import { shown } from '../../parts/text.ts';
import { sayCount } from '../../parts/time.ts';
import { sayStanding } from './standing.ts';

const WEEK = 7 * 86_400_000_000;

/** In how many rows of seven days each rule was found. */
export function foundBy(visit: Visit): ReadonlyMap<string, number> {
  const { rules } = visit.services.store.activity({ since: visit.now - WEEK, by: 'day' });
  return new Map(rules.map(({ name, rows }) => [name, rows]));
}

/** Those that found something first. */
export function rulesTable(visit: Visit, rules: readonly RuleInfo[]): Html {
  const found = foundBy(visit);
  const { config } = visit.services.standing();
  const sorted = rules.toSorted((a, b) => (found.get(b.id) ?? 0) - (found.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1));
  const lines = sorted.map((rule) => {
    const entries = config.rules.filter(({ id }) => id === rule.id);
    return html`<tr><td class="nowrap">${severityMark(rule.severity)}</td><td class="nowrap"><a class="link" href="${visit.link(`/rules/${encodeURIComponent(rule.id)}`)}">${shown(rule.id)}</a></td><td>${shown(rule.name)}</td><td>${sayStanding(entries)}</td><td class="n">${sayCount(found.get(rule.id) ?? 0)}</td></tr>`;
  });
  return scrollBox(
    'Rules of this category',
    html`<table class="table"><thead><tr><th>Severity</th><th>Rule</th><th>Name</th><th>In the config</th><th class="n">Found in 7 d</th></tr></thead><tbody>${lines}</tbody></table>`,
  );
}
