import { CHANNELS, type Channel } from '../message/message.ts';
import { OPAQUE } from './detector.ts';
import { LateDetectors } from './detectors/late.ts';
import type { RuleInfo } from './rule.ts';
import type { Ruled, RuledDetector } from './ruled.ts';
import { CalmTexts } from './scan/calm-texts.ts';
import { Companions } from './scan/match/companions.ts';
import { LiteralIndex } from './scan/match/literal-index.ts';
import { pairsOf, Shapes } from './scan/match/shapes.ts';
import { type Triggers, triggersOf } from './scan/match/triggers.ts';
import { type First, LoadedTable } from './table/loaded-table.ts';
import { readTable } from './table/table.ts';
import { cipherGrams } from './views/ciphers.ts';
import { BASE64, HEX_LIST, MIN_RUN, MIN_SPACED_HEX } from './views/encodings/encoded.ts';
import { LETTERS, MIN_JOINED } from './views/words.ts';

/** Rules ready to run. Share one between all messages: it holds no state of any of them. */
export type RuleSet = {
  /** Every rule by its id, in the order of the tables. Read from the table on first use. */
  readonly rules: ReadonlyMap<string, RuleInfo>;
  readonly tables: readonly LoadedTable[];
  readonly detectors: LateDetectors;
  /** Each of these holds what it read of one text at a time. */
  readonly literals: LiteralIndex;
  readonly companions: Companions;
  /** What was read lately in vain. */
  readonly calm: CalmTexts;
  /** Of a text of these channels. */
  shapes(channels: number): Shapes;
  readonly triggers: Triggers;
  /** For `cipheredIn`. */
  readonly cipherGrams: Uint8Array;
  ruled(id: string): Ruled | undefined;
  /** Rule of the notice that something is encoded too deep to be read, when there is one. */
  readonly opaque: Ruled | undefined;
};

/**
 * Reads compiled tables; a later one adds to those before it, and an id that exists already stays what it was.
 * Well below a millisecond for some hundred rules.
 * @throws Error when bytes are no table, or name a detector that this version lacks
 */
export function loadRuleSet(...given: readonly Uint8Array[]): RuleSet {
  const places = new Map<string, { readonly table: LoadedTable; readonly rule: number }>();
  const tables: LoadedTable[] = [];
  const detectors: RuledDetector[] = [];
  let opaque: Ruled | undefined;
  const numbers = new Uint16Array(65_536);
  let first: First = { rule: 0, pattern: 0 };
  const marked = new Int32Array(numbers.length >> 5);
  let known = 0;
  const read = given.map(readTable);
  // Those of the first table: others may be of an earlier version.
  const late = new LateDetectors(read[0]?.head.announced ?? []);
  for (const table of read) {
    const { companions } = table;
    const own = new Uint16Array(companions.length);
    for (let at = 0; at < companions.length; at += 1) {
      const hash = companions[at] as number;
      if (numbers[hash] === 0) {
        known += 1;
        numbers[hash] = known;
        marked[hash >> 5] = (marked[hash >> 5] as number) | (1 << (hash & 31));
      }
      own[at] = numbers[hash] as number;
    }
    const loaded = new LoadedTable(table, places, late, own, first);
    tables.push(loaded);
    for (const [rule, [id]] of table.head.rules.entries()) {
      if (!places.has(id)) places.set(id, { table: loaded, rule });
    }
    for (const one of loaded.detectors) {
      if (one.rule.channels === 0) continue;
      if (one.detector.name === OPAQUE) opaque = one.rule;
      else detectors.push(one);
    }
    first = {
      rule: first.rule + table.head.rules.length,
      pattern: first.pattern + table.patternRule.length,
    };
  }
  let infos: Map<string, RuleInfo> | undefined;
  const triggers = triggersOf(detectors);
  const shapes = new Map<number, Shapes>();
  const [main, ...more] = tables;
  // What the build worked out is true of the first table's detectors alone.
  const alone = more.every((table) => table.detectors.length === 0);
  const madeOf = <Kind extends ArrayLike<number>>(ready: Kind | undefined, make: () => Kind): (() => Kind) => {
    let made = ready !== undefined && ready.length > 0 ? ready : undefined;
    return () => {
      made ??= make();
      return made;
    };
  };
  const pairs = madeOf(alone ? main?.table.readyPairs : undefined, () => pairsOf(triggers, KINDS));
  const grams = madeOf(main?.table.readyCiphers, cipherGrams);
  return {
    tables,
    detectors: late,
    literals: new LiteralIndex(tables),
    companions: new Companions(numbers, marked, known),
    calm: new CalmTexts(),
    triggers,
    shapes: (channels) => {
      let one = shapes.get(channels);
      if (one === undefined) {
        one = new Shapes(triggers, channels, KINDS, pairs());
        shapes.set(channels, one);
      }
      return one;
    },
    get cipherGrams() {
      return grams();
    },
    opaque,
    ruled: (id) => {
      const place = places.get(id);
      return place?.table.ruled(place.rule);
    },
    get rules() {
      infos ??= new Map([...places].map(([id, { table, rule }]) => [id, table.info(rule)]));
      return infos;
    },
  };
}

/** What readings look for, in the order of the numbers of `shapes.ts`. */
export const KINDS = [
  { member: BASE64, min: MIN_RUN },
  { member: HEX_LIST, min: MIN_SPACED_HEX },
  { member: LETTERS, min: MIN_JOINED },
];

export function channelBit(channel: Channel): number {
  return 1 << CHANNELS.indexOf(channel);
}
