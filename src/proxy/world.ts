import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { elapsedMillis } from '../machine/clock.ts';
import { userHome } from '../machine/user-home.ts';
import { newReference } from '../message/words/crockford.ts';
import type { Surroundings } from './session/recording/rows.ts';
import { plainSha256 } from './sha256.ts';

type Crypto = typeof import('node:crypto');
let loaded: Crypto | undefined;
/** Up to here our own SHA-256 is quicker than loading the system's; and than calling it, which crosses into it and back. */
const PLAIN_BYTES = 8192;
const SHORT_BYTES = 300;

/** Loads what hashes fast, which takes some milliseconds: to be called when nobody waits. Asked for earlier it is there too. */
export function loadCrypto(): Crypto {
  loaded ??= process.getBuiltinModule('node:crypto');
  return loaded;
}

/** Clock, references and hashes of this process. */
export function realWorld(): Surroundings {
  return {
    now: () => Date.now() * 1000,
    elapsed: () => Math.round(elapsedMillis() * 1000),
    ref: reference,
    random: () => loadCrypto().randomBytes(16).toString('hex'),
    hash: sha256,
    realPath,
    hasher: () => {
      const sum = loadCrypto().createHash('sha256');
      return { update: (bytes) => void sum.update(bytes), digest: () => sum.digest() };
    },
  };
}

/**
 * Links are followed; what does not exist yet lies where its deepest existing folder does [102]. Undefined also where `..` leads
 * out of a link: to the one above the folder that was linked, as the system reads it, or above the link, as many servers do.
 */
export function realPath(path: string): string | undefined {
  const written = path.replace(/^~(?=\/|$)/, userHome());
  const real = realOf(resolve(written));
  if (process.platform === 'win32' || !written.split('/').includes('..')) return real;
  return asTheSystemReads(written) === real ? real : undefined;
}

/** A step at a time, so that `..` is what is above the folder that was reached. */
function asTheSystemReads(path: string): string | undefined {
  let reached: string | undefined = path.startsWith('/') ? '/' : realOf(process.cwd());
  for (const step of path.split('/')) {
    if (reached === undefined) return undefined;
    if (step === '..') reached = dirname(reached);
    else if (step !== '' && step !== '.') reached = realOf(join(reached, step));
  }
  return reached;
}

function realOf(whole: string): string | undefined {
  for (let folder = whole, rest = ''; ; ) {
    try {
      return join(realpathSync(folder), rest);
    } catch (error) {
      const missing = (error as NodeJS.ErrnoException).code;
      if ((missing !== 'ENOENT' && missing !== 'ENOTDIR') || dirname(folder) === folder) return undefined;
      // A link that leads nowhere yet may lead anywhere once it is followed.
      if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return undefined;
      rest = join(basename(folder), rest);
      folder = dirname(folder);
    }
  }
}

export function sha256(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= (loaded === undefined ? PLAIN_BYTES : SHORT_BYTES)) return plainSha256(bytes);
  return loadCrypto().hash('sha256', bytes, 'buffer');
}

/** Six characters of Crockford base32, one of them a letter at least: digits alone are a row's sequence number. */
export function reference(): string {
  return newReference(6, loadCrypto().randomBytes);
}

/** Shells and our own guard stand between a client and us: the client is the first ancestor that is none of these. */
const BETWEEN = /^(?:sh|dash|bash|zsh|ash|busybox|cmd\.exe)$/;
const OURS = /(?:^|\0)[^\0]*oktsec\.js\0proxy\0/;
const MAX_HOPS = 4;

/**
 * The client session, 16 hex digits: hash of the client process's id, its start time and the boot id, so that a reused
 * process id is another session. Where there is no /proc, the parent's id alone.
 */
export function clientSession(): string {
  let pid = process.ppid;
  for (let hop = 0; hop < MAX_HOPS; hop += 1) {
    const stat = fieldsOf(pid);
    if (stat === undefined || !(BETWEEN.test(stat.name) || OURS.test(read(`/proc/${pid}/cmdline`)))) break;
    pid = stat.parent;
  }
  return sessionOf(pid);
}

/** What the session of a client is called that is this process. */
export function sessionOf(pid: number): string {
  const boot = read('/proc/sys/kernel/random/boot_id').trim();
  const identity = `${pid} ${fieldsOf(pid)?.started ?? ''} ${boot}`;
  return Buffer.from(sha256(Buffer.from(identity))).toString('hex', 0, 8);
}

function fieldsOf(pid: number): { name: string; parent: number; started: string } | undefined {
  const stat = read(`/proc/${pid}/stat`);
  const open = stat.indexOf('(');
  const close = stat.lastIndexOf(')');
  if (open < 0 || close < 0) return undefined;
  const rest = stat.slice(close + 2).split(' ');
  return { name: stat.slice(open + 1, close), parent: Number(rest[1]), started: rest[19] ?? '' };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
