import type { Category } from './rule.ts';
import { visibleLine } from './visible.ts';

type Span = readonly [number, number];

const CONTEXT = 24;
const SHOWN = 4;
/** What is found there is itself what nobody may read. */
export const SECRET: ReadonlySet<Category> = new Set(['credentials', 'pii']);

/**
 * What a person may see of a finding, on one line and safe to print: some text around it and, of a credential or personal
 * datum, at most its first four characters.
 * @param span UTF-16 offsets in `text`
 * @param max longest result before control characters are written out
 * @param others where else in `text` something secret was found, in any order
 */
export function excerpt(
  text: string,
  span: Span,
  { max = 120, category, others = [] }: { max?: number; category?: Category; others?: readonly Span[] } = {},
): string {
  const [start, end] = [Math.max(0, Math.min(span[0], text.length)), Math.max(0, Math.min(span[1], text.length))];
  const found = text.slice(start, end);
  const secret = category === undefined || SECRET.has(category);
  const core = secret ? masked(found) : shortened(found, max);
  const room = Math.max(0, Math.min(CONTEXT, (max - core.length) >> 1));
  const before = withoutSecrets(text, [Math.max(0, start - room), start], others);
  const after = withoutSecrets(text, [end, Math.min(text.length, end + room)], others);
  const head = start > room ? '…' : '';
  const tail = end + room < text.length ? '…' : '';
  return visibleLine(whole(`${head}${before}${core}${after}${tail}`));
}

function masked(found: string): string {
  // Of something short four characters would be most of it.
  const shown = found.length >= 4 * SHOWN ? SHOWN : 0;
  return `${found.slice(0, shown)}[…${found.length - shown}]`;
}

function shortened(found: string, max: number): string {
  if (found.length <= max) return found;
  const half = Math.max(1, (max - 1) >> 1);
  return `${found.slice(0, half)}…${found.slice(-half)}`;
}

/** Another secret may stand beside the one that was found. */
function withoutSecrets(text: string, [from, to]: Span, others: readonly Span[]): string {
  const runs = [...text.slice(from, to).matchAll(/[A-Za-z0-9+/_=-]{16,}/g)];
  const hidden = [...others, ...runs.map(({ 0: run, index }): Span => [from + index, from + index + run.length])]
    .filter(([start, end]) => start < to && end > from)
    .sort(([one], [other]) => one - other);
  let shown = '';
  let at = from;
  for (const [start, end] of hidden) {
    if (end <= at) continue;
    shown += start < at ? '' : text.slice(at, start);
    shown += `[…${end - Math.max(start, at)}]`;
    at = end;
  }
  return shown + text.slice(at, Math.max(at, to));
}

/** Surrogate halves at a cut. */
function whole(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '');
}
