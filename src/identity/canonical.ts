import { hash } from 'node:crypto';

/** A JSON value as it was parsed. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What a v2 signature covers. `content` and `metadata` enter by their hashes. */
export type PayloadV2 = {
  /** The receiver's instance id. */
  readonly aud: string;
  /** Fingerprint of the signing key. */
  readonly keyId: string;
  readonly from: string;
  readonly to: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly content: string;
  readonly metadata: Json;
};

/** What the two older forms cover. */
export type PayloadV1 = Pick<PayloadV2, 'from' | 'to' | 'content' | 'timestamp'>;

/** What a signed request covers: who reads a mailbox proves it without a letter. */
export type RequestPayload = {
  readonly aud: string;
  /** Upper case. */
  readonly method: string;
  /** As in the request line, query included. */
  readonly path: string;
  readonly agent: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly body: Uint8Array;
};

/** Every field behind its length, so that no text can move from one into another [110]. */
export function payloadV2(letter: PayloadV2): Uint8Array {
  return prefixed('oktsec/message/v2', [
    letter.aud,
    letter.keyId,
    letter.from,
    letter.to,
    letter.timestamp,
    letter.nonce,
    sha256(letter.content),
    isEmpty(letter.metadata) ? NOTHING : sha256(canonicalJson(letter.metadata)),
  ]);
}

function isEmpty(value: Json): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  for (const _ in value) return false;
  return true;
}

/** Names and timestamps hold no line break, so where content begins and ends is certain. */
export function payloadNewline({ from, to, content, timestamp }: PayloadV1): Uint8Array {
  return Buffer.from(`${from}\n${to}\n${content}\n${timestamp}`);
}

/** Where `to` ends and content begins is not certain: `verifyLetter` refuses what could be read in two ways [111]. */
export function payloadConcat({ from, to, content, timestamp }: PayloadV1): Uint8Array {
  return Buffer.from(`${from}${to}${content}${timestamp}`);
}

export function requestPayload(request: RequestPayload): Uint8Array {
  const { aud, method, path, agent, timestamp, nonce, body } = request;
  return prefixed('oktsec/request/v1', [aud, method, path, agent, timestamp, nonce, sha256(body)]);
}

/**
 * JSON in one spelling (RFC 8785): no white space, members sorted by UTF-16 units, strings and numbers as ECMAScript
 * writes them. Strings must be well-formed and numbers within ±(2^53 − 1): `jsonFault` says.
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value as { readonly [key: string]: Json });
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
}

const MAX_DEPTH = 64;

/** Why a value has no canonical form that all languages agree on; undefined when it has one. */
export function jsonFault(value: Json, depth = 0): string | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : 'a lone surrogate';
  if (typeof value === 'number') {
    return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? undefined : 'a number beyond ±(2^53 − 1)';
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= MAX_DEPTH) return `more than ${MAX_DEPTH} levels`;
  for (const [key, inner] of Object.entries(value)) {
    const fault = key.isWellFormed() ? jsonFault(inner as Json, depth + 1) : 'a lone surrogate';
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** SHA-256 of a text's UTF-8 or of bytes. */
export function sha256(value: string | Uint8Array): Uint8Array {
  return hash('sha256', value, 'buffer');
}

/** Of `{}`: what most letters have as metadata. */
const NOTHING = sha256('{}');

/**
 * What a replay is known by: 32 bytes, first the time of signing (64 bits, big-endian), then SHA-256 over the key's
 * fingerprint and the payload, cut. The time comes first so that what is accepted together is kept together.
 * @param signedAt microseconds since 1970
 */
export function replayKeyOf(fingerprint: string, signedAt: number, payload: Uint8Array): Uint8Array {
  const name = Buffer.from(fingerprint, 'latin1');
  const digest = sha256(Buffer.concat([name, payload], name.length + payload.length));
  const key = Buffer.allocUnsafe(32);
  key.writeBigUInt64BE(BigInt(Math.max(0, signedAt)));
  key.set(digest.subarray(0, 24), 8);
  return key;
}

function prefixed(domain: string, fields: readonly (string | Uint8Array)[]): Uint8Array {
  let size = domain.length + 2;
  for (const field of fields) size += 4 + (typeof field === 'string' ? Buffer.byteLength(field) : field.length);
  const payload = Buffer.alloc(size);
  let at = 1 + payload.write(domain, 1, 'latin1') + 1;
  for (const field of fields) {
    const length = typeof field === 'string' ? payload.write(field, at + 4) : field.length;
    if (typeof field !== 'string') payload.set(field, at + 4);
    payload.writeUInt32BE(length, at);
    at += 4 + length;
  }
  return payload;
}
