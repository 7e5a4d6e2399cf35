import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { chmodSync, linkSync, readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { OktsecError } from '../../errors.ts';
import { createWhole } from '../../machine/whole-file.ts';

/** Who signs a home's checkpoints: the id is the first 32 hex digits of the SHA-256 of the raw public key. */
export type Instance = { readonly id: string; readonly publicKey: KeyObject };

const PUBLIC_LINE = /^oktsec-instance ([0-9a-f]{32}) ([A-Za-z0-9_-]{43})\s*$/;

/** Reads HOME/instance.pub, making the key pair first where there is none. @throws OktsecError store_key */
export function ensureInstance(home: string): Instance {
  const known = readInstance(home);
  if (known !== undefined) return known;
  const keyPath = join(home, 'instance.key');
  const pair = generateKeyPairSync('ed25519');
  // A link, not a rename: of several processes that start at once the first one's key stays.
  placeOnce(keyPath, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600);
  const instance = instanceOf(createPublicKey(signingKey(home)));
  placeOnce(join(home, 'instance.pub'), publicLine(instance), 0o600);
  const written = readInstance(home);
  if (written === undefined) throw new OktsecError('store_key', `${join(home, 'instance.pub')} cannot be read`);
  return written;
}

/** @returns undefined when HOME/instance.pub is missing. @throws OktsecError store_key when it is not a key. */
export function readInstance(home: string): Instance | undefined {
  const text = read(join(home, 'instance.pub'));
  if (text === undefined) return undefined;
  const instance = parsePublicLine(text);
  if (instance === undefined) {
    throw new OktsecError('store_key', `${join(home, 'instance.pub')} does not hold an instance's public key`);
  }
  return instance;
}

/** @throws OktsecError store_key */
export function signingKey(home: string): KeyObject {
  const path = join(home, 'instance.key');
  try {
    const key = createPrivateKey(readFileSync(path, 'utf8'));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (error) {
    throw new OktsecError('store_key', `${path} cannot be read`, { cause: error });
  }
  throw new OktsecError('store_key', `${path} is not an Ed25519 key`);
}

function publicLine(instance: Instance): string {
  return `oktsec-instance ${instance.id} ${rawKey(instance.publicKey).toString('base64url')}\n`;
}

/** @returns undefined when the line is none, or its id is not its key's. */
export function parsePublicLine(text: string): Instance | undefined {
  const match = PUBLIC_LINE.exec(text);
  if (match === null) return undefined;
  try {
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: match[2]! }, format: 'jwk' });
    const instance = instanceOf(publicKey);
    return instance.id === match[1] ? instance : undefined;
  } catch {
    return undefined;
  }
}

function instanceOf(publicKey: KeyObject): Instance {
  return { id: createHash('sha256').update(rawKey(publicKey)).digest('hex').slice(0, 32), publicKey };
}

function rawKey(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
}

function placeOnce(path: string, text: string, mode: number): void {
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  createWhole(temporary, text);
  chmodSync(temporary, mode);
  try {
    linkSync(temporary, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    unlinkSync(temporary);
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new OktsecError('store_key', `${path} cannot be read`, { cause: error });
  }
}
