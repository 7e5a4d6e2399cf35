import { CATEGORIES, type Category } from '../../rules/rule.ts';
import { type Html, html } from '../html.ts';
import type { Page, Shown, Visit } from '../page.ts';
import { pageHead, panel, scrollBox } from '../parts/head.ts';
import { sayCount, sayMany } from '../parts/time.ts';
import { ACTIONS } from './rules/actions.ts';
import { oneRule } from './rules/one.ts';
import { foundBy, rulesTable } from './rules/table.ts';
import { tryForm } from './rules/try.ts';

/** What is detected, what became of it, and what a change would do. */
export const rules: Page = {
  name: 'rules',
  views: [
    { path: '/rules', show },
    { path: '/rules/:name', show: named },
  ],
  actions: ACTIONS,
};

function show(visit: Visit): Shown {
  const { rules: set, config } = visit.services.standing();
  const found = foundBy(visit);
  const all = [...set.rules.values()];
  const ruled = new Set(config.rules.map(({ id }) => id));
  const ignored = new Set(config.rules.filter(({ action }) => action === 'ignore').map(({ id }) => id));
  const lines = CATEGORIES.flatMap((category) => {
    const own = all.filter((rule) => rule.category === category);
    if (own.length === 0) return [];
    const rows = own.reduce((sum, { id }) => sum + (found.get(id) ?? 0), 0);
    const changed = own.filter(({ id }) => ruled.has(id) && !ignored.has(id)).length;
    const off = own.filter(({ id }) => ignored.has(id)).length;
    return [
      html`<tr><td><a class="link" href="${visit.link(`/rules/${category}`)}">${sayCategory(category)}</a></td><td class="n">${own.length}</td><td class="n">${count(off)}</td><td class="n">${count(changed)}</td><td class="n">${sayCount(rows)}</td></tr>`,
    ];
  });
  const table = html`<table class="table"><thead><tr><th>Category</th><th class="n">Rules</th><th class="n">Ignored</th><th class="n">Changed</th><th class="n">Found in 7 d</th></tr></thead><tbody>${lines}</tbody></table>`;
  const off = ignored.size === 0 ? 'none is ignored' : `${sayMany(ignored.size, 'rule')} ignored somewhere`;
  return {
    kind: 'page',
    title: 'Rules',
    body: html`${pageHead({ title: `${sayMany(all.length, 'rule')}, ${off}` })}${panel('Categories', scrollBox('Every category', table))}${panel('Try a text', tryForm(visit, '', 'tool_result'))}`,
  };
}

/** A category, or one rule: their names are never the same, since a category has no capitals and an id has. */
function named(visit: Visit): Shown {
  const name = visit.path.name ?? '';
  const category = CATEGORIES.find((one) => one === name);
  if (category === undefined) return oneRule(visit, name);
  const set = visit.services.standing().rules;
  const own = [...set.rules.values()].filter((rule) => rule.category === category);
  return {
    kind: 'page',
    title: sayCategory(category),
    body: html`${pageHead({
      title: `${sayCategory(category)}: ${sayMany(own.length, 'rule')}`,
      line: html`<a class="link" href="${visit.link('/rules')}">Rules</a>`,
    })}<div class="panel">${rulesTable(visit, own)}</div>`,
  };
}

function sayCategory(category: Category): string {
  const words = category.replaceAll('_', ' ');
  const named = words.replace(/^(?:pii|ssrf|mcp)\b/, (short) => short.toUpperCase());
  return `${named.charAt(0).toUpperCase()}${named.slice(1)}`;
}

function count(amount: number): Html | string {
  return amount === 0 ? html`<span class="dim">0</span>` : sayCount(amount);
}
