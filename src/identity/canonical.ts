import { createHash } from 'node:crypto';

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
    sha256(canonicalJson(letter.metadata)),
  ]);
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
  return createHash('sha256').update(value).digest();
}

function prefixed(domain: string, fields: readonly (string | Uint8Array)[]): Uint8Array {
  const parts: Uint8Array[] = [Buffer.from(`\0${domain}\0`, 'latin1')];
  for (const field of fields) {
    const bytes = typeof field === 'string' ? Buffer.from(field) : field;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    parts.push(length, bytes);
  }
  return Buffer.concat(parts);
}
