import type { Category } from './rule.ts';
import { visibleLine } from './visible.ts';

const CONTEXT = 24;
const SHOWN = 4;
/** What is found there is itself what nobody may read. */
const SECRET: ReadonlySet<Category> = new Set(['credentials', 'pii']);

/**
 * What a person may see of a finding, on one line and safe to print: some text around it and, of a credential or personal
 * datum, at most its first four characters.
 * @param span UTF-16 offsets in `text`
 * @param max longest result before control characters are written out
 */
export function excerpt(text: string, span: readonly [number, number], max = 120, category?: Category): string {
  const [start, end] = [Math.max(0, Math.min(span[0], text.length)), Math.max(0, Math.min(span[1], text.length))];
  const found = text.slice(start, end);
  const secret = category === undefined || SECRET.has(category);
  const core = secret ? masked(found) : shortened(found, max);
  const room = Math.max(0, Math.min(CONTEXT, (max - core.length) >> 1));
  const before = withoutSecrets(text.slice(Math.max(0, start - room), start));
  const after = withoutSecrets(text.slice(end, end + room));
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
function withoutSecrets(text: string): string {
  return text.replace(/[A-Za-z0-9+/_=-]{16,}/g, (run) => `[…${run.length}]`);
}

/** Surrogate halves at a cut. */
function whole(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '');
}
