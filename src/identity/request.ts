import { isAgentName } from '../message/words/agent-name.ts';
import { decodeCanonical, encodeBase64 } from './base64.ts';
import { type RequestPayload, replayKeyOf, requestPayload } from './canonical.ts';
import { type SecretKey, signBytes, verifyBytes } from './ed25519.ts';
import { type Keyring, keysOf } from './keyring.ts';
import type { IdentityPolicy } from './letter.ts';
import { formatTimestamp, parseTimestamp } from './timestamp.ts';

/** The headers of a signed request, as they came. */
export type RequestSignature = {
  readonly agent: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly signature: string;
};

export type RequestIdentity =
  | {
      readonly status: 'verified';
      readonly agent: string;
      readonly fingerprint: string;
      readonly replayKey: Uint8Array;
    }
  | { readonly status: 'rejected'; readonly reason: string };

/** Who makes a request: a reader of a mailbox, or a party of a held message. */
export function verifyRequest(
  request: Pick<RequestPayload, 'aud' | 'method' | 'path' | 'body'>,
  headers: RequestSignature,
  context: { readonly ring: Keyring; readonly policy: IdentityPolicy; readonly now: number },
): RequestIdentity {
  const { agent, timestamp, nonce } = headers;
  const refuse = (reason: string) => ({ status: 'rejected', reason }) as const;
  if (!isAgentName(agent)) return refuse('bad_agent');
  const signedAt = parseTimestamp(timestamp);
  if (signedAt === undefined) return refuse('bad_timestamp');
  if (!/^[A-Za-z0-9_-]{16,64}$/.test(nonce)) return refuse('bad_nonce');
  const signature = decodeCanonical(headers.signature, 64);
  if (signature === undefined) return refuse('bad_signature_encoding');
  const { ring, policy, now } = context;
  const payload = requestPayload({ ...request, agent, timestamp, nonce });
  const key = keysOf(ring, agent, now).find((one) => verifyBytes(one.public, payload, signature));
  if (!key) return refuse('bad_signature');
  if (signedAt < now - policy.maxAgeMicros || signedAt > now + policy.maxAheadMicros) return refuse('stale');
  const { fingerprint } = key.public;
  const replayKey = replayKeyOf(fingerprint, signedAt, payload);
  return { status: 'verified', agent, fingerprint, replayKey };
}

/** The four headers of a signed request. `now` in microseconds since 1970. */
export function signRequest(
  request: Pick<RequestPayload, 'aud' | 'method' | 'path' | 'body' | 'agent'>,
  secret: SecretKey,
  options: { readonly now: number; readonly nonce: string },
): Readonly<Record<string, string>> {
  const timestamp = formatTimestamp(options.now);
  const payload = requestPayload({ ...request, timestamp, nonce: options.nonce });
  return {
    'Oktsec-Agent': request.agent,
    'Oktsec-Timestamp': timestamp,
    'Oktsec-Nonce': options.nonce,
    'Oktsec-Signature': encodeBase64(signBytes(secret, payload)),
  };
}
