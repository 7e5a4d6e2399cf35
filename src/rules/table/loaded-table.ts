import type { LateDetectors } from '../detectors/late.ts';
import type { RuleInfo } from '../rule.ts';
import { CompiledPattern, type Ruled, type RuledDetector } from '../ruled.ts';
import { SYMBOLS } from '../scan/match/alphabet.ts';
import { mayOrder } from '../views/joints/order-words.ts';
import type { Table } from './table.ts';

/** What the numbers of a table's rules and patterns are counted from. */
export type First = { readonly rule: number; readonly pattern: number };

/** One table of a rule set. What is more than a number is made when first asked for. */
export class LoadedTable {
  readonly table: Table;
  /** Of each rule, as bits; 0 when an earlier table has its id: a pack that repeats a built-in id changes nothing. [231] */
  readonly channels: Uint8Array;
  /** By the table's own numbers, for the literals that announce them. */
  readonly detectors: readonly RuledDetector[];
  /** The numbers of its companions in the set. */
  readonly companions: Uint16Array;
  readonly #firstRule: number;
  readonly #firstPattern: number;
  readonly #patterns: (CompiledPattern | undefined)[] = [];
  readonly #ruled: (Ruled | undefined)[] = [];
  /** Of each literal, whether a word of an order may hold it: 0 when it was not met yet, 1 no, 2 yes. */
  readonly #orders: Uint8Array;
  /** Of each literal, how far before it and behind it any of its patterns looks, the one above the other; 0 when it was not met yet. */
  readonly #reaches: Uint32Array;
  readonly #infos: (RuleInfo | undefined)[] = [];
  #groups: readonly (readonly string[])[] | undefined;

  /**
   * @param known every detector
   * @throws Error when the table names a detector that this version lacks
   */
  constructor(
    table: Table,
    taken: ReadonlyMap<string, unknown>,
    known: LateDetectors,
    companions: Uint16Array,
    first: First,
  ) {
    this.table = table;
    this.companions = companions;
    this.#firstRule = first.rule;
    this.#firstPattern = first.pattern;
    this.#orders = new Uint8Array(table.codesAt.length);
    this.#reaches = new Uint32Array(table.codesAt.length);
    const { rules, detectors } = table.head;
    this.channels = new Uint8Array(rules.length);
    for (let at = 0; at < rules.length; at += 1) {
      const [id = '', bits = 0] = rules[at] ?? [];
      this.channels[at] = taken.has(id) ? 0 : bits;
    }
    this.detectors = detectors.map(([rule, name, bonds = 0]) => {
      const detector = known.get(name);
      if (detector === undefined) throw new Error('the table of compiled rules is damaged');
      return { rule: this.ruled(rule), detector, bonds };
    });
  }

  ruled(rule: number): Ruled {
    let one = this.#ruled[rule];
    if (one === undefined) {
      one = { number: this.#firstRule + rule, channels: this.channels[rule] ?? 0, info: () => this.info(rule) };
      this.#ruled[rule] = one;
    }
    return one;
  }

  /** Whether a literal may stand in a word that orders to a model are made of. */
  mayOrder(literal: number): boolean {
    if (this.#orders[literal] === 0) {
      const { codes, codesAt } = this.table;
      const own = codes.subarray(codesAt[literal], codesAt[literal + 1]);
      this.#orders[literal] = mayOrder([...own].map((code) => SYMBOLS[code - 1] ?? '').join('')) ? 2 : 1;
    }
    return this.#orders[literal] === 2;
  }

  /** How far before a literal any pattern looks that it announces, in characters. */
  reachBefore(literal: number): number {
    return (this.#reaches[literal] || this.#reachOf(literal)) >>> 16;
  }

  /** The same behind it. */
  reachAfter(literal: number): number {
    return (this.#reaches[literal] || this.#reachOf(literal)) & 0xffff;
  }

  #reachOf(literal: number): number {
    const { usesAt, usePattern, useBefore, useAfter, patternLook } = this.table;
    let before = 0;
    let after = 1;
    for (let use = usesAt[literal] as number; use < (usesAt[literal + 1] as number); use += 1) {
      const look = patternLook[usePattern[use] as number] as number;
      before = Math.max(before, (useBefore[use] as number) + look);
      after = Math.max(after, (useAfter[use] as number) + look);
    }
    this.#reaches[literal] = (before << 16) | after;
    return this.#reaches[literal] as number;
  }

  info(rule: number): RuleInfo {
    let info = this.#infos[rule];
    if (info === undefined) {
      info = this.table.info(rule);
      this.#infos[rule] = info;
    }
    return info;
  }

  pattern(number: number): CompiledPattern {
    let pattern = this.#patterns[number];
    if (pattern === undefined) {
      const { patternRule, patternMax, patternLook, patternSpaced } = this.table;
      pattern = new CompiledPattern(
        this.#firstPattern + number,
        this.ruled(patternRule[number] ?? 0),
        patternMax[number] ?? 0,
        patternLook[number] ?? 0,
        patternSpaced[number] === 1,
        () => this.table.source(number),
      );
      this.#patterns[number] = pattern;
    }
    return pattern;
  }

  /** Whether what a use needs beside its literal stands in a text: one of each of its groups. */
  holdsGroups(use: number, text: string): boolean {
    const { useGroups, useGroupsAt } = this.table;
    const end = useGroupsAt[use + 1] as number;
    let at = useGroupsAt[use] as number;
    if (at === end) return true;
    this.#groups ??= this.table.groupTexts();
    const lower = text.toLowerCase();
    for (; at < end; at += 1) {
      const group = this.#groups[useGroups[at] as number] ?? [];
      let holds = false;
      for (let one = 0; one < group.length && !holds; one += 1) holds = lower.includes(group[one] as string);
      if (!holds) return false;
    }
    return true;
  }
}
