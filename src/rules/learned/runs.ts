import type { Sentences } from './sentence.ts';
import { isApostrophe, isForeign, isHost, isMail, isNumeric, isUrl, KIND } from './shapes.ts';
import { hashOf, PRIME, SEED, sign, signsOf } from './words.ts';

const MAIL = sign('e-mail address');
const WEB = sign('web address');
const PATH = sign('file path');
const TOOL = sign('names a tool');
const CAPITALS = sign('capitals');
const SCRIPT = sign('other script');

const NUMBER = hashOf('<number>');
const ADDRESS = hashOf('<address>');
const LINK = hashOf('<link>');
const FILE = hashOf('<file>');
const NAME = hashOf('<name>');

/** What stands in a text without a blank: words, numbers, addresses, paths. Each reads one from where it begins and returns where it ends. */
export class Runs {
  readonly #text: string;
  readonly #bytes: Uint8Array;
  readonly #out: Sentences;

  /** @param bytes of the text */
  constructor(text: string, bytes: Uint8Array, out: Sentences) {
    this.#text = text;
    this.#bytes = bytes;
    this.#out = out;
  }

  /** A run of letters, read by its lower-case hash; `camelCase` gives its words. */
  word(start: number): number {
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
        this.#out.push(start, hash | 1, length > 6 ? stem : 0, length);
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
            this.#out.signs |= TOOL;
            this.#out.push(start, NAME, 0, 0);
            break;
          }
          code += 32;
          capitals += 1;
        } else lower = true;
      } else if (code === 0x2019) continue;
      else if (!isForeign(code)) break;
      else {
        this.#out.signs |= code >= 0x370 ? SCRIPT : 0;
        if ((code >= 0xc0 && code <= 0xde) || (code >= 0x410 && code <= 0x42f)) code += 32;
      }
      hash = Math.imul(hash ^ code, PRIME);
      length += 1;
      if (length === 5) stem = hash;
    }
    if (length >= 4 && capitals === length) this.#out.signs |= CAPITALS;
    this.#out.push(start, hash | 1, length > 6 ? stem : 0, length);
    if (text.charCodeAt(at) === 95) {
      this.#out.signs |= TOOL;
      at += 1;
    }
    return at;
  }

  number(start: number): number {
    let at = start + 1;
    while (at < this.#text.length && at - start < 24 && isNumeric(this.#bytes[at] as number)) at += 1;
    this.#out.push(start, NUMBER, 0, 1);
    return at;
  }

  ideograph(code: number, at: number): number {
    this.#out.signs |= SCRIPT;
    const hash = Math.imul(SEED ^ code, PRIME) | 1;
    this.#out.push(at, hash, 0, 1);
    if (this.#out.single !== 0)
      this.#out.signs |= signsOf(Math.imul(Math.imul(SEED ^ this.#out.single, PRIME) ^ code, PRIME) | 1);
    this.#out.single = code;
    return at + 1;
  }

  /** An e-mail address whose name began at `start`. */
  #mail(start: number, from: number): number {
    const text = this.#text;
    let at = from;
    while (at < text.length && at - start < 96 && isHost(this.#bytes[at] as number)) at += 1;
    const has = text.slice(from, at).indexOf('@');
    if (has < 0 || from + has + 3 > at) {
      this.#out.push(start, NAME, 0, 1);
      return Math.max(at, from + 1);
    }
    this.#out.signs |= MAIL;
    this.#out.push(start, ADDRESS, 0, 1);
    // A full stop behind an address ends the sentence.
    return text.charCodeAt(at - 1) === 46 ? at - 1 : at;
  }

  #link(start: number, from: number): number {
    const text = this.#text;
    let at = from + 3;
    while (at < text.length && at - from < 300 && isUrl(this.#bytes[at] as number)) at += 1;
    this.#out.signs |= WEB;
    this.#out.push(start, LINK, 0, 1);
    return text.charCodeAt(at - 1) === 46 ? at - 1 : at;
  }

  path(from: number): number {
    const text = this.#text;
    let at = from + 1;
    while (at < text.length && at - from < 160 && isUrl(this.#bytes[at] as number)) at += 1;
    this.#out.signs |= PATH;
    this.#out.push(from, FILE, 0, 1);
    return text.charCodeAt(at - 1) === 46 ? at - 1 : at;
  }
}
