import type { Row } from '../chain/row.ts';
import { newShape, type Shape } from '../chain/shapes.ts';
import { isCount, isOwner, isShape, isTail, type Owner } from './spool-form.ts';

/**
 * A spool file is records: length and checksum of the body (u32 each, little-endian), then the body. A body is an owner
 * (`O`, JSON), a shape (`S`, JSON, numbered in order) or a row (`R`, binary, with a JSON tail where it has one).
 */
const HEAD = 8;
const ROW = 80;
const TYPE = { owner: 79, shape: 83, row: 82 } as const;

let scratch = Buffer.alloc(1024);

export function encodeOwner(owner: Owner): Buffer {
  return json(TYPE.owner, owner);
}

export function encodeShape(shape: Shape): Buffer {
  return json(TYPE.shape, { session: shape.session, fields: shape.fields });
}

/** The record stands at the start of a buffer shared by all calls: use it before the next one. */
export function encodeRow(row: Row): { readonly bytes: Buffer; readonly length: number } {
  let tail: Buffer | undefined;
  if (row.ref !== undefined || row.note !== undefined || row.findings.length > 0) {
    tail = Buffer.from(JSON.stringify({ ref: row.ref, note: row.note, findings: row.findings }));
  }
  const length = HEAD + ROW + (tail?.length ?? 0);
  if (scratch.length < length) scratch = Buffer.alloc(length * 2);
  scratch[HEAD] = TYPE.row;
  scratch.writeUInt32LE(row.shape.spooled, HEAD + 4);
  scratch.writeDoubleLE(row.number, HEAD + 8);
  scratch.writeDoubleLE(row.time, HEAD + 16);
  scratch.writeDoubleLE(row.size, HEAD + 24);
  scratch.writeDoubleLE(row.micros, HEAD + 32);
  scratch.set(row.content, HEAD + 40);
  scratch.fill(0, HEAD + 72, HEAD + 80);
  if (tail !== undefined) scratch.set(tail, HEAD + ROW);
  seal(scratch, length);
  return { bytes: scratch, length };
}

export type SpoolRecord =
  | { readonly kind: 'owner'; readonly owner: Owner }
  | { readonly kind: 'shape'; readonly shape: Shape }
  | { readonly kind: 'row'; readonly row: Row };

/**
 * Reads the next record of a spool.
 * @param shapes the shapes read so far; the caller adds each one that is returned.
 * @returns where the next one begins, or undefined when what follows is no whole record (a torn last append).
 */
export function decodeRecord(
  bytes: Buffer,
  at: number,
  shapes: readonly Shape[],
): { readonly record: SpoolRecord; readonly next: number } | undefined {
  if (at + HEAD > bytes.length) return undefined;
  const length = bytes.readUInt32LE(at);
  const next = at + HEAD + length;
  if (length === 0 || next > bytes.length) return undefined;
  const body = bytes.subarray(at + HEAD, next);
  if (checksum(bytes, at + HEAD, next) !== bytes.readUInt32LE(at + 4)) return undefined;
  const record = decodeBody(body, shapes);
  return record === undefined ? undefined : { record, next };
}

/** Whether what stands there is the beginning of a record that was never finished. */
export function isTorn(bytes: Buffer, at: number): boolean {
  if (at + HEAD > bytes.length) return true;
  const length = bytes.readUInt32LE(at);
  return length > 0 && at + HEAD + length > bytes.length;
}

function decodeBody(body: Buffer, shapes: readonly Shape[]): SpoolRecord | undefined {
  try {
    if (body[0] === TYPE.owner) {
      const owner: unknown = JSON.parse(body.toString('utf8', 1));
      return isOwner(owner) ? { kind: 'owner', owner } : undefined;
    }
    if (body[0] === TYPE.shape) {
      const read: unknown = JSON.parse(body.toString('utf8', 1));
      return isShape(read) ? { kind: 'shape', shape: newShape(read.fields, read.session) } : undefined;
    }
    if (body[0] !== TYPE.row || body.length < ROW) return undefined;
    const shape = shapes[body.readUInt32LE(4)];
    if (shape === undefined) return undefined;
    const tail: unknown = body.length > ROW ? JSON.parse(body.toString('utf8', ROW)) : {};
    const [number = 0, time = 0, size = 0, micros = 0] = [8, 16, 24, 32].map((from) => body.readDoubleLE(from));
    if (number === 0 || ![number, time, size, micros].every(isCount) || !isTail(tail)) return undefined;
    return {
      kind: 'row',
      row: {
        shape,
        number,
        time,
        size,
        micros,
        content: Buffer.from(body.subarray(40, 72)),
        ref: tail.ref,
        note: tail.note,
        findings: tail.findings ?? [],
      },
    };
  } catch {
    return undefined;
  }
}

function json(type: number, value: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(value));
  const record = Buffer.alloc(HEAD + 1 + text.length);
  record[HEAD] = type;
  record.set(text, HEAD + 1);
  seal(record, record.length);
  return record;
}

function seal(record: Buffer, length: number): void {
  record.writeUInt32LE(length - HEAD, 0);
  record.writeUInt32LE(checksum(record, HEAD, length), 4);
}

// FNV-1a: it has to tell a torn append from a whole one, nothing more.
function checksum(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0x811c9dc5;
  for (let at = from; at < to; at++) sum = Math.imul(sum ^ bytes[at]!, 0x01000193);
  return sum >>> 0;
}
