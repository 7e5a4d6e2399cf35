import { isLetter, isLower } from './shapes.ts';
import { hashOf, PRIME, SEED } from './words.ts';

/** What those are named who want something to be taken for an order. */
const TELLING = new Set(
  'important system instructions instruction secret admin hidden note user assistant human critical priority inst tool prompt directive override'
    .split(' ')
    .map(hashOf),
);
/** Tags within sentences. */
const INLINE = new Set(
  'a abbr b big br cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u var wbr'
    .split(' ')
    .map(hashOf),
);
const LINKED = hashOf('a');
const BREAKS = hashOf('br');
/** A tag that says something: an attribute of five words. */
const SAYS = /=["'](?:[^\s"'<>]{1,40}\s){4}/;
const LONGEST = 200;

/** Whether the tag that begins at `at`, in whatever brackets, is named so. */
export function isTelling(text: string, at: number): boolean {
  return TELLING.has(nameAt(text, at + 1));
}

/**
 * Behind a tag that stands within a sentence; where there is none, no further than `at`. What has a style of its own may be hidden, and behind
 * `<br>` a sentence goes on in lower case, as on any next line.
 * @param bytes of the text, as `bytesOf` gives them
 */
export function inlineEnd(text: string, bytes: Uint8Array, at: number): number {
  const name = text.charCodeAt(at + 1) === 47 ? at + 2 : at + 1;
  const hash = nameAt(text, name);
  if (!INLINE.has(hash)) return at;
  let end = name + 1;
  while (isLetter(text.charCodeAt(end))) end += 1;
  if (hash === BREAKS) {
    while (text.charCodeAt(end) === 32 || text.charCodeAt(end) === 47) end += 1;
    return text.charCodeAt(end) === 62 && isLower(bytes, text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1)
      ? end + 1
      : at;
  }
  if (text.charCodeAt(end) === 62) return end + 1;
  const close = hash === LINKED ? text.slice(end, end + LONGEST).indexOf('>') : -1;
  return close < 0 ? at : end + close + 1;
}

/** Behind a tag, or where it begins to say something itself; `at` where it does not end. */
export function tagEnd(text: string, at: number): number {
  const tag = text.slice(at, at + LONGEST);
  const close = tag.indexOf('>');
  const said = SAYS.exec(close < 0 ? tag : tag.slice(0, close));
  return at + (said === null ? close + 1 : said.index + 2);
}

function nameAt(text: string, from: number): number {
  let hash = SEED;
  for (let at = from; at < from + 14; at += 1) {
    const code = text.charCodeAt(at) | 32;
    if (code < 97 || code > 122) break;
    hash = Math.imul(hash ^ code, PRIME);
  }
  return hash | 1;
}
