import type { Announced, Detector } from '../detector.ts';
import { DETECTORS } from './index.ts';
import { LEARNED } from './learned.ts';
import { AGENTS } from './meanings/agents/index.ts';
import { MEANINGS } from './meanings/index.ts';

/** A detector whose code comes when it is first asked. */
export type LateDetector = Announced & Pick<Detector, 'find'>;

/** Thrown where a text asks for a detector that is to be loaded in steps first. */
export class NotLoaded extends Error {}

/** A key or a name: who reads phrases finds nothing in one. */
const ONE_WORD = /^[A-Za-z]?[a-z]{0,24}$/;
/** What is loaded a step. The last holds all, and needs those before it. */
const PARTS: readonly (() => unknown)[] = [() => AGENTS, () => MEANINGS, () => LEARNED, () => DETECTORS];

/**
 * The detectors of a rule set as they announce themselves. A handshake seldom asks for any, so a proxy starts without their code: of
 * the modules imported above the build makes chunks that are loaded when something of them is first used.
 */
export class LateDetectors {
  readonly #known: ReadonlyMap<string, LateDetector>;
  #deferred = false;

  constructor(announced: readonly Announced[]) {
    this.#known = new Map(announced.map((one) => [one.name, this.#late(one)]));
  }

  get(name: string): LateDetector | undefined {
    return this.#known.get(name);
  }

  /** For who reads messages that can wait: from now on `load` alone loads them, and reading what asks for one before throws `NotLoaded`. */
  defer(): void {
    this.#deferred = true;
  }

  get deferred(): boolean {
    return this.#deferred;
  }

  /** Loads them, a part a step: each takes milliseconds. */
  *load(): Generator<undefined, void> {
    for (const part of PARTS) {
      part();
      yield;
    }
    this.#deferred = false;
  }

  #late(one: Announced): LateDetector {
    let detector: Detector | undefined;
    return {
      ...one,
      find: (text, place) => {
        if (one.phrases === true && ONE_WORD.test(text)) return [];
        if (this.#deferred) throw new NotLoaded();
        detector ??= DETECTORS.get(one.name);
        if (detector === undefined) throw new Error('the table of compiled rules is damaged');
        return detector.find(text, place);
      },
    };
  }
}
