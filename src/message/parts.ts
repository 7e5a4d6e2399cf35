import type { Level } from './json/keys.ts';
import { FREE, WORD } from './json/levels.ts';
import { pointerStep } from './json/pointer.ts';
import { ARRAY, KEY, kindOf, member, NUMBER, OBJECT, rawOf, STRING, stringAt, type Tape } from './json/tape.ts';
import type { Channel, Part } from './message.ts';
import { isBase64, isTextLike, legibleOfBase64, mayBeWords, textOfBase64, textWithinBase64 } from './words/base64.ts';

/**
 * Every decoded string and every key that is not the protocol's own below the token `i`, which stands at `place`, in the
 * order of the frame. Recursion ends at the frame's depth limit.
 */
export function collectParts(tape: Tape, i: number, place: Level, around: Channel, into: Part[], pointer = ''): void {
  const kind = kindOf(tape, i);
  const channel = place.channel !== undefined && around !== 'tool_args' ? place.channel : around;
  const past = tape.nexts[i]!;
  if (kind === STRING) {
    into.push(partAt(tape, i, pointer, channel, place.joins));
  } else if (kind === ARRAY) {
    const below = place.items ?? place;
    for (let item = i + 1, n = 0; item < past; item = tape.nexts[item]!, n += 1) {
      collectParts(tape, item, below, channel, into, `${pointer}/${n}`);
    }
    if (isSpelled(tape, i)) into.push(spelledAt(tape, i, pointer, channel));
  } else if (kind === OBJECT) {
    for (let key = i + 1; key < past; key = tape.nexts[key + 1]!) {
      const name = stringAt(tape, key);
      const here = `${pointer}/${pointerStep(name)}`;
      const named = place.keys.get(name);
      if (named === undefined) into.push(keyAt(tape, key, here, channel));
      const below = named ?? place.each ?? belowData(place, name, kindOf(tape, key + 1));
      if (below.base64 && kindOf(tape, key + 1) === STRING) collectBase64(tape, i, key + 1, channel, into, here);
      else collectParts(tape, key + 1, below, channel, into, here);
    }
  }
}

/** A schema's words are strings: under a property that is called `type` the schema goes on. */
function belowData(place: Level, name: string, kind: number): Level {
  if (place.words.size === 0) return FREE;
  return place.words.has(name) && kind !== OBJECT ? WORD : place;
}

/**
 * Text that travels as base64 is read as text. A picture or a sound gives nothing, unless it is no base64 at all or holds
 * stretches of text.
 */
function collectBase64(tape: Tape, object: number, i: number, channel: Channel, into: Part[], pointer: string): void {
  const part = partAt(tape, i, pointer, channel, false);
  const type = member(tape, object, 'mimeType');
  const textLike = isTextLike(type >= 0 && kindOf(tape, type) === STRING ? stringAt(tape, type) : undefined);
  const whole = textLike ? textOfBase64(part.text) : '';
  const clean = isBase64(part.text);
  if (whole === undefined || !clean || mayBeWords(part.text)) into.push(part);
  const text = textLike ? (whole ?? legibleOfBase64(part.text)) : textWithinBase64(part.text, clean);
  if (text !== '') into.push({ ...part, text, joins: true, decoded: true });
}

/** Numbers of a list that are looked at, and how many of them have to be codes of characters. */
const LOOKED_AT = 16;
const CODES = 13;
/** Bytes of such a list that are read. */
const READ = 65_536;

/** Whether a list begins like a text in numbers, as `JSON.stringify` writes the bytes of a file. */
function isSpelled(tape: Tape, i: number): boolean {
  const past = tape.nexts[i]!;
  if (past - i <= LOOKED_AT) return false;
  let codes = 0;
  for (let item = i + 1; item <= i + LOOKED_AT; item += 1) {
    if (kindOf(tape, item) !== NUMBER || tape.ends[item]! - tape.starts[item]! > 3) return false;
    const code = Number(rawOf(tape, item));
    if ((code >= 32 && code <= 126) || code === 10) codes += 1;
  }
  return codes >= CODES;
}

/** The list as one text: what it spells is for the views to say. */
function spelledAt(tape: Tape, i: number, pointer: string, channel: Channel): Part {
  const start = tape.starts[i]!;
  const end = tape.ends[i]!;
  const text = new TextDecoder().decode(tape.frame.subarray(start, Math.min(end, start + READ)));
  return { pointer, channel, key: false, start, end, text, joins: false, decoded: true };
}

/** Digits of a number that names a person or an account. */
const LONG_NUMBER = 8;

function keyAt(tape: Tape, i: number, pointer: string, channel: Channel): Part {
  const key = partAt(tape, i, pointer, channel, false);
  const long = kindOf(tape, i + 1) === NUMBER && tape.ends[i + 1]! - tape.starts[i + 1]! >= LONG_NUMBER;
  return long ? { ...key, number: rawOf(tape, i + 1) } : key;
}

function partAt(tape: Tape, i: number, pointer: string, channel: Channel, joins: boolean): Part {
  const key = kindOf(tape, i) === KEY;
  return { pointer, channel, key, start: tape.starts[i]!, end: tape.ends[i]!, text: stringAt(tape, i), joins };
}
