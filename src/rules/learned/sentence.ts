import { hashOf, sign, signsOf } from './words.ts';

/** Buckets that n-grams of words hash into: as many as half a byte each leaves below 32 KiB a model, signs included. */
export const GRAMS = 64_604;

/**
 * One sentence, line, field or element of a text: UTF-16 offsets, its signs, where its n-grams stand in `grams`, and whether a
 * blank line stands before it.
 */
export type Sentence = {
  start: number;
  end: number;
  signs: number;
  from: number;
  to: number;
  words: number;
  opens: boolean;
};
export type Reading = { readonly sentences: readonly Sentence[]; readonly grams: Uint16Array };

/** What is longer is cut: nothing that a person or a program writes as one sentence. */
const MAX_WORDS = 64;

const PLEASE = sign('please');
const STARTS = sign('orders at the start');
const CODE = sign('looks like code');

/** Words that may stand before an order without making it less of one. */
const LEADS = new Set(
  'and then also now next first finally please kindly just so to ok okay hey you must should'.split(' ').map(hashOf),
);

const FIRST = hashOf('<first>');

let grams = new Uint16Array(16_384);

/** The sentences of a text while it is read: words and signs come in, and at its end each becomes one more of `all`. */
export class Sentences {
  readonly all: Sentence[] = [];
  /** Where the sentence that is open begins. */
  start = 0;
  /** Its signs so far, and those that the next one begins with. */
  signs = 0;
  next = 0;
  /** Its words so far, and the hash of the first. */
  words = 0;
  first = 0;
  /** Its marks that are neither letters nor ends. */
  symbols = 0;
  /** No word came yet but those that may lead to an order. */
  leading = true;
  /** The last character of it that is a word by itself; 0 at its beginning. */
  single = 0;
  /** A blank line stands before it. */
  opens = false;
  #from = 0;
  #size = 0;
  #last = FIRST;

  /** Stands in memory that the next text uses again. */
  get reading(): Reading {
    return { sentences: this.all, grams };
  }

  /** A word that begins at `at`; what is longer than a sentence ends before it. */
  push(at: number, hash: number, stem: number, length: number): void {
    if (this.words >= MAX_WORDS) this.close(at);
    if (this.words === 0) this.first = hash;
    let signs = length > 0 ? signsOf(hash) : 0;
    if (this.leading) {
      if (!LEADS.has(hash)) this.leading = false;
    } else signs &= ~STARTS;
    if (signs & PLEASE) this.leading = true;
    this.signs |= signs;
    this.words += 1;
    // A row of numbers says no more than one of them.
    if (hash === this.#last) return;
    if (grams.length < this.#size + 8) grams = doubled(grams);
    grams[this.#size] = place(hash, 0x51ed270b);
    grams[this.#size + 1] = place(Math.imul(this.#last, 31) ^ hash, 0x2545f491);
    this.#size += 2;
    if (stem !== 0) {
      grams[this.#size] = place(stem, 0x68e31da4);
      this.#size += 1;
    }
    this.#last = hash;
  }

  close(end: number): void {
    if (this.words > 0) {
      const code = this.symbols > 3 && this.symbols * 2 > this.words ? CODE : 0;
      this.all.push({
        start: this.start,
        end: Math.max(end, this.start + 1),
        signs: this.signs | code,
        from: this.#from,
        to: this.#size,
        words: this.words,
        opens: this.opens,
      });
      this.signs = this.next;
      this.opens = false;
    }
    this.start = end;
    this.#from = this.#size;
    this.words = 0;
    this.symbols = 0;
    this.#last = FIRST;
    this.leading = true;
    this.single = 0;
  }
}

function place(hash: number, salt: number): number {
  return ((Math.imul(hash ^ (hash >>> 15), salt) >>> 16) * GRAMS) >>> 16;
}

function doubled(from: Uint16Array<ArrayBuffer>): Uint16Array<ArrayBuffer> {
  const to = new Uint16Array(2 * from.length);
  to.set(from);
  return to;
}
