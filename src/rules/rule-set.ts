import { CHANNELS, type Channel } from '../message/message.ts';
import { Companions } from './companions.ts';
import { OPAQUE } from './detector.ts';
import { type First, LoadedTable } from './loaded-table.ts';
import type { RuleInfo } from './rule.ts';
import type { Ruled, RuledDetector } from './ruled.ts';
import { bucketOf, readTable } from './table.ts';
import { type Triggers, triggersOf } from './triggers.ts';

/** Rules ready to run. Share one between all messages: it holds no state of any of them. */
export type RuleSet = {
  /** Every rule by its id, in the order of the tables. Read from the table on first use. */
  readonly rules: ReadonlyMap<string, RuleInfo>;
  /** The bucket of the literals whose rarest gram hashes there, 0 where there is none; 64 Ki. */
  readonly grams: Uint8Array;
  readonly tables: readonly LoadedTable[];
  /** Scratch for one text at a time. */
  readonly companions: Companions;
  readonly triggers: Triggers;
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
  const grams = new Uint8Array(65_536);
  const places = new Map<string, { readonly table: LoadedTable; readonly rule: number }>();
  const tables: LoadedTable[] = [];
  const detectors: RuledDetector[] = [];
  let opaque: Ruled | undefined;
  const numbers = new Uint16Array(65_536);
  let first: First = { rule: 0, pattern: 0 };
  let known = 0;
  for (const bytes of given) {
    const table = readTable(bytes);
    const { hashes, companions } = table;
    const own = new Uint16Array(companions.length);
    for (let at = 0; at < companions.length; at += 1) {
      const hash = companions[at] as number;
      if (numbers[hash] === 0) {
        known += 1;
        numbers[hash] = known;
      }
      own[at] = numbers[hash] as number;
    }
    const loaded = new LoadedTable(table, places, own, first);
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
    for (let at = 0; at < hashes.length; at += 1) grams[hashes[at] as number] = bucketOf(hashes[at] as number);
  }
  let infos: Map<string, RuleInfo> | undefined;
  return {
    grams,
    tables,
    companions: new Companions(numbers, known),
    triggers: triggersOf(detectors),
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

export function channelBits(channels: readonly Channel[]): number {
  return channels.reduce((bits, channel) => bits | channelBit(channel), 0);
}

export function channelBit(channel: Channel): number {
  return 1 << CHANNELS.indexOf(channel);
}
