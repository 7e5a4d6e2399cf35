import { CHANNELS, type Channel } from '../message/message.ts';
import { encode, gramAt, hashOf } from './alphabet.ts';
import { DETECTORS } from './detectors/index.ts';
import { rarestGram } from './gram-frequency.ts';
import { readPattern } from './pattern.ts';
import type { Rule, RuleInfo } from './rule.ts';
import { type Index, writeTable } from './table.ts';

/** Compiles rules that `parsePack` accepted into a table for `loadRuleSet`. Equal rules give equal bytes. */
export function compileRules(rules: readonly Rule[]): Uint8Array {
  const sources: string[] = [];
  const patterns: [number, number, number][] = [];
  const literals = new Map<
    string,
    { readonly number: number; readonly uses: number[][]; readonly detectors: number[] }
  >();
  const groups = new Map<string, number>();
  const literalOf = (text: string) => {
    const known = literals.get(text) ?? { number: literals.size, uses: [], detectors: [] };
    literals.set(text, known);
    return known;
  };
  const detectors: [number, string][] = [];
  for (const [number, rule] of rules.entries()) {
    if (rule.detector !== undefined) {
      for (const trigger of DETECTORS.get(rule.detector)?.triggers ?? []) {
        for (const literal of 'literals' in trigger ? trigger.literals : []) {
          literalOf(literal.toLowerCase()).detectors.push(detectors.length);
        }
      }
      detectors.push([number, rule.detector]);
    }
    for (const text of rule.patterns ?? []) {
      const pattern = readPattern(text, rule.caseSensitive === true, rule.keywords);
      for (const path of pattern.paths) {
        const others = path.others.map((texts) => {
          const key = JSON.stringify(texts.map((one) => literalOf(one).number).sort((a, b) => a - b));
          const group = groups.get(key) ?? groups.size;
          groups.set(key, group);
          return group;
        });
        for (const { literal, before, after } of path.last) {
          literalOf(literal).uses.push([patterns.length, before, after, ...others]);
        }
      }
      patterns.push([number, pattern.max, pattern.look]);
      sources.push(pattern.source);
    }
  }
  const index: Index = {
    rules: rules.map((rule) => [rule.id, channelBits(rule.channels)]),
    patterns,
    literals: [...literals].map(([text, one]) => {
      const { at } = rarestGram(text);
      return [text, at, hashOf(gramAt(encode(text), at)), one.detectors, one.uses];
    }),
    groups: [...groups.keys()].map((key): number[] => JSON.parse(key)),
    detectors,
  };
  return writeTable(index, sources, rules.map(infoOf));
}

export function channelBits(channels: readonly (Channel | 'any')[]): number {
  const all = 2 ** CHANNELS.length - 1;
  return channels.reduce((bits, channel) => bits | (channel === 'any' ? all : 1 << CHANNELS.indexOf(channel)), 0);
}

function infoOf(rule: Rule): RuleInfo {
  const { id, name, description, severity, category, channels, remediation, references, detector } = rule;
  return { id, name, description, severity, category, channels, remediation, references, detector };
}
