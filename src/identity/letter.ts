import { isAgentName } from '../message/words/agent-name.ts';
import { decodeCanonical, encodeBase64 } from './base64.ts';
import { type Json, jsonFault, payloadConcat, payloadNewline, payloadV2, replayKeyOf } from './canonical.ts';
import { type PublicKey, type SecretKey, signBytes, verifyBytes, verifyBytesAside } from './ed25519.ts';
import { FORMATS, type SignatureFormat } from './formats.ts';
import { type Key, type Keyring, keysOf, wasRevoked } from './keyring.ts';
import { formatTimestamp, parseTimestamp } from './timestamp.ts';

/** What one agent writes to another, as it stands in the body of `POST /v1/message`. */
export type Letter = {
  readonly from: string;
  readonly to: string;
  readonly content: string;
  /** Canonical base64 of 64 bytes. */
  readonly signature?: string | undefined;
  /** RFC 3339. */
  readonly timestamp?: string | undefined;
  readonly metadata?: { readonly [key: string]: Json } | undefined;
  /** 16 to 64 of `[A-Za-z0-9_-]`; with `key_id` and `aud` it makes a v2 letter. */
  readonly nonce?: string | undefined;
  readonly key_id?: string | undefined;
  readonly aud?: string | undefined;
};

/** What an operator asks of signatures. Durations in microseconds. */
export type IdentityPolicy = {
  readonly requireSignature: boolean;
  readonly formats: readonly SignatureFormat[];
  readonly maxAgeMicros: number;
  readonly maxAheadMicros: number;
};

export type Identified =
  | {
      readonly status: 'verified';
      readonly format: SignatureFormat;
      readonly fingerprint: string;
      /** What a replay is known by [126]. */
      readonly replayKey: Uint8Array;
      /** Microseconds since 1970. */
      readonly signedAt: number;
      readonly metadataSigned: boolean;
    }
  | { readonly status: 'unverified' }
  | {
      readonly status: 'rejected';
      readonly decision: 'malformed' | 'signature_required' | 'identity_rejected' | 'stale';
      /** One word with underscores. */
      readonly reason: string;
      readonly fingerprint?: string | undefined;
    };

const NONCE = /^[A-Za-z0-9_-]{16,64}$/;

/** The first thing that is wrong with a letter's shape, whoever wrote it; undefined when nothing is. */
export function letterFault(letter: Letter): string | undefined {
  if (!isAgentName(letter.from)) return 'bad_from';
  if (!isAgentName(letter.to)) return 'bad_to';
  // Two different texts with a lone surrogate become the same bytes, hence the same signature [121].
  if (!letter.content.isWellFormed()) return 'lone_surrogate';
  if (letter.metadata !== undefined && jsonFault(letter.metadata) !== undefined) return 'bad_metadata';
  if (letter.timestamp !== undefined && parseTimestamp(letter.timestamp) === undefined) return 'bad_timestamp';
  if (letter.signature !== undefined) {
    if (decodeCanonical(letter.signature, 64) === undefined) return 'bad_signature_encoding';
    if (letter.timestamp === undefined) return 'signature_without_timestamp';
  }
  const { nonce, key_id, aud } = letter;
  if (nonce === undefined && key_id === undefined && aud === undefined) return undefined;
  if (nonce === undefined || key_id === undefined || aud === undefined) return 'incomplete_v2';
  if (!NONCE.test(nonce)) return 'bad_nonce';
  if (!/^[0-9a-f]{64}$/.test(key_id)) return 'bad_key_id';
  return /^[0-9a-f]{32}$/.test(aud) ? undefined : 'bad_aud';
}

export type LetterCircumstances = {
  readonly ring: Keyring;
  readonly policy: IdentityPolicy;
  /** The instance that reads it. */
  readonly aud: string;
  /** All agents that are known, for the old form's ambiguity. */
  readonly names: Iterable<string>;
  /** Microseconds since 1970. */
  readonly now: number;
};

/**
 * Who wrote a letter: shape, key, signature, revocation, freshness, in this order. Pure; what was seen before (replay) is
 * asked of the store with `replayKey`.
 */
export function verifyLetter(letter: Letter, context: LetterCircumstances): Identified {
  const steps = identifying(letter, context);
  for (let step = steps.next(); ; ) {
    if (step.done) return step.value;
    const { key, payload, signature } = step.value;
    step = steps.next(verifyBytes(key, payload, signature));
  }
}

/** The same, its signature checked on another thread. */
export async function verifyLetterAside(letter: Letter, context: LetterCircumstances): Promise<Identified> {
  const steps = identifying(letter, context);
  for (let step = steps.next(); ; ) {
    if (step.done) return step.value;
    const { key, payload, signature } = step.value;
    step = steps.next(await verifyBytesAside(key, payload, signature));
  }
}

/** A signature to be checked; the answer comes back in. */
type Question = { readonly key: PublicKey; readonly payload: Uint8Array; readonly signature: Uint8Array };

function* identifying(letter: Letter, context: LetterCircumstances): Generator<Question, Identified, boolean> {
  const fault = letterFault(letter);
  if (fault !== undefined) return { status: 'rejected', decision: 'malformed', reason: fault };
  const { ring, policy, now } = context;
  if (letter.signature === undefined) {
    return policy.requireSignature
      ? { status: 'rejected', decision: 'signature_required', reason: 'no_signature' }
      : { status: 'unverified' };
  }
  const timestamp = letter.timestamp ?? '';
  const signature = decodeCanonical(letter.signature, 64) ?? new Uint8Array();
  const keys = keysOf(ring, letter.from, now);
  const refuse = (reason: string, key?: Key): Identified => ({
    status: 'rejected',
    decision: 'identity_rejected',
    reason,
    fingerprint: key?.public.fingerprint,
  });
  if (keys.length === 0) return refuse(wasRevoked(ring, letter.from) ? 'key_revoked' : 'unknown_agent');
  let matched: { readonly key: Key; readonly format: SignatureFormat; readonly payload: Uint8Array } | undefined;
  if (letter.key_id !== undefined) {
    if (!policy.formats.includes('v2')) return refuse('format_off');
    if (letter.aud !== context.aud) return refuse('other_audience');
    if (ring.revocations.has(letter.key_id) && !keys.some((key) => key.public.fingerprint === letter.key_id)) {
      return refuse('key_revoked');
    }
    const key = keys.find((one) => one.public.fingerprint === letter.key_id);
    if (key === undefined) return refuse('unknown_key');
    const payload = payloadV2({
      aud: letter.aud,
      keyId: letter.key_id,
      from: letter.from,
      to: letter.to,
      timestamp,
      nonce: letter.nonce ?? '',
      content: letter.content,
      metadata: letter.metadata ?? {},
    });
    if (yield { key: key.public, payload, signature }) matched = { key, format: 'v2', payload };
  } else {
    const v1 = { from: letter.from, to: letter.to, content: letter.content, timestamp };
    for (const format of FORMATS) {
      if (format === 'v2' || !policy.formats.includes(format) || matched) continue;
      const payload = format === 'v1-newline' ? payloadNewline(v1) : payloadConcat(v1);
      for (const key of keys) {
        if (matched === undefined && (yield { key: key.public, payload, signature }))
          matched = { key, format, payload };
      }
    }
  }
  if (!matched) return refuse('bad_signature', keys[0]);
  const { key, format, payload } = matched;
  if (format === 'v1-concat' && isAmbiguous(letter, context.names)) return refuse('ambiguous_signature', key);
  const signedAt = parseTimestamp(timestamp) ?? 0;
  const { fingerprint } = key.public;
  if (signedAt < now - policy.maxAgeMicros || signedAt > now + policy.maxAheadMicros) {
    const reason = signedAt < now ? 'too_old' : 'ahead_of_time';
    return { status: 'rejected', decision: 'stale', reason, fingerprint };
  }
  const replayKey = replayKeyOf(fingerprint, signedAt, payload);
  return { status: 'verified', format, fingerprint, replayKey, signedAt, metadataSigned: format === 'v2' };
}

/**
 * Signs in the form that covers everything.
 * @param options `aud` is the receiver's instance id; `now` microseconds since 1970; `nonce` 16 to 64 of `[A-Za-z0-9_-]`
 */
export function signLetter(
  letter: Pick<Letter, 'from' | 'to' | 'content' | 'metadata'>,
  secret: SecretKey,
  options: { readonly aud: string; readonly now: number; readonly nonce: string },
): Letter {
  const timestamp = formatTimestamp(options.now);
  const key_id = secret.public.fingerprint;
  const { from, to, content, metadata } = letter;
  const { aud, nonce } = options;
  const payload = payloadV2({ aud, keyId: key_id, from, to, timestamp, nonce, content, metadata: metadata ?? {} });
  const signature = encodeBase64(signBytes(secret, payload));
  return { from, to, content, ...(metadata ? { metadata } : {}), timestamp, nonce, key_id, aud, signature };
}

/** Signs in one of the older forms, which do not cover metadata. */
export function signLetterV1(
  letter: Pick<Letter, 'from' | 'to' | 'content' | 'metadata'>,
  secret: SecretKey,
  options: { readonly now: number; readonly format: 'v1-newline' | 'v1-concat' },
): Letter {
  const timestamp = formatTimestamp(options.now);
  const { from, to, content, metadata } = letter;
  const payload = (options.format === 'v1-newline' ? payloadNewline : payloadConcat)({ from, to, content, timestamp });
  const signature = encodeBase64(signBytes(secret, payload));
  return { from, to, content, ...(metadata ? { metadata } : {}), timestamp, signature };
}

/** `bob` + `by…` and `bobby` + `…` are one payload: refused where another known name could be meant [111]. */
function isAmbiguous({ to, content }: Letter, names: Iterable<string>): boolean {
  const joined = to + content;
  for (const name of names) if (name !== to && joined.startsWith(name)) return true;
  return false;
}
