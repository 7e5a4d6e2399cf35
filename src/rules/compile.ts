import { CHANNELS, type Channel } from '../message/message.ts';
import { encode, gramAt, hashOf } from './alphabet.ts';
import type { Path } from './anchors.ts';
import { DETECTORS } from './detectors/index.ts';
import { rarestGram } from './gram-frequency.ts';
import type { Near } from './neighbours.ts';
import { readPattern } from './pattern.ts';
import type { Rule, RuleInfo } from './rule.ts';
import { bucketOf, type Head, type Numbers, writeTable } from './table.ts';

type Use = { readonly pattern: number; readonly before: number; readonly after: number } & {
  readonly prev: number;
  readonly next: number;
  readonly groups: readonly number[];
};
type Literal = { readonly text: string; readonly uses: Use[]; readonly detectors: number[] };

/** Compiles rules that `parsePack` accepted into a table for `loadRuleSet`. Equal rules give equal bytes. */
export function compileRules(rules: readonly Rule[]): Uint8Array {
  const literals = new Map<string, Literal>();
  const literalOf = (text: string): Literal => {
    const known = literals.get(text) ?? { text, uses: [], detectors: [] };
    literals.set(text, known);
    return known;
  };
  const groups = new Numbered();
  const companions = new Numbered();
  const nears = new Numbered();
  const sources: string[] = [];
  const detectors: [number, string][] = [];
  const patterns: { rule: number; max: number; look: number; spaced: number }[] = [];
  const use = (path: Path, pattern: number): void => {
    const others = path.others.map((texts) => groups.of([...texts].sort().join(' ')));
    for (const { literal, before, after, prev, next } of path.trigger) {
      const beside = { prev: nears.of(keyOf(prev)), next: nears.of(keyOf(next)) };
      literalOf(literal).uses.push({ pattern, before, after, ...beside, groups: others });
    }
  };
  for (const [number, rule] of rules.entries()) {
    if (rule.detector !== undefined) {
      const triggers = DETECTORS.get(rule.detector)?.triggers ?? [];
      const words = triggers.flatMap((trigger) => ('literals' in trigger ? trigger.literals : []));
      for (const word of new Set(words)) literalOf(word.toLowerCase()).detectors.push(detectors.length);
      detectors.push([number, rule.detector]);
    }
    for (const text of rule.patterns ?? []) {
      const pattern = readPattern(text, rule.caseSensitive === true, rule.keywords);
      for (const path of pattern.paths) use(path, patterns.length);
      const spaced = /\\s| /.test(pattern.source) ? 1 : 0;
      patterns.push({ rule: number, max: pattern.max, look: pattern.look, spaced });
      sources.push(pattern.source);
    }
  }
  const head: Head = {
    rules: rules.map((rule) => [rule.id, channelBits(rule.channels)]),
    detectors,
  };
  const texts = groups.keys().map((key) => key.split(' '));
  const members = texts.map((group) => {
    const hashes = group.map((text) => hashOf(gramAt(encode(text), rarestGram(text).at)));
    return [...new Set(hashes)].map((hash) => companions.of(String(hash)));
  });
  const numbers = {
    ...numbersOf([...literals.values()]),
    groupsAt: starts(members.map((group) => group.length)),
    groups: members.flat(),
    companions: companions.keys().map(Number),
    nears: nears.keys().flatMap(bitsOf),
    patternRule: patterns.map(({ rule }) => rule),
    patternMax: patterns.map(({ max }) => max),
    patternLook: patterns.map(({ look }) => look),
    patternSpaced: patterns.map(({ spaced }) => spaced),
  };
  return writeTable(numbers, { head, sources, groups: texts, infos: rules.map(infoOf) });
}

type OfLiterals = Omit<
  Numbers,
  | 'sourceAt'
  | 'groupsAt'
  | 'groups'
  | 'companions'
  | 'nears'
  | 'patternRule'
  | 'patternMax'
  | 'patternLook'
  | 'patternSpaced'
>;

/** Literals and their uses as flat numbers, in the order of their buckets. */
function numbersOf(literals: readonly Literal[]): OfLiterals {
  const placed = literals
    .map((literal) => {
      const codes = encode(literal.text);
      const { at } = rarestGram(literal.text);
      const gram = gramAt(codes, at);
      return { ...literal, codes, at, gram, hash: hashOf(gram), bucket: bucketOf(hashOf(gram)) };
    })
    .sort((a, b) => a.bucket - b.bucket || a.hash - b.hash);
  const uses = placed.flatMap((one) => one.uses);
  return {
    buckets: Array.from({ length: 257 }, (_, bucket) => placed.filter((one) => one.bucket < bucket).length),
    grams: placed.map((one) => one.gram),
    hashes: placed.map((one) => one.hash),
    gramAt: placed.map((one) => one.at),
    codes: placed.flatMap((one) => [...one.codes]),
    codesAt: starts(placed.map((one) => one.codes.length)),
    usesAt: starts(placed.map((one) => one.uses.length)),
    askedAt: starts(placed.map((one) => one.detectors.length)),
    asked: placed.flatMap((one) => one.detectors),
    usePattern: uses.map((one) => one.pattern),
    useBefore: uses.map((one) => one.before),
    useAfter: uses.map((one) => one.after),
    usePrev: uses.map((one) => one.prev),
    useNext: uses.map((one) => one.next),
    useGroupsAt: starts(uses.map((one) => one.groups.length)),
    useGroups: uses.flatMap((one) => one.groups),
  };
}

function starts(sizes: readonly number[]): number[] {
  const all = [0];
  for (const size of sizes) all.push((all.at(-1) ?? 0) + size);
  return all;
}

/** Texts, each once, by number. */
class Numbered {
  readonly #numbers = new Map<string, number>();

  of(key: string): number {
    const number = this.#numbers.get(key) ?? this.#numbers.size;
    this.#numbers.set(key, number);
    return number;
  }

  keys(): string[] {
    return [...this.#numbers.keys()];
  }
}

/** 128 flags as 16 bytes. */
function bitsOf(key: string): number[] {
  return Array.from({ length: 16 }, (_, at) =>
    Number.parseInt([...key.slice(at * 8, at * 8 + 8)].reverse().join(''), 2),
  );
}

function keyOf(near: Near): string {
  return near.join('');
}

export function channelBits(channels: readonly (Channel | 'any')[]): number {
  const all = 2 ** CHANNELS.length - 1;
  return channels.reduce((bits, channel) => bits | (channel === 'any' ? all : 1 << CHANNELS.indexOf(channel)), 0);
}

function infoOf(rule: Rule): RuleInfo {
  const { id, name, description, severity, category, channels, remediation, references, detector } = rule;
  return { id, name, description, severity, category, channels, remediation, references, detector };
}
