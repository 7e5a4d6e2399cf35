import type { AST } from '@eslint-community/regexpp';
import { charsOf } from './char-set.ts';

/** Which ASCII characters may stand beside a place, 1 for each that may; `EDGE` is the end of the text. */
export type Near = Uint8Array;
export const EDGE = 127;

/** What may stand there when the character on the other side of the place is none of a word, and when it is one. */
export type Nears = readonly [other: Near, word: Near];

const ANY: Near = new Uint8Array(128).fill(1);
export const ANYTHING: Nears = [ANY, ANY];

/** What can come first in `elements` from `at` on, or in `then` where all of them may be empty. */
export function firstOf(elements: readonly AST.Element[], at: number, then: Nears): Nears {
  return along(elements, at, 1, then);
}

/** What can come last in `elements` up to `at`, or in `then` where all of them may be empty. */
export function lastOf(elements: readonly AST.Element[], at: number, then: Nears): Nears {
  return along(elements, at, -1, then);
}

function along(elements: readonly AST.Element[], at: number, step: 1 | -1, then: Nears): Nears {
  const element = elements[at];
  if (element === undefined) return then;
  const set = charsOf(element);
  if (set !== undefined) {
    const near = new Uint8Array(128);
    for (let code = 0; code < EDGE; code += 1) near[code] = set[code] === true ? 1 : 0;
    return [near, near];
  }
  const rest = along(elements, at + step, step, then);
  switch (element.type) {
    case 'Assertion':
      // Looking around can only narrow it down further.
      return element.kind === 'word' ? [only(rest[0], !element.negate), only(rest[1], element.negate)] : rest;
    case 'Quantifier': {
      const more = element.max > 1 ? both(along([element.element], 0, step, rest), rest) : rest;
      const here = along([element.element], 0, step, more);
      return element.min === 0 ? both(here, rest) : here;
    }
    case 'Group':
    case 'CapturingGroup':
      return element.alternatives
        .map(({ elements: inner }) => along(inner, step === 1 ? 0 : inner.length - 1, step, rest))
        .reduce(both);
    default:
      return ANYTHING;
  }
}

function both(a: Nears, b: Nears): Nears {
  return [either(a[0], b[0]), either(a[1], b[1])];
}

function either(a: Near, b: Near): Near {
  return a.map((one, code) => one | (b[code] as number));
}

/** Of what may stand there, the characters of words or all others. */
function only(near: Near, word: boolean): Near {
  return near.map((one, code) => (isWord(code) === word ? one : 0));
}

export function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
}
