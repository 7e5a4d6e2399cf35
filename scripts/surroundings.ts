// What stands around a text where a tool hands it over: lines of our own and of READMEs of installed packages, read at run time.
import { type Dice, diceOf } from './grammar.ts';
import { packageTexts } from './package-texts.ts';

/** Seeded choice, the same in each run. */
export class Surroundings {
  readonly #lines: readonly string[];
  readonly #texts: readonly string[];
  readonly #dice: Dice;

  /**
   * @param lines single lines of honest prose
   * @param texts paragraphs of honest prose and code
   */
  constructor(lines: readonly string[], texts: readonly string[], seed: number) {
    this.#lines = lines;
    this.#texts = texts;
    this.#dice = diceOf(seed);
  }

  /** So many lines in the order they stand in somewhere. */
  lines(count: number): string[] {
    const from = this.#dice(this.#lines.length - count);
    return this.#lines.slice(from, from + count);
  }

  /** Paragraphs one after the other until there are so many characters. */
  text(characters: number): string {
    let whole = '';
    for (let at = this.#dice(this.#texts.length); whole.length < characters; at = (at + 1) % this.#texts.length)
      whole += `${this.#texts[at]}\n\n`;
    return whole;
  }
}

/** The texts of packages that gave nothing to the training, without those that `isHeld` says are held themselves. */
export function packageSurroundings(seed: number, isHeld: (text: string) => boolean): Surroundings {
  const texts = packageTexts('proof', 2_000).filter((text) => !isHeld(text));
  const prose = texts.filter((text) => !/^(?:import|export|const|'use|"use|\/[/*])/m.test(text));
  const lines = prose.flatMap((text) => text.split('\n')).filter((line) => isProse(line) && !isHeld(line));
  return new Surroundings([...OURS, ...lines], texts, seed);
}

function isProse(line: string): boolean {
  return line.length > 24 && line.length < 160 && line.split(' ').length > 4 && /^[A-Z`*[-]/.test(line);
}

const OURS = [
  'The second floor is closed until the paint has dried; meetings move to the library.',
  'Orders placed before noon leave the warehouse the same day.',
  'The cache keeps an entry for ten minutes and then asks the database again.',
  'A longer pole made the tent stand better in the wind than the one it came with.',
  'Totals are rounded once, at the end, and never line by line.',
  'The ferry runs every forty minutes in summer and every two hours in winter.',
  'Version 4 reads the same files as version 3 and writes them a little smaller.',
  'Three of the five sensors reported within a second; the others were asleep.',
  'The recipe serves four; for six take half as much again of everything but the salt.',
  'Builds on the main branch have been green since Tuesday.',
  'The lease ends in March and is renewed for a year unless one side says otherwise.',
  'Sorting happens in memory up to a million rows and on disk beyond that.',
];
