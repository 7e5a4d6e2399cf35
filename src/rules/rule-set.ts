import { CHANNELS, type Channel } from '../message/message.ts';
import { encode, gramAt } from './alphabet.ts';
import type { Detector } from './detector.ts';
import { DETECTORS } from './detectors/index.ts';
import type { RuleInfo } from './rule.ts';
import { type LiteralRow, readTable } from './table.ts';
import { type Triggers, triggersOf } from './triggers.ts';

/** Rules ready to run. Share one between all messages: it holds no state of any of them. */
export type RuleSet = {
  /** Every rule by its id, in the order of the tables. Read from the table on first use. */
  readonly rules: ReadonlyMap<string, RuleInfo>;
  /** 1 where some literal's rarest gram hashes to; 64 Ki. */
  readonly grams: Uint8Array;
  /** Literals by the hash of their rarest gram, made when first asked for. */
  literalsAt(hash: number): readonly Literal[];
  /** How many literals there are. */
  readonly size: number;
  readonly triggers: Triggers;
  ruled(id: string): Ruled | undefined;
  /** Rule of the notice that something is encoded too deep to be read, when there is one. */
  readonly opaque: Ruled | undefined;
};

export type Literal = {
  readonly number: number;
  readonly codes: Uint8Array;
  /** Index of the last symbol of its rarest gram. */
  readonly last: number;
  /** That gram, four codes. */
  readonly gram: number;
  readonly uses: readonly Use[];
  /** The most that any use needs to see before and after. */
  readonly before: number;
  readonly after: number;
  readonly detectors: readonly RuledDetector[];
};
/** A pattern that a literal announces, and how much of a match can stand before and after the literal's start and end. */
export type Use = {
  readonly pattern: CompiledPattern;
  readonly before: number;
  readonly after: number;
  /** Of each group one literal, by number, must stand before this one within the match. */
  readonly others: readonly (readonly number[])[];
};

/** Position of a rule in the set, its channels as bits. */
export type Ruled = { readonly number: number; readonly channels: number; info(): RuleInfo };
export type CompiledPattern = {
  readonly number: number;
  readonly rule: Ruled;
  readonly max: number;
  readonly look: number;
  /** Global and multiline. Compiled when first asked for. */
  regex(): RegExp;
  /** The same, sticky: for a match that can only start where it is asked. */
  sticky(): RegExp;
  /** Whether it speaks of white space. */
  spaced(): boolean;
};
export type RuledDetector = { readonly rule: Ruled; readonly detector: Detector };

/** The detector that no text triggers: the scan itself gives its notice. */
export const OPAQUE = 'encoded-opaque';

/**
 * Reads compiled tables; a later one adds to those before it, and an id that exists already stays what it was.
 * About a millisecond for some hundred rules.
 * @throws Error when bytes are no table, or name a detector that this version lacks
 */
export function loadRuleSet(...tables: readonly Uint8Array[]): RuleSet {
  const grams = new Uint8Array(65_536);
  const literals = new Map<number, readonly Literal[]>();
  const rows = new Map<number, (() => Literal)[]>();
  const detectors: RuledDetector[] = [];
  const ids = new Set<string>();
  const parts: { readonly fresh: readonly boolean[]; infos(): readonly RuleInfo[] }[] = [];
  const pairs: [string, Ruled][] = [];
  let opaque: Ruled | undefined;
  let patternCount = 0;
  let ruleCount = 0;
  let literalCount = 0;
  for (const bytes of tables) {
    const table = readTable(bytes);
    const infos = once(table.infos);
    const sources = once(table.sources);
    const first = ruleCount;
    const fresh = table.index.rules.map(([id]) => !ids.has(id) && ids.add(id) !== undefined);
    const rules = table.index.rules.map(
      ([, channels], at): Ruled => ({ number: first + at, channels, info: () => present(infos()[at]) }),
    );
    for (const [at, [id]] of table.index.rules.entries()) if (fresh[at]) pairs.push([id, present(rules[at])]);
    const firstPattern = patternCount;
    const patterns = table.index.patterns.map(([rule, max, look], at): CompiledPattern => {
      const regex = once(() => new RegExp(JSON.parse(present(sources()[at])), 'gm'));
      const sticky = once(() => new RegExp(regex().source, 'ym'));
      const spaced = once(() => /\\s| /.test(regex().source));
      return { number: firstPattern + at, rule: present(rules[rule]), max, look, regex, sticky, spaced };
    });
    patternCount += patterns.length;
    ruleCount += rules.length;
    const named: RuledDetector[] = [];
    for (const [rule, name] of table.index.detectors) {
      if (name === OPAQUE && fresh[rule]) opaque = present(rules[rule]);
      const one = { rule: present(rules[rule]), detector: present(DETECTORS.get(name)) };
      named.push(one);
      if (fresh[rule] && name !== OPAQUE) detectors.push(one);
    }
    const firstLiteral = literalCount;
    const make = ([text, gram, , asked, list]: LiteralRow, at: number): Literal => {
      const uses: Use[] = [];
      for (const [number = -1, before = 0, after = 0, ...others] of list) {
        const pattern = present(patterns[number]);
        // A pack that repeats a built-in id changes nothing. [231]
        if (!fresh[pattern.rule.number - first]) continue;
        const groups = others.map((group) => present(table.index.groups[group]).map((one) => firstLiteral + one));
        uses.push({ pattern, before, after, others: groups });
      }
      const codes = encode(text);
      return {
        number: firstLiteral + at,
        codes,
        last: gram + 3,
        gram: gramAt(codes, gram),
        uses,
        before: Math.max(0, ...uses.map((use) => use.before + use.pattern.look)),
        after: Math.max(0, ...uses.map((use) => use.after + use.pattern.look)),
        detectors: asked.map((number) => present(named[number])).filter((one) => fresh[one.rule.number - first]),
      };
    };
    for (const [at, row] of table.index.literals.entries()) {
      const hash = row[2] & 0xffff;
      grams[hash] = 1;
      const list = rows.get(hash);
      const next = () => make(row, at);
      if (list === undefined) rows.set(hash, [next]);
      else list.push(next);
    }
    literalCount += table.index.literals.length;
    parts.push({ fresh, infos });
  }
  const get = (hash: number): readonly Literal[] => {
    let list = literals.get(hash);
    if (list === undefined) {
      list = (rows.get(hash) ?? []).map((make) => make());
      literals.set(hash, list);
    }
    return list;
  };
  const rules = once(
    () =>
      new Map(parts.flatMap(({ fresh, infos }) => infos().filter((_, at) => fresh[at])).map((info) => [info.id, info])),
  );
  const byId = new Map(pairs);
  return {
    grams,
    literalsAt: get,
    size: literalCount,
    triggers: triggersOf(detectors),
    opaque,
    ruled: (id) => byId.get(id),
    get rules() {
      return rules();
    },
  };
}

export function channelBits(channels: readonly Channel[]): number {
  return channels.reduce((bits, channel) => bits | channelBit(channel), 0);
}

export function channelBit(channel: Channel): number {
  return 1 << CHANNELS.indexOf(channel);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the table of compiled rules is damaged');
  return value;
}
