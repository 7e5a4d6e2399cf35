import { OktsecError } from '../errors.ts';
import { CHANNELS, type Channel } from '../message/message.ts';
import type { ScanVerdict } from '../policy/scan-verdict.ts';
import { objectIn } from './object-in.ts';

/** A text of which it is known whether it is an attack. */
export type Labelled = {
  readonly id: string;
  readonly channel: Channel;
  readonly text: string;
  readonly attack: boolean;
  /** What kind of text; recall and false alarms are also told by it. */
  readonly category: string;
};

/**
 * One line of a labelled file: `{channel, text, label: "malicious" | "benign", category?, id?}`.
 * @param place is named in errors: file and line
 * @throws OktsecError `usage`
 */
export function labelledIn(line: string, place: string): Labelled {
  const fail = (what: string): never => {
    throw new OktsecError('usage', `${place}: ${what}`, {
      hint: '{"channel": "tool_result", "text": "...", "label": "malicious"} or "benign" on each line, with "category" if you like',
    });
  };
  const value = objectIn(line) ?? fail('no JSON object');
  const [text, label, category, id] = [value.get('text'), value.get('label'), value.get('category'), value.get('id')];
  const channel = CHANNELS.find((known) => known === value.get('channel'));
  if (channel === undefined) return fail(`unknown channel ${JSON.stringify(value.get('channel') ?? null)}`);
  if (typeof text !== 'string') return fail('"text" must be a text');
  if (label !== 'malicious' && label !== 'benign') return fail(`unknown label ${JSON.stringify(label ?? null)}`);
  return {
    id: typeof id === 'string' ? id : place,
    channel,
    text,
    attack: label === 'malicious',
    category: typeof category === 'string' && category !== '' ? category : '(none)',
  };
}

export type Judged = Labelled & {
  readonly verdict: ScanVerdict;
  readonly rules: readonly string[];
  readonly micros: number;
};

/** Of `of` texts, how many were held or blocked and how many found at all, and the 95 % interval of the first (Wilson). */
export type Share = {
  readonly of: number;
  readonly held: number;
  readonly found: number;
  readonly low: number;
  readonly high: number;
};

export function shareOf(rows: readonly Judged[]): Share {
  const held = rows.filter(({ verdict }) => isHeld(verdict)).length;
  const found = rows.filter(({ verdict }) => verdict !== 'clean').length;
  return { of: rows.length, held, found, ...wilson(held, rows.length) };
}

export function isHeld(verdict: ScanVerdict): boolean {
  return verdict === 'quarantine' || verdict === 'block';
}

/** Rows by their category, in the order of the names. */
export function byCategory(rows: readonly Judged[]): [string, Judged[]][] {
  const groups = new Map<string, Judged[]>();
  for (const row of rows) groups.set(row.category, [...(groups.get(row.category) ?? []), row]);
  return [...groups].sort(([a], [b]) => a.localeCompare(b));
}

/** Wilson's interval of a share at 95 %. */
function wilson(hits: number, all: number): { readonly low: number; readonly high: number } {
  if (all === 0) return { low: 0, high: 1 };
  const z = 1.96;
  const share = hits / all;
  const base = 1 + (z * z) / all;
  const middle = share + (z * z) / (2 * all);
  const spread = z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all));
  return { low: Math.max(0, (middle - spread) / base), high: Math.min(1, (middle + spread) / base) };
}
