import { bytesOf } from '../text-bytes.ts';
import {
  escapeEnd,
  isApostrophe,
  isBlank,
  isBreak,
  isFieldEnd,
  isFieldStart,
  isForeign,
  isHost,
  isIdeograph,
  isLetter,
  isLower,
  isMail,
  isNumeric,
  isShortField,
  isUrl,
  isWrapped,
  KIND,
  LETTER_N,
  LETTER_R,
} from './shapes.ts';
import { inlineEnd, isTelling, tagEnd } from './tags.ts';
import { hashOf, PRIME, SEED, sign, signsOf } from './words.ts';

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
const MAIL = sign('e-mail address');
const WEB = sign('web address');
const PATH = sign('file path');
const TOOL = sign('names a tool');
const CAPITALS = sign('capitals');
const QUESTION = sign('a question');
const FIELD = sign('stands in a field');
const MARKUP = sign('markup around it');
const ROLE = sign('poses as a turn of talk');
const CODE = sign('looks like code');
const SCRIPT = sign('other script');

/** Words that may stand before an order without making it less of one. */
const LEADS = new Set(
  'and then also now next first finally please kindly just so to ok okay hey you must should'.split(' ').map(hashOf),
);
const ROLES = new Set('user human assistant system ai bot developer tool'.split(' ').map(hashOf));

const NUMBER = hashOf('<number>');
const ADDRESS = hashOf('<address>');
const LINK = hashOf('<link>');
const FILE = hashOf('<file>');
const NAME = hashOf('<name>');
const FIRST = hashOf('<first>');

/**
 * A text as sentences with what a linear model weighs in them. Linear in the text; what it returns stands in memory that
 * the next call uses again.
 */
export function sentencesOf(text: string): Reading {
  const reader = new Reader(text);
  reader.read();
  return { sentences: reader.sentences, grams };
}

let grams = new Uint16Array(16_384);

class Reader {
  readonly sentences: Sentence[] = [];
  readonly #text: string;
  readonly #bytes: Uint8Array;
  #start = 0;
  #from = 0;
  #size = 0;
  #signs = 0;
  #next = 0;
  #words = 0;
  #symbols = 0;
  #last = FIRST;
  #first = 0;
  #leading = true;
  #single = 0;
  #opens = false;

  constructor(text: string) {
    this.#text = text;
    this.#bytes = bytesOf(text);
  }

  read(): void {
    const text = this.#text;
    const bytes = this.#bytes;
    const size = text.length;
    let at = 0;
    while (at < size) {
      const byte = bytes[at] as number;
      if (byte < 128) {
        const kind = KIND[byte] as number;
        if (kind === 1) at = this.#word(at);
        else if (kind === 2) at = this.#number(at);
        else if (kind === 0) at += 1;
        else at = this.#mark(kind, byte, at);
        continue;
      }
      const code = text.charCodeAt(at);
      if (isIdeograph(code)) at = this.#ideograph(code, at);
      else if (isForeign(code)) at = this.#word(at);
      else {
        // 。 । ؟ end a sentence like a full stop.
        if (code === 0x3002 || code === 0x964 || code === 0x61f || code === 0xff01 || code === 0xff1f) {
          if (code === 0x61f || code === 0xff1f) this.#signs |= QUESTION;
          this.#close(at + 1);
        }
        at += 1;
      }
    }
    this.#close(size);
  }

  /** A run of letters, read by its lower-case hash; `camelCase` gives its words. */
  #word(start: number): number {
    const text = this.#text;
    const bytes = this.#bytes;
    let at = start;
    let hash = SEED;
    let stem = 0;
    let length = 0;
    let capitals = 0;
    let lower = false;
    // Mostly a word is all lower case; what follows it is looked at below.
    for (let code = bytes[at] as number; code >= 97 && code <= 122; code = bytes[at] as number) {
      hash = Math.imul(hash ^ code, PRIME);
      length += 1;
      if (length === 5) stem = hash;
      at += 1;
    }
    if (length > 0) {
      lower = true;
      const code = bytes[at] as number;
      if (code === 32 || code === 44 || code === 10) {
        this.#push(start, hash | 1, length > 6 ? stem : 0, length);
        return at;
      }
    }
    for (; at < text.length; at += 1) {
      let code = bytes[at] as number;
      if (code >= 128) code = text.charCodeAt(at);
      if (code < 128) {
        const kind = KIND[code] as number;
        if (kind !== 1) {
          // don't, user's
          if (code === 39 && length > 0 && (KIND[text.charCodeAt(at + 1)] ?? 0) === 1 && isApostrophe(text, at))
            continue;
          if (code === 64 || (code === 46 && isMail(text, at))) return this.#mail(start, at);
          if (code === 58 && text.charCodeAt(at + 1) === 47 && text.charCodeAt(at + 2) === 47)
            return this.#link(start, at);
          break;
        }
        if (code < 97) {
          if (lower) {
            this.#signs |= TOOL;
            this.#push(start, NAME, 0, 0);
            break;
          }
          code += 32;
          capitals += 1;
        } else lower = true;
      } else if (code === 0x2019) continue;
      else if (!isForeign(code)) break;
      else {
        this.#signs |= code >= 0x370 ? SCRIPT : 0;
        if ((code >= 0xc0 && code <= 0xde) || (code >= 0x410 && code <= 0x42f)) code += 32;
      }
      hash = Math.imul(hash ^ code, PRIME);
      length += 1;
      if (length === 5) stem = hash;
    }
    if (length >= 4 && capitals === length) this.#signs |= CAPITALS;
    this.#push(start, hash | 1, length > 6 ? stem : 0, length);
    if (text.charCodeAt(at) === 95) {
      this.#signs |= TOOL;
      at += 1;
    }
    return at;
  }

  #number(start: number): number {
    let at = start + 1;
    while (at < this.#text.length && at - start < 24 && isNumeric(this.#bytes[at] as number)) at += 1;
    this.#push(start, NUMBER, 0, 1);
    return at;
  }

  #ideograph(code: number, at: number): number {
    this.#signs |= SCRIPT;
    const hash = Math.imul(SEED ^ code, PRIME) | 1;
    this.#push(at, hash, 0, 1);
    if (this.#single !== 0) this.#signs |= signsOf(Math.imul(Math.imul(SEED ^ this.#single, PRIME) ^ code, PRIME) | 1);
    this.#single = code;
    return at + 1;
  }

  /** An e-mail address whose name began at `start`. */
  #mail(start: number, from: number): number {
    const text = this.#text;
    let at = from;
    while (at < text.length && at - start < 96 && isHost(this.#bytes[at] as number)) at += 1;
    const has = text.slice(from, at).indexOf('@');
    if (has < 0 || from + has + 3 > at) {
      this.#push(start, NAME, 0, 1);
      return Math.max(at, from + 1);
    }
    this.#signs |= MAIL;
    this.#push(start, ADDRESS, 0, 1);
    // A full stop behind an address ends the sentence.
    return text.charCodeAt(at - 1) === 46 ? at - 1 : at;
  }

  #link(start: number, from: number): number {
    const text = this.#text;
    let at = from + 3;
    while (at < text.length && at - from < 300 && isUrl(this.#bytes[at] as number)) at += 1;
    this.#signs |= WEB;
    this.#push(start, LINK, 0, 1);
    return text.charCodeAt(at - 1) === 46 ? at - 1 : at;
  }

  #path(from: number): number {
    const text = this.#text;
    let at = from + 1;
    while (at < text.length && at - from < 160 && isUrl(this.#bytes[at] as number)) at += 1;
    this.#signs |= PATH;
    this.#push(from, FILE, 0, 1);
    return text.charCodeAt(at - 1) === 46 ? at - 1 : at;
  }

  #mark(kind: number, code: number, at: number): number {
    const text = this.#text;
    const bytes = this.#bytes;
    const next = bytes[at + 1] as number;
    if (kind === 3) {
      if (code === 46 && isLetter(next) && !isLetter(text.charCodeAt(at - 1))) return this.#path(at);
      // 3.5, e.g. and file.ts go on.
      if (code === 46 && !isBreak(next)) return at + 1;
      if (code === 46 && isLower(bytes, at + 1)) return at + 1;
      if (code === 63) this.#signs |= QUESTION;
      this.#close(at + 1);
      return at + 1;
    }
    if (kind === 6) {
      if (next === 10 || next === 13) {
        this.#close(at);
        this.#opens = true;
      } else if (this.#words > 0 && !isWrapped(bytes, at)) this.#close(at);
      return at + 1;
    }
    if (kind === 5) {
      // The edges of a field: `"note": "…"`, `'…', '`
      if (isFieldEnd(bytes, at)) this.#close(at);
      else if (isFieldStart(bytes, at)) {
        this.#close(at);
        if (isShortField(bytes, at, text.length)) this.#signs |= FIELD;
        else this.#opens = true;
      }
      return at + 1;
    }
    if (code === 60 && (isLetter(next) || next === 33 || next === 47 || next === 124)) {
      const inline = inlineEnd(text, bytes, at);
      if (inline > at) return inline;
      this.#close(at);
      if (next === 33 || next === 124 || isTelling(text, at)) {
        this.#signs |= MARKUP;
        this.#next = MARKUP;
      } else this.#next = 0;
      if (next === 33 || next === 124) return at + 2;
      const past = tagEnd(text, at);
      if (past === at) return at + 2;
      this.#start = past;
      return past;
    }
    if (code === 92) {
      const after = escapeEnd(bytes, at);
      if (after > at) return this.#escape(at, after);
    }
    if (code === 91 && isTelling(text, at)) this.#signs |= MARKUP;
    if (code === 124) this.#close(at);
    if (code === 58) {
      if (this.#words === 1 && ROLES.has(this.#first)) this.#signs |= ROLE;
      // Note to the assistant: send …
      this.#leading = true;
    }
    if (
      (code === 126 || (code === 47 && !(next === 47 && isBlank(bytes[at + 2] as number)))) &&
      (isLetter(next) || next === 47 || next === 46) &&
      isBlank(text.charCodeAt(at - 1))
    )
      return this.#path(at);
    this.#symbols += 1;
    return at + 1;
  }

  /** A line end, a tab or a quote as a string of JSON or of a program writes it, once or once more: `\n`, `\\n`. */
  #escape(at: number, after: number): number {
    const bytes = this.#bytes;
    const kind = bytes[after - 1];
    if (kind !== LETTER_N && kind !== LETTER_R) return after;
    const next = escapeEnd(bytes, after);
    if (next > after && (bytes[next - 1] === LETTER_N || bytes[next - 1] === LETTER_R)) {
      this.#close(at);
      this.#opens = true;
      return next;
    }
    if (this.#words > 0 && !isWrapped(bytes, after - 1)) this.#close(at);
    return after;
  }

  /** A word that begins at `at`; what is longer than a sentence ends before it. */
  #push(at: number, hash: number, stem: number, length: number): void {
    if (this.#words >= MAX_WORDS) this.#close(at);
    if (this.#words === 0) this.#first = hash;
    let signs = length > 0 ? signsOf(hash) : 0;
    if (this.#leading) {
      if (!LEADS.has(hash)) this.#leading = false;
    } else signs &= ~STARTS;
    if (signs & PLEASE) this.#leading = true;
    this.#signs |= signs;
    this.#words += 1;
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

  #close(end: number): void {
    if (this.#words > 0) {
      const code = this.#symbols > 3 && this.#symbols * 2 > this.#words ? CODE : 0;
      this.sentences.push({
        start: this.#start,
        end: Math.max(end, this.#start + 1),
        signs: this.#signs | code,
        from: this.#from,
        to: this.#size,
        words: this.#words,
        opens: this.#opens,
      });
      this.#signs = this.#next;
      this.#opens = false;
    }
    this.#start = end;
    this.#from = this.#size;
    this.#words = 0;
    this.#symbols = 0;
    this.#last = FIRST;
    this.#leading = true;
    this.#single = 0;
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
