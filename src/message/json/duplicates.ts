import { unescapeInto } from './escapes.ts';
import { isEscaped, type Tape } from './tape.ts';

/** Up to so many keys are compared each with each; more go through a hash table. */
const FEW = 8;

/** Where the decoded bytes of an object's keys stand: in the frame, or in a copy when one of them has escapes. */
type Keys = { readonly bytes: Uint8Array; readonly starts: Int32Array; readonly sizes: Int32Array };

/**
 * Whether two of the `count` keys of the object token `object` decode to the same text. Linear in the bytes of the keys;
 * keys made to collide in the hash table fall back to sorting.
 */
export function hasDuplicateKey(tape: Tape, object: number, count: number): boolean {
  if (count === 2 && !isEscaped(tape, object + 1)) {
    const second = tape.nexts[object + 2]!;
    if (!isEscaped(tape, second)) {
      const size = tape.ends[object + 1]! - tape.starts[object + 1]!;
      if (tape.ends[second]! - tape.starts[second]! !== size) return false;
      return sameBytes(tape.frame, tape.starts[object + 1]!, tape.starts[second]!, size);
    }
  }
  const keys = keysOf(tape, object, count);
  return count <= FEW ? duplicateOfFew(keys, count) : duplicateOfMany(keys, count);
}

/** Scratch for small objects, overwritten by each. */
const fewStarts = new Int32Array(FEW);
const fewSizes = new Int32Array(FEW);
const fewBytes = new Uint8Array(512);

function keysOf(tape: Tape, object: number, count: number): Keys {
  const starts = count <= FEW ? fewStarts : new Int32Array(count);
  const sizes = count <= FEW ? fewSizes : new Int32Array(count);
  let escapes = false;
  for (let n = 0, key = object + 1; n < count; n += 1) {
    starts[n] = tape.starts[key]! + 1;
    sizes[n] = tape.ends[key]! - tape.starts[key]! - 2;
    if (isEscaped(tape, key)) escapes = true;
    key = tape.nexts[key + 1]!;
  }
  if (!escapes) return { bytes: tape.frame, starts, sizes };
  let total = 0;
  for (let n = 0; n < count; n += 1) total += sizes[n]!;
  const bytes = total <= fewBytes.length ? fewBytes : new Uint8Array(total);
  for (let n = 0, key = object + 1, at = 0; n < count; n += 1) {
    const end = unescapeInto(tape.frame, tape.starts[key]! + 1, tape.ends[key]! - 1, bytes, at);
    starts[n] = at;
    sizes[n] = end - at;
    at = end;
    key = tape.nexts[key + 1]!;
  }
  return { bytes, starts, sizes };
}

function duplicateOfFew({ bytes, starts, sizes }: Keys, count: number): boolean {
  for (let a = 1; a < count; a += 1) {
    const size = sizes[a]!;
    for (let b = 0; b < a; b += 1) {
      if (sizes[b] === size && sameBytes(bytes, starts[a]!, starts[b]!, size)) return true;
    }
  }
  return false;
}

function duplicateOfMany(keys: Keys, count: number): boolean {
  const { bytes, starts, sizes } = keys;
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(count * 2)));
  const mask = slots.length - 1;
  // The hash has no secret: whoever knows it can make every key land in one slot. The budget keeps that linear.
  let budget = count * 16;
  for (let n = 0; n < count; n += 1) {
    const start = starts[n]!;
    const size = sizes[n]!;
    let slot = hash(bytes, start, size) & mask;
    for (let other = slots[slot]!; other !== 0; other = slots[slot]!) {
      if (sizes[other - 1] === size && sameBytes(bytes, starts[other - 1]!, start, size)) return true;
      budget -= 1;
      if (budget < 0) return duplicateBySorting(keys, count);
      slot = (slot + 1) & mask;
    }
    slots[slot] = n + 1;
  }
  return false;
}

function duplicateBySorting({ bytes, starts, sizes }: Keys, count: number): boolean {
  const compare = (a: number, b: number): number => {
    const size = sizes[a]!;
    if (size !== sizes[b]) return size - sizes[b]!;
    for (let at = 0; at < size; at += 1) {
      const difference = bytes[starts[a]! + at]! - bytes[starts[b]! + at]!;
      if (difference !== 0) return difference;
    }
    return 0;
  };
  const order = Array.from({ length: count }, (_, n) => n).sort(compare);
  return order.some((key, n) => n > 0 && compare(order[n - 1]!, key) === 0);
}

function hash(bytes: Uint8Array, start: number, size: number): number {
  let value = 0x811c9dc5;
  for (let at = start; at < start + size; at += 1) value = Math.imul(value ^ bytes[at]!, 0x01000193);
  return value ^ (value >>> 15);
}

function sameBytes(bytes: Uint8Array, a: number, b: number, size: number): boolean {
  for (let at = 0; at < size; at += 1) if (bytes[a + at] !== bytes[b + at]) return false;
  return true;
}
