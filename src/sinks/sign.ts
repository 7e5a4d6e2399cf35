import { createHmac, type KeyObject, sign } from 'node:crypto';

/** What a delivery is signed with: a secret that both sides know, or this home's own Ed25519 key. */
export type Signer =
  | { readonly kind: 'hmac'; readonly secret: string }
  | { readonly kind: 'ed25519'; readonly key: KeyObject; readonly keyId: string };

/**
 * Headers that prove who sent a body and when: over `<timestamp>.<body>`, HMAC-SHA256 as `v1=<hex>` or Ed25519 as
 * `ed25519=<base64>` with the id of the instance's key.
 * @param seconds since 1970, so that a receiver can refuse what is old
 */
export function signature(signer: Signer, body: string, seconds: number): Record<string, string> {
  const bytes = Buffer.from(`${seconds}.${body}`);
  const headers = { 'oktsec-timestamp': String(seconds) };
  if (signer.kind === 'hmac') {
    return { ...headers, 'oktsec-signature': `v1=${createHmac('sha256', signer.secret).update(bytes).digest('hex')}` };
  }
  const value = sign(null, bytes, signer.key).toString('base64');
  return { ...headers, 'oktsec-signature': `ed25519=${value}`, 'oktsec-key': signer.keyId };
}
