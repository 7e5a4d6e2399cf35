import { find, tapeOf } from './pointer.ts';
import { ARRAY, kindOf, OBJECT, rawOf, STRING, stringAt, type Tape } from './tape.ts';

const encoder = new TextEncoder();

/**
 * `params.arguments` of a tools/call in one spelling: no white space, keys sorted by their UTF-8 bytes, strings escaped in
 * one way, numbers as they were spelled. No arguments give no bytes.
 */
export function canonicalArguments(frame: Uint8Array): Uint8Array {
  const tape = tapeOf(frame);
  const i = tape === undefined ? -1 : find(tape, '/params/arguments');
  return tape === undefined || i < 0 ? new Uint8Array(0) : encoder.encode(canonicalText(tape, i));
}

/** What a client adds to a request each time anew: not what it asks for. */
const OF_THE_MOMENT: ReadonlySet<string> = new Set(['_meta', 'task', 'inputResponses', 'requestState']);

/** The `params` of any other request in the same spelling, without what is of the moment. Nothing else in them gives no bytes. */
export function canonicalParams(frame: Uint8Array): Uint8Array {
  const tape = tapeOf(frame);
  const i = tape === undefined ? -1 : find(tape, '/params');
  if (tape === undefined || i < 0) return new Uint8Array(0);
  const text = canonicalText(tape, i, OF_THE_MOMENT);
  return encoder.encode(text === '{}' ? '' : text);
}

/** The value at a pointer in the same spelling; undefined when there is none. */
export function canonicalAt(frame: Uint8Array, pointer: string): string | undefined {
  const tape = tapeOf(frame);
  const i = tape === undefined ? -1 : find(tape, pointer);
  return tape === undefined || i < 0 ? undefined : canonicalText(tape, i);
}

/** The items of the list at a pointer, each in the same spelling; undefined when no list stands there. */
export function canonicalItems(frame: Uint8Array, pointer: string): string[] | undefined {
  const tape = tapeOf(frame);
  const i = tape === undefined ? -1 : find(tape, pointer);
  if (tape === undefined || i < 0 || kindOf(tape, i) !== ARRAY) return undefined;
  const past = tape.nexts[i]!;
  const items: string[] = [];
  for (let item = i + 1; item < past; item = tape.nexts[item]!) items.push(canonicalText(tape, item));
  return items;
}

/** Recursion ends at the depth limit that the frame was accepted under. @param without members that do not count */
function canonicalText(tape: Tape, i: number, without?: ReadonlySet<string>): string {
  const kind = kindOf(tape, i);
  const past = tape.nexts[i]!;
  if (kind === STRING) return JSON.stringify(stringAt(tape, i));
  if (kind === ARRAY) {
    const items: string[] = [];
    for (let item = i + 1; item < past; item = tape.nexts[item]!) items.push(canonicalText(tape, item));
    return `[${items.join(',')}]`;
  }
  if (kind !== OBJECT) return rawOf(tape, i);
  const members: { readonly name: string; readonly text: string }[] = [];
  for (let key = i + 1; key < past; key = tape.nexts[key + 1]!) {
    const name = stringAt(tape, key);
    if (without?.has(name) === true) continue;
    members.push({ name, text: `${JSON.stringify(name)}:${canonicalText(tape, key + 1)}` });
  }
  members.sort((a, b) => compareByBytes(a.name, b.name));
  return `{${members.map(({ text }) => text).join(',')}}`;
}

/** UTF-8 order is code point order, which UTF-16 order is not above U+FFFF. */
function compareByBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) return byCodePoint(left) - byCodePoint(right);
  }
  return a.length - b.length;
}

/** Surrogates stand for characters above all others. */
function byCodePoint(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
