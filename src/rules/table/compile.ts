import { CHANNELS } from '../../message/message.ts';
import { bondsOf } from '../chance.ts';
import { announcedOf } from '../detector.ts';
import { DETECTORS } from '../detectors/index.ts';
import { appliesIn, type Rule, type RuleInfo } from '../rule.ts';
import { KINDS, loadRuleSet } from '../rule-set.ts';
import { encode, gramAt, hashOf } from '../scan/match/alphabet.ts';
import { filterOf } from '../scan/match/literal-index.ts';
import { pairsOf } from '../scan/match/shapes.ts';
import { cipherGrams } from '../views/ciphers.ts';
import type { Path } from './anchors.ts';
import { type Literal, NOT_READY, numbersOf, starts } from './flat.ts';
import { rarestGram } from './gram-frequency.ts';
import { ANYTHING, type Near } from './neighbours.ts';
import { readPattern } from './pattern.ts';
import { type Head, writeTable } from './table.ts';

/**
 * Compiles rules that `parsePack` accepted into a table for `loadRuleSet`. Equal rules give equal bytes.
 * @param ready for the table that comes first: also holds what a set would otherwise work out at its first text
 */
export function compileRules(rules: readonly Rule[], ready = false): Uint8Array {
  const literals = new Map<string, Literal>();
  const literalOf = (text: string): Literal => {
    const known = literals.get(text) ?? {
      ...{ text, uses: [], detectors: [], channels: 0 },
      ...{ prev: new Uint8Array(128), next: new Uint8Array(128) },
    };
    literals.set(text, known);
    return known;
  };
  const groups = new Numbered();
  const companions = new Numbered();
  const nears = new Numbered();
  const sources: string[] = [];
  const detectors: [number, string, number?][] = [];
  const patterns: { rule: number; max: number; look: number; spaced: number }[] = [];
  const meet = (literal: Literal, prev: Near, next: Near, rule: Rule): void => {
    literal.channels |= channelBits(rule.channels);
    for (let code = 0; code < 128; code += 1) {
      literal.prev[code] = (literal.prev[code] as number) | (prev[code] as number);
      literal.next[code] = (literal.next[code] as number) | (next[code] as number);
    }
  };
  const use = (path: Path, pattern: number, rule: Rule): void => {
    const others = path.others.map((texts) => groups.of([...texts].sort().join(' ')));
    for (const { literal, before, after, prev, next } of path.trigger) {
      const beside = { prev: nears.of(keyOf(prev)), next: nears.of(keyOf(next)) };
      const known = literalOf(literal);
      known.uses.push({ pattern, before, after, ...beside, groups: others });
      meet(known, prev, next, rule);
    }
  };
  for (const [number, rule] of rules.entries()) {
    if (rule.detector !== undefined) {
      const triggers = DETECTORS.get(rule.detector)?.triggers ?? [];
      const words = triggers.flatMap((trigger) => ('literals' in trigger ? trigger.literals : []));
      for (const word of new Set(words)) {
        const known = literalOf(word.toLowerCase());
        known.detectors.push(detectors.length);
        meet(known, ANYTHING[0], ANYTHING[0], rule);
      }
      const bonds = bondsOf(rule);
      detectors.push(bonds === 0 ? [number, rule.detector] : [number, rule.detector, bonds]);
    }
    for (const text of rule.patterns ?? []) {
      const pattern = readPattern(text, rule.caseSensitive === true, rule.keywords);
      for (const path of pattern.paths) use(path, patterns.length, rule);
      const spaced = /\\s| /.test(pattern.source) ? 1 : 0;
      patterns.push({ rule: number, max: pattern.max, look: pattern.look, spaced });
      sources.push(pattern.source);
    }
  }
  const head: Head = {
    rules: rules.map((rule) => [rule.id, channelBits(rule.channels)]),
    detectors,
    announced: [...DETECTORS.values()].map(announcedOf),
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
  const written = { head, sources, groups: texts, infos: rules.map(infoOf) };
  const bytes = writeTable({ ...numbers, ...NOT_READY }, written);
  if (!ready) return bytes;
  const { triggers, tables } = loadRuleSet(bytes);
  const readied = {
    readyPairs: pairsOf(triggers, KINDS),
    readyWindows: filterOf(tables.map(({ table }) => table)),
    readyCiphers: cipherGrams(),
  };
  return writeTable({ ...numbers, ...readied }, written);
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

export function channelBits(channels: Rule['channels']): number {
  return CHANNELS.reduce((bits, channel, n) => (appliesIn(channels, channel) ? bits | (1 << n) : bits), 0);
}

function infoOf(rule: Rule): RuleInfo {
  const { id, name, description, severity, category, channels, remediation, references, detector } = rule;
  return { id, name, description, severity, category, channels, remediation, references, detector };
}
