import { hash } from 'node:crypto';
import type { StoredFinding } from './row.ts';
import type { ShapeFields } from './shapes.ts';

/**
 * The chain: every row's hash is SHA-256 over the row before's hash and everything the log shows of this row, decoded,
 * each field behind its length, so that no text can move from one column into another [196].
 */
const ROW_DOMAIN = Buffer.from('oktsec/row/v1\0\0\0', 'latin1');
const FIXED = 16 + 32 + 4 * 8 + 32 + 32;
const ABSENT = 0xffffffff;

/** What a row's hash covers beside its place. Numbers are non-negative integers up to 2^53. */
export type ChainedRow = {
  readonly seq: number;
  readonly time: number;
  readonly size: number;
  readonly micros: number;
  /** SHA-256 of the message, 32 bytes. */
  readonly content: Uint8Array;
  /** `shapeDigest` of the row's strings. */
  readonly shape: Uint8Array;
  /** `lengthPrefixed` session. */
  readonly session: Uint8Array;
  readonly ref?: string | undefined;
  readonly note?: string | undefined;
  /** Digest of the held message's record. */
  readonly held?: Uint8Array | undefined;
  readonly findings: readonly StoredFinding[];
};

let scratch = Buffer.alloc(4096);

/** @param previous the row before's hash, or the chain's genesis. */
export function rowHash(previous: Uint8Array, row: ChainedRow): Buffer {
  const tail = row.ref === undefined && row.note === undefined && row.held === undefined && row.findings.length === 0;
  const extra = tail ? undefined : tailBytes(row);
  const length = FIXED + row.session.length + 4 + (extra?.length ?? 0);
  if (scratch.length < length) scratch = Buffer.alloc(length * 2);
  scratch.set(ROW_DOMAIN, 0);
  scratch.set(previous, 16);
  putInteger(scratch, 48, row.seq);
  putInteger(scratch, 56, row.time);
  putInteger(scratch, 64, row.size);
  putInteger(scratch, 72, row.micros);
  scratch.set(row.content, 80);
  scratch.set(row.shape, 112);
  scratch.set(row.session, FIXED);
  const at = FIXED + row.session.length;
  scratch.writeUInt32BE(extra?.length ?? ABSENT, at);
  if (extra !== undefined) scratch.set(extra, at + 4);
  return hash('sha256', scratch.subarray(0, length), 'buffer');
}

/** What stands before the first row. `linked` names the chain this one follows, when a database was set aside. */
export function genesis(instance: string, chain: string, linked: string): Buffer {
  return digestOf('oktsec/chain/v1', [instance, chain, linked]);
}

/** SHA-256 over the strings that rows of one shape share. */
export function shapeDigest(fields: ShapeFields): Buffer {
  return digestOf('oktsec/shape/v1', [
    fields.surface,
    fields.from,
    fields.to,
    fields.kind,
    fields.side,
    fields.method,
    fields.tool,
    fields.sender,
    fields.key,
    fields.decision,
    fields.mode,
    fields.action,
    String(fields.rules.length),
    ...fields.rules,
  ]);
}

/** SHA-256 over a domain and length-prefixed fields; an absent field differs from an empty one. */
export function digestOf(domain: string, fields: readonly (string | Uint8Array | undefined)[]): Buffer {
  return hash('sha256', Buffer.concat([lengthPrefixed(domain), ...fields.map(lengthPrefixed)]), 'buffer');
}

export function lengthPrefixed(field: string | Uint8Array | undefined): Buffer {
  if (field === undefined) return Buffer.from([0xff, 0xff, 0xff, 0xff]);
  const bytes = typeof field === 'string' ? Buffer.from(field, 'utf8') : field;
  const out = Buffer.alloc(4 + bytes.length);
  out.writeUInt32BE(bytes.length, 0);
  out.set(bytes, 4);
  return out;
}

function tailBytes(row: ChainedRow): Buffer {
  const fields: (string | Uint8Array | undefined)[] = [row.ref, row.note, row.held, String(row.findings.length)];
  for (const finding of row.findings) {
    fields.push(
      finding.rule,
      finding.name,
      finding.severity,
      finding.category,
      finding.pointer,
      finding.channel,
      `${finding.key},${finding.span[0]},${finding.span[1]},${finding.exact}`,
      finding.view,
      finding.excerpt,
    );
  }
  return Buffer.concat(fields.map(lengthPrefixed));
}

function putInteger(into: Buffer, at: number, value: number): void {
  into.writeUInt32BE(Math.floor(value / 0x100000000), at);
  into.writeUInt32BE(value >>> 0, at + 4);
}
