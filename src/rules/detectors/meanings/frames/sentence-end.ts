import { isStop } from '../../../text-bytes.ts';

/** A mark before a blank, a quote or the end, an escape of a line that stands for one, a line's end, a tag that begins or ends a block. */
const END = /[.!?;\u3002\uff01\uff1f][)\]"'\u201d\u2019*_]{0,3}(?=\s|$|\\n|<)|\n|\\n|<\/?(?:p|br|li|div|td)\b/y;
/** What such an end begins with. */
const MARKS = '.!?;\u3002\uff01\uff1f\n\\<';
const FIRST = new Uint8Array(128);
for (const mark of MARKS) if (mark < '\x80') FIRST[mark.charCodeAt(0)] = 1;

/** Whether a character can be the first of a sentence's end. */
export function mayEnd(code: number): boolean {
  return code < 128 ? FIRST[code] === 1 : isStop(code);
}

/** Where the end that begins at a place is over; the place itself when none begins there. @param at of a character that `mayEnd` */
export function endOfSentence(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === FEED) return at + 1;
  const next = text.charCodeAt(at + 1);
  if (code === BACKSLASH) return next === LETTER_N ? at + 2 : at;
  // Most marks stand before a blank, or within a word or a number.
  if (code !== TAG) {
    if (next === BLANK || next === FEED) return at + 1;
    if (isAlnum(next)) return at;
  }
  END.lastIndex = at;
  return END.test(text) ? END.lastIndex : at;
}

/** A full stop, a question or an exclamation mark. */
export function isStopping(code: number): boolean {
  return code === 46 || code === 63 || code === 33;
}

const FEED = 10;
const BLANK = 32;
const TAG = 60;
const BACKSLASH = 92;
const LETTER_N = 110;

function isAlnum(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
