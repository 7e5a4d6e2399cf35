import type { LateDetector } from './detectors/late.ts';
import { expression } from './machine-code.ts';
import type { RuleInfo } from './rule.ts';

/** A rule of a set: its position there, its channels as bits. */
export type Ruled = { readonly number: number; readonly channels: number; info(): RuleInfo };

export type RuledDetector = {
  readonly rule: Ruled;
  readonly detector: LateDetector;
  /** Which texts that are put together do not ask for it: `BONDS` of `chance.ts`. */
  readonly bonds: number;
};

/** A pattern ready to run; its regular expressions are made when first asked for. */
export class CompiledPattern {
  readonly number: number;
  readonly rule: Ruled;
  readonly max: number;
  readonly look: number;
  /** Whether it speaks of white space. */
  readonly spaced: boolean;
  readonly #source: () => string;
  #regex: RegExp | undefined;
  #sticky: RegExp | undefined;
  #said: boolean | undefined;

  constructor(number: number, rule: Ruled, max: number, look: number, spaced: boolean, source: () => string) {
    this.number = number;
    this.rule = rule;
    this.max = max;
    this.look = look;
    this.spaced = spaced;
    this.#source = source;
  }

  /** Whether it is about what is said: of the others a line is a command, a path or a value, no sentence that goes on. */
  get said(): boolean {
    this.#said ??= !UNSAID.has(this.rule.info().category);
    return this.#said;
  }

  /** Global and multiline. */
  regex(): RegExp {
    this.#regex ??= expression(this.#source(), 'gm');
    return this.#regex;
  }

  /** The same, sticky: for a match that can only start where it is asked. */
  sticky(): RegExp {
    this.#sticky ??= expression(this.#source(), 'ym');
    return this.#sticky;
  }
}

const UNSAID: ReadonlySet<string> = new Set([
  'command_execution',
  'credentials',
  'path_traversal',
  'pii',
  'ssrf',
  'supply_chain',
  'unicode_tricks',
  'self_protection',
]);
