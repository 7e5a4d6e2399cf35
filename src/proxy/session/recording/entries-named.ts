import type { Judged } from '../../../guard/guard.ts';
import type { Message } from '../../../message/message.ts';
import { listOf } from '../editing/repair.ts';

const MOST = 3;
const LONGEST = 80;

/**
 * Which entries of a list something was found in, for the row's note: a pointer has only their number, and the list itself
 * is not kept. Names are the server's own words: whoever shows the note makes them visible.
 */
export function entriesNamed(message: Message, judged: readonly Judged[]): string | undefined {
  const list = judged.length === 0 ? undefined : listOf(message);
  if (list === undefined) return undefined;
  const numbers = judged.flatMap(({ pointer }) => {
    const number = pointer.startsWith(`${list}/`) ? Number.parseInt(pointer.slice(list.length + 1), 10) : Number.NaN;
    return Number.isNaN(number) ? [] : [number];
  });
  const entries = numbers.length === 0 ? [] : entriesIn(message, list);
  const names = [...new Set(numbers)].sort((a, b) => a - b).flatMap((number) => nameOf(entries[number]));
  if (names.length === 0) return undefined;
  const more = names.length > MOST ? ` and ${names.length - MOST} more` : '';
  return `found in ${names.slice(0, MOST).join(', ')}${more}`;
}

function entriesIn({ frame }: Message, list: string): readonly unknown[] {
  const { result } = JSON.parse(new TextDecoder().decode(frame)) as { result?: Record<string, unknown> };
  const entries = result?.[list.slice(list.lastIndexOf('/') + 1)];
  return Array.isArray(entries) ? entries : [];
}

function nameOf(entry: unknown): string[] {
  if (typeof entry !== 'object' || entry === null) return [];
  const { name, uri, uriTemplate } = entry as Record<string, unknown>;
  const known = [name, uri, uriTemplate].find((one) => typeof one === 'string' && one !== '');
  return typeof known === 'string' ? [known.length > LONGEST ? `${known.slice(0, LONGEST)}…` : known] : [];
}
