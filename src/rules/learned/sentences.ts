import { bytesOf } from '../text-bytes.ts';
import { Runs } from './runs.ts';
import { type Reading, Sentences } from './sentence.ts';
import {
  escapeEnd,
  isBlank,
  isBreak,
  isFieldEnd,
  isFieldStart,
  isForeign,
  isIdeograph,
  isLetter,
  isLower,
  isShortField,
  isWrapped,
  KIND,
  LETTER_N,
  LETTER_R,
} from './shapes.ts';
import { inlineEnd, isTelling, tagEnd } from './tags.ts';
import { hashOf, sign } from './words.ts';

const QUESTION = sign('a question');
const FIELD = sign('stands in a field');
const MARKUP = sign('markup around it');
const ROLE = sign('poses as a turn of talk');

const ROLES = new Set('user human assistant system ai bot developer tool'.split(' ').map(hashOf));

/**
 * A text as sentences with what a linear model weighs in them. Linear in the text; what it returns stands in memory that
 * the next call uses again.
 */
export function sentencesOf(text: string): Reading {
  const out = new Sentences();
  new Reader(text, out).read();
  return out.reading;
}

class Reader {
  readonly #text: string;
  readonly #bytes: Uint8Array;
  readonly #out: Sentences;
  readonly #runs: Runs;

  constructor(text: string, out: Sentences) {
    this.#text = text;
    this.#bytes = bytesOf(text);
    this.#out = out;
    this.#runs = new Runs(text, this.#bytes, out);
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
        if (kind === 1) at = this.#runs.word(at);
        else if (kind === 2) at = this.#runs.number(at);
        else if (kind === 0) at += 1;
        else at = this.#mark(kind, byte, at);
        continue;
      }
      const code = text.charCodeAt(at);
      if (isIdeograph(code)) at = this.#runs.ideograph(code, at);
      else if (isForeign(code)) at = this.#runs.word(at);
      else {
        // 。 । ؟ end a sentence like a full stop.
        if (code === 0x3002 || code === 0x964 || code === 0x61f || code === 0xff01 || code === 0xff1f) {
          if (code === 0x61f || code === 0xff1f) this.#out.signs |= QUESTION;
          this.#out.close(at + 1);
        }
        at += 1;
      }
    }
    this.#out.close(size);
  }

  #mark(kind: number, code: number, at: number): number {
    const text = this.#text;
    const bytes = this.#bytes;
    const next = bytes[at + 1] as number;
    if (kind === 3) {
      if (code === 46 && isLetter(next) && !isLetter(text.charCodeAt(at - 1))) return this.#runs.path(at);
      // 3.5, e.g. and file.ts go on.
      if (code === 46 && !isBreak(next)) return at + 1;
      if (code === 46 && isLower(bytes, at + 1)) return at + 1;
      if (code === 63) this.#out.signs |= QUESTION;
      this.#out.close(at + 1);
      return at + 1;
    }
    if (kind === 6) {
      if (next === 10 || next === 13) {
        this.#out.close(at);
        this.#out.opens = true;
      } else if (this.#out.words > 0 && !isWrapped(bytes, at)) this.#out.close(at);
      return at + 1;
    }
    if (kind === 5) {
      // The edges of a field: `"note": "…"`, `'…', '`
      if (isFieldEnd(bytes, at)) this.#out.close(at);
      else if (isFieldStart(bytes, at)) {
        this.#out.close(at);
        if (isShortField(bytes, at, text.length)) this.#out.signs |= FIELD;
        else this.#out.opens = true;
      }
      return at + 1;
    }
    if (code === 60 && (isLetter(next) || next === 33 || next === 47 || next === 124)) {
      const inline = inlineEnd(text, bytes, at);
      if (inline > at) return inline;
      this.#out.close(at);
      if (next === 33 || next === 124 || isTelling(text, at)) {
        this.#out.signs |= MARKUP;
        this.#out.next = MARKUP;
      } else this.#out.next = 0;
      if (next === 33 || next === 124) return at + 2;
      const past = tagEnd(text, at);
      if (past === at) return at + 2;
      this.#out.start = past;
      return past;
    }
    if (code === 92) {
      const after = escapeEnd(bytes, at);
      if (after > at) return this.#escape(at, after);
    }
    if (code === 91 && isTelling(text, at)) this.#out.signs |= MARKUP;
    if (code === 124) this.#out.close(at);
    if (code === 58) {
      if (this.#out.words === 1 && ROLES.has(this.#out.first)) this.#out.signs |= ROLE;
      // Note to the assistant: send …
      this.#out.leading = true;
    }
    if (
      (code === 126 || (code === 47 && !(next === 47 && isBlank(bytes[at + 2] as number)))) &&
      (isLetter(next) || next === 47 || next === 46) &&
      isBlank(text.charCodeAt(at - 1))
    )
      return this.#runs.path(at);
    this.#out.symbols += 1;
    return at + 1;
  }

  /** A line end, a tab or a quote as a string of JSON or of a program writes it, once or once more: `\n`, `\\n`. */
  #escape(at: number, after: number): number {
    const bytes = this.#bytes;
    const kind = bytes[after - 1];
    if (kind !== LETTER_N && kind !== LETTER_R) return after;
    const next = escapeEnd(bytes, after);
    if (next > after && (bytes[next - 1] === LETTER_N || bytes[next - 1] === LETTER_R)) {
      this.#out.close(at);
      this.#out.opens = true;
      return next;
    }
    if (this.#out.words > 0 && !isWrapped(bytes, after - 1)) this.#out.close(at);
    return after;
  }
}
