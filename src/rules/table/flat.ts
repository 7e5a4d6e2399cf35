import { encode } from '../scan/match/alphabet.ts';
import { slotOf } from '../scan/match/literal-index.ts';
import type { Near } from './neighbours.ts';
import type { Numbers } from './table.ts';
import { type Window, windowsOf } from './windows.ts';

type Use = { readonly pattern: number; readonly before: number; readonly after: number } & {
  readonly prev: number;
  readonly next: number;
  readonly groups: readonly number[];
};
export type Literal = {
  readonly text: string;
  readonly uses: Use[];
  readonly detectors: number[];
  /** What may stand beside it in any of its uses. */
  readonly prev: Near;
  readonly next: Near;
  channels: number;
};

/** What only the table that comes first holds. */
export const NOT_READY = { readyPairs: [], readyWindows: [], readyCiphers: [] };

type OfLiterals = Omit<
  Numbers,
  | 'sourceAt'
  | 'infoAt'
  | 'groupsAt'
  | 'groups'
  | 'companions'
  | 'nears'
  | 'patternRule'
  | 'patternMax'
  | 'patternLook'
  | 'patternSpaced'
  | keyof typeof NOT_READY
>;

/** Literals and their uses as flat numbers. */
export function numbersOf(literals: readonly Literal[]): OfLiterals {
  const codes = literals.map((one) => encode(one.text));
  const uses = literals.flatMap((one) => one.uses);
  return {
    ...slotsOf(
      literals.flatMap(({ text, prev, next }, number) => windowsOf(text, number, prev, next)),
      literals.map((one) => one.channels),
    ),
    literalChannels: literals.map((one) => one.channels),
    codes: codes.flatMap((one) => [...one]),
    codesAt: starts(codes.map((one) => one.length)),
    usesAt: starts(literals.map((one) => one.uses.length)),
    askedAt: starts(literals.map((one) => one.detectors.length)),
    asked: literals.flatMap((one) => one.detectors),
    usePattern: uses.map((one) => one.pattern),
    useBefore: uses.map((one) => one.before),
    useAfter: uses.map((one) => one.after),
    usePrev: uses.map((one) => one.prev),
    useNext: uses.map((one) => one.next),
    useGroupsAt: starts(uses.map((one) => one.groups.length)),
    useGroups: uses.flatMap((one) => one.groups),
  };
}

type Slots = Pick<Numbers, 'slotKeys' | 'slotChannels' | 'slotStarts' | 'slotEnds' | 'entryLiteral' | 'entryOffset'>;

/** Windows with open addressing, at most five in seven full. */
function slotsOf(windows: readonly Window[], channels: readonly number[]): Slots {
  const entries = windows.toSorted((a, b) => a.key - b.key || a.literal - b.literal);
  const count = new Set(entries.map((one) => one.key)).size;
  const slots = 2 ** Math.max(4, Math.ceil(Math.log2(1.4 * count + 1)));
  const slotKeys = new Array<number>(slots).fill(0);
  const slotChannels = new Array<number>(slots).fill(0);
  const slotStarts = new Array<number>(slots).fill(0);
  const slotEnds = new Array<number>(slots).fill(0);
  for (let at = 0; at < entries.length; ) {
    const key = entries[at]?.key ?? 0;
    let end = at;
    while (entries[end]?.key === key) end += 1;
    let slot = slotOf(key, slots);
    while (slotKeys[slot] !== 0) slot = (slot + 1) % slots;
    slotKeys[slot] = key;
    slotChannels[slot] = entries.slice(at, end).reduce((bits, one) => bits | (channels[one.literal] ?? 0), 0);
    slotStarts[slot] = at;
    slotEnds[slot] = end;
    at = end;
  }
  return {
    slotKeys,
    slotChannels,
    slotStarts,
    slotEnds,
    entryLiteral: entries.map((one) => one.literal),
    entryOffset: entries.map((one) => one.offset + 1),
  };
}

/** Where each of so many begins, one behind the other, and where the last one ends. */
export function starts(sizes: readonly number[]): number[] {
  const all = [0];
  for (const size of sizes) all.push((all.at(-1) ?? 0) + size);
  return all;
}
