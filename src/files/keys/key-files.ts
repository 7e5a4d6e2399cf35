import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, unlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { OktsecError } from '../../errors.ts';
import { publicPem, rawOfPem, type SecretKey, secretKeyOf, secretPem } from '../../identity/ed25519.ts';
import type { RefusedKey } from '../../identity/keyring.ts';
import { makeFolder } from '../../machine/make-folder.ts';
import { createWhole } from '../../machine/whole-file.ts';
import { keyNameHint } from '../../message/words/agent-name.ts';
import { replaceFile } from '../atomic.ts';
import { codeOf, reason, refuseForeign } from '../home.ts';

const MAX_KEY_BYTES = 64 * 1024;

export type KeyFolder = {
  /** By agent, in the order of the names. */
  readonly keys: readonly { readonly agent: string; readonly raw: Uint8Array }[];
  readonly refused: readonly RefusedKey[];
};

/** Checks a name before any file is touched [104]. @throws OktsecError `agent_name` */
export function checkKeyName(agent: string): void {
  const hint = keyNameHint(agent);
  if (hint !== undefined) throw new OktsecError('agent_name', `"${agent}" is no name for an agent's key`, { hint });
}

/** Every `NAME.pub` of a folder. What is no public key is named and left out [117]. @throws OktsecError `keys` */
export function readKeyFolder(folder: string): KeyFolder {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.pub'));
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return { keys: [], refused: [] };
    throw new OktsecError('keys', `the keys in ${folder} cannot be read: ${reason(cause)}`, { cause });
  }
  const keys: { agent: string; raw: Uint8Array }[] = [];
  const refused: RefusedKey[] = [];
  for (const name of names.sort()) {
    const agent = name.slice(0, -'.pub'.length);
    try {
      checkKeyName(agent);
      keys.push({ agent, raw: readPublicKey(join(folder, name)) });
    } catch (error) {
      if (!(error instanceof OktsecError)) throw error;
      refused.push({ name: agent, why: error.message });
    }
  }
  return { keys, refused };
}

/** The raw 32 bytes of a public key's file. @throws OktsecError `key_file` */
export function readPublicKey(path: string): Uint8Array {
  const raw = rawOfPem(readKeyFile(path, 'public'));
  if (raw === undefined) {
    throw new OktsecError('key_file', `${path} holds no Ed25519 public key`, {
      hint: 'it is PEM and begins with -----BEGIN PUBLIC KEY-----',
    });
  }
  return raw;
}

/** A private key, from a file that nobody else may read [232]. @throws OktsecError `key_file` */
export function readSecretKey(path: string): SecretKey {
  const text = readKeyFile(path, 'private');
  let secret: SecretKey | undefined;
  try {
    secret = secretKeyOf(text);
  } catch {}
  if (secret === undefined) throw new OktsecError('key_file', `${path} holds no Ed25519 private key`);
  return secret;
}

/**
 * Writes NAME.key (0600) and NAME.pub (0644), making the folder (0700) where there is none.
 * @throws OktsecError `key_exists` unless `force`, `agent_name`, `keys`
 */
export function writeKeyPair(
  folder: string,
  agent: string,
  secret: SecretKey,
  options: { readonly force?: boolean } = {},
): { readonly keyPath: string; readonly pubPath: string } {
  checkKeyName(agent);
  const keyPath = join(folder, `${agent}.key`);
  const pubPath = join(folder, `${agent}.pub`);
  try {
    makeFolder(folder);
    if (options.force) {
      for (const path of [keyPath, pubPath]) unlinkIfThere(path);
    }
    // What stands there is never overwritten, and a link is never followed [233].
    createWhole(keyPath, secretPem(secret));
    try {
      createWhole(pubPath, publicPem(secret.public), 0o644);
    } catch (error) {
      unlinkSync(keyPath);
      throw error;
    }
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') {
      throw new OktsecError('key_exists', `there is a key of "${agent}" in ${folder} already`, {
        hint: `oktsec keys rotate --agent ${agent} replaces it; keygen --force forgets it`,
      });
    }
    throw new OktsecError('keys', `no key can be written to ${folder}: ${reason(cause)}`, { cause });
  }
  return { keyPath, pubPath };
}

/** A new pair in place of the one that stands there; each file is the old or the new one, never a torn one. */
export function replaceKeyPair(folder: string, agent: string, secret: SecretKey): void {
  checkKeyName(agent);
  writePublicKey(folder, agent, publicPem(secret.public));
  try {
    replaceFile(join(folder, `${agent}.key`), secretPem(secret), 0o600);
  } catch (cause) {
    throw new OktsecError('keys', `no key can be written to ${folder}: ${reason(cause)}`, { cause });
  }
}

/** Puts a public key beside the others, in place of the one that stands there. @throws OktsecError `agent_name`, `keys` */
export function writePublicKey(folder: string, agent: string, pem: string): string {
  checkKeyName(agent);
  const path = join(folder, `${agent}.pub`);
  try {
    makeFolder(folder);
    replaceFile(path, pem, 0o644);
  } catch (cause) {
    throw new OktsecError('keys', `${path} cannot be written: ${reason(cause)}`, { cause });
  }
  return path;
}

/**
 * Opened without following a link and looked at after it was opened, so that nothing can be exchanged between the look
 * and the reading [232].
 */
function readKeyFile(path: string, kind: 'public' | 'private'): string {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (cause) {
    const missing = kind === 'private' && codeOf(cause) === 'ENOENT';
    throw new OktsecError('key_file', `${path} cannot be read: ${reason(cause)}`, {
      cause,
      ...(missing ? { hint: `oktsec keygen --agent ${basename(path, '.key')} makes a key pair` } : {}),
    });
  }
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) throw new OktsecError('key_file', `${path} is no ordinary file`);
    if (stat.size > MAX_KEY_BYTES) throw new OktsecError('key_file', `${path} is larger than 64 KiB`);
    refuseForeign(path, stat, 'key_file', path);
    if (kind === 'private' && process.platform !== 'win32' && (stat.mode & 0o077) !== 0) {
      throw new OktsecError('key_file', `${path} can be read by other users`, { hint: `chmod 600 ${path}` });
    }
    return readFileSync(fd, 'utf8');
  } finally {
    closeSync(fd);
  }
}

function unlinkIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}
