import { DECISIONS } from '../../policy/decisions.ts';
import type { AuditRow } from '../../store/store.ts';
import { type Html, html } from '../html.ts';
import { icon } from './icons.ts';
import { plain, shown } from './text.ts';

/** Who says something to whom. */
export function route(from: string, to: string): Html {
  return html`<span class="route"><span>${shown(from)}</span>${icon('right', 12)}<span class="sr">to</span><span>${shown(to)}</span></span>`;
}

/** A row in one phrase: what was found in it, else what it is. */
export function phraseOf(row: Pick<AuditRow, 'findings' | 'rules' | 'note' | 'decision' | 'method' | 'kind'>): string {
  const [first] = row.findings;
  if (first !== undefined) {
    const others = new Set(row.rules).size - 1;
    return plain(`${first.name}${others > 0 ? `, and ${others} more` : ''}`);
  }
  return plain(row.note ?? WORDS.get(row.decision) ?? row.method ?? row.kind);
}

const WORDS: ReadonlyMap<string, string> = new Map(
  Object.keys(DECISIONS)
    .filter((name) => name !== 'allow')
    .map((name) => [name, name.replaceAll('_', ' ')]),
);
