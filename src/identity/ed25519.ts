import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { encodeBase64 } from './base64.ts';
import { fingerprintOf } from './fingerprint.ts';

/** A public key that may be asked, its KeyObject made once: importing a key costs more than verifying with it. */
export type PublicKey = { readonly raw: Uint8Array; readonly fingerprint: string; readonly key: KeyObject };
export type SecretKey = { readonly key: KeyObject; readonly public: PublicKey };

/** @param raw 32 bytes; whether it is a key that may be trusted is `keyFault`'s question. @throws when node refuses it */
export function publicKeyOf(raw: Uint8Array): PublicKey {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: urlSafe(raw) }, format: 'jwk' });
  return { raw: Uint8Array.from(raw), fingerprint: fingerprintOf(raw), key };
}

/** @param seed 32 random bytes, or a PKCS#8 PEM; undefined when the PEM holds no Ed25519 key */
export function secretKeyOf(seed: Uint8Array | string): SecretKey | undefined {
  const key =
    typeof seed === 'string'
      ? createPrivateKey(seed)
      : createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  if (key.asymmetricKeyType !== 'ed25519') return undefined;
  const raw = Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x ?? '', 'base64url');
  return { key, public: publicKeyOf(raw) };
}

/** 64 bytes. */
export function signBytes(secret: SecretKey, payload: Uint8Array): Uint8Array {
  return sign(null, payload, secret.key);
}

/** node:crypto decides: cofactorless, S below the group's order, R and A in their one spelling. */
export function verifyBytes(key: PublicKey, payload: Uint8Array, signature: Uint8Array): boolean {
  return signature.length === 64 && verify(null, payload, key.key, signature);
}

/** The same on a thread of node's pool: a tenth of a millisecond in which this one does something else. */
export function verifyBytesAside(key: PublicKey, payload: Uint8Array, signature: Uint8Array): Promise<boolean> {
  if (signature.length !== 64) return Promise.resolve(false);
  return new Promise((resolve, reject) => {
    verify(null, payload, key.key, signature, (error, good) => (error === null ? resolve(good) : reject(error)));
  });
}

/** The files: PKCS#8 and SPKI in PEM, which every other tool reads too. */
export function secretPem(secret: SecretKey): string {
  return secret.key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
export function publicPem({ key }: PublicKey): string {
  return key.export({ type: 'spki', format: 'pem' }).toString();
}

/**
 * The raw key of a PEM public key, read byte for byte: node's own reader would also take a private key, RSA, EC or
 * Ed448 here [117]. Undefined for anything else.
 */
export function rawOfPem(text: string): Uint8Array | undefined {
  const body = /^\s*-----BEGIN PUBLIC KEY-----\s+([A-Za-z0-9+/=\s]+?)\s+-----END PUBLIC KEY-----\s*$/.exec(text)?.[1];
  const der = Buffer.from(body ?? '', 'base64');
  if (der.length !== SPKI.length + 32 || !der.subarray(0, SPKI.length).equals(SPKI)) return undefined;
  return Uint8Array.from(der.subarray(SPKI.length));
}

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

function urlSafe(raw: Uint8Array): string {
  return encodeBase64(raw).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
