import { LIMITS } from '../limits.ts';
import { tokenize } from './json.ts';
import { ARRAY, kindOf, OBJECT, rawOf, STRING, stringAt, Tape } from './tape.ts';

/** A key as one step of an RFC 6901 pointer. */
export function pointerStep(name: string): string {
  return name.includes('~') || name.includes('/') ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name;
}

/** The steps of a pointer; undefined when it is none. */
export function stepsOf(pointer: string): string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value token at a pointer, or -1. */
export function find(tape: Tape, pointer: string): number {
  const steps = stepsOf(pointer);
  if (steps === undefined) return -1;
  let i = 0;
  for (const step of steps) {
    i = child(tape, i, step);
    if (i < 0) return -1;
  }
  return i;
}

function child(tape: Tape, i: number, step: string): number {
  const past = tape.nexts[i]!;
  const kind = kindOf(tape, i);
  if (kind === OBJECT) {
    for (let key = i + 1; key < past; key = tape.nexts[key + 1]!) if (stringAt(tape, key) === step) return key + 1;
  } else if (kind === ARRAY && /^(?:0|[1-9]\d*)$/.test(step)) {
    let left = Number(step);
    for (let item = i + 1; item < past; item = tape.nexts[item]!, left -= 1) if (left === 0) return item;
  }
  return -1;
}

const UNLIMITED = Number.MAX_SAFE_INTEGER;

/** The tokens of a frame that was accepted before, whatever limits it was accepted under; undefined for any other. */
export function tapeOf(frame: Uint8Array): Tape | undefined {
  const read = tokenize(frame, { ...LIMITS, maxDepth: 4096, maxKeys: UNLIMITED, maxStrings: UNLIMITED });
  return read instanceof Tape ? read : undefined;
}

/** The value at an RFC 6901 pointer as it is spelled in the frame; undefined when there is none. */
export function rawAt(frame: Uint8Array, pointer: string): string | undefined {
  const tape = tapeOf(frame);
  const i = tape === undefined ? -1 : find(tape, pointer);
  return tape === undefined || i < 0 ? undefined : rawOf(tape, i);
}

/** The decoded string at an RFC 6901 pointer; undefined when there is none or it is no string. */
export function textAt(frame: Uint8Array, pointer: string): string | undefined {
  const tape = tapeOf(frame);
  const i = tape === undefined ? -1 : find(tape, pointer);
  return tape === undefined || i < 0 || kindOf(tape, i) !== STRING ? undefined : stringAt(tape, i);
}
