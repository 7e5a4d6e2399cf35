import { CHANNELS, type Channel } from '../../message/message.ts';
import type { Hit } from '../rule.ts';
import { channelBit, type RuleSet } from '../rule-set.ts';
import { REACH } from './match/match-use.ts';
import { Matches } from './match/matches.ts';
import { read } from './reading.ts';
import { crosses, everywhere, type Seams } from './text/seams.ts';
import { grantOf, Work } from './work.ts';

export { loadRuleSet, type RuleSet } from '../rule-set.ts';
export { Work } from './work.ts';

/** A text read piece by piece. Offsets of hits count from its beginning. */
export type Scan = {
  /** Takes the next piece, of any size, and returns what is certain by now. */
  push(text: string): readonly Hit[];
  /** How many characters from the beginning can no longer be part of a match. */
  readonly safe: number;
  /** The text is over: returns the rest. */
  end(): readonly Hit[];
};

const MAX_ENCODED_HOLD = 65_536;

/** Starts reading a text. One `Work` is shared by all texts of a message. */
export function begin(set: RuleSet, channel: Channel, work: Work): Scan {
  return new TextScan(set, channelBit(channel), work);
}

/** Every hit in a whole text. `work.limited` says whether all of it was read. */
export function scanText(set: RuleSet, channel: Channel, text: string, work: Work): Hit[] {
  const number = CHANNELS.indexOf(channel);
  const known = set.calm.workOf(number, text);
  if (known !== undefined) {
    work.grant(text.length);
    if (!work.limited) work.pass(known);
    return [];
  }
  const mark = work.mark();
  const hits = [...new TextScan(set, 1 << number, work).push(text, true)];
  const taken = work.since(mark);
  if (hits.length === 0 && taken !== undefined) set.calm.add(number, text, taken + grantOf(text.length));
  return hits;
}

/** The same for texts put together: every hit that reaches over one of the seams, but those that are chance there. */
export function scanTogether(set: RuleSet, channel: Channel, text: string, seams: Seams, work: Work): Hit[] {
  const scan = new TextScan(set, channelBit(channel), work, seams);
  return scan.push(text, true).filter(({ start, end }) => crosses(seams, start, end));
}

/**
 * Whether nothing in texts put together had to be looked at closely, in any view. False says nothing.
 * @param bonds of detectors that are not asked
 */
export function isCalm(set: RuleSet, channel: Channel, text: string, bonds: number): boolean {
  const work = new Work();
  return scanTogether(set, channel, text, everywhere(bonds), work).length === 0 && work.idle && !work.limited;
}

class TextScan implements Scan {
  readonly #set: RuleSet;
  readonly #channels: number;
  readonly #work: Work;
  readonly #seams: Seams | undefined;
  readonly #matches = new Matches();
  readonly #others = new Matches();
  #text = '';
  /** Of the whole text, where `#text` begins, and where reading goes on. */
  #base = 0;
  #next = 0;

  constructor(set: RuleSet, channels: number, work: Work, seams?: Seams) {
    this.#set = set;
    this.#seams = seams;
    this.#channels = channels;
    this.#work = work;
  }

  get safe(): number {
    return Math.max(0, this.#next - REACH);
  }

  push(text: string, last = false): readonly Hit[] {
    this.#work.grant(text.length);
    this.#text = this.#text === '' ? text : this.#text + text;
    return this.#advance(last);
  }

  end(): readonly Hit[] {
    return this.#advance(true);
  }

  #advance(last: boolean): readonly Hit[] {
    const text = this.#text;
    const from = this.#next - this.#base;
    const to = last ? text.length : Math.min(text.length - REACH, openRun(text, from));
    if (to <= from || this.#work.limited) return [];
    const piece = { text, from, to, base: this.#base, channels: this.#channels, seams: this.#seams };
    const hits = read(this.#set, piece, 0, this.#work, { plain: this.#matches, other: this.#others });
    this.#next = this.#base + to;
    // Twice the reach: a folded or decoded stretch needs surroundings of its own.
    const keep = Math.max(0, to - 2 * REACH);
    this.#text = text.slice(keep);
    this.#base += keep;
    return hits;
  }
}

/** Where a run of encoded characters begins that has not ended yet: it is read when it has, or when it gets too long. */
function openRun(text: string, from: number): number {
  let start = text.length;
  while (start > from && text.length - start < MAX_ENCODED_HOLD && /[A-Za-z0-9+/_=-]/.test(text[start - 1] ?? ''))
    start -= 1;
  return start === from || text.length - start >= MAX_ENCODED_HOLD ? text.length : start;
}
