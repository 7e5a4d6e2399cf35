import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type Sqlite from 'better-sqlite3';

type Constructor = typeof Sqlite;

const load = createRequire(import.meta.url);
let library: Constructor | undefined;
let addon: object | undefined;

/** Loads SQLite's library and, a step of its own, its native half: each takes milliseconds. */
export function* loadingSqlite(): Generator<void, void> {
  if (library !== undefined) return;
  const loaded = load('better-sqlite3') as Constructor;
  yield;
  addon = prebuiltAddon();
  library = loaded;
}

/**
 * Where the prebuilt file is known for sure it is opened directly; elsewhere (musl, odd platforms) better-sqlite3 finds
 * it at the first open.
 */
function prebuiltAddon(): object | undefined {
  if (mayBeMusl()) return undefined;
  try {
    const root = dirname(load.resolve('better-sqlite3/package.json'));
    const holder: { exports: object } = { exports: {} };
    process.dlopen(holder, join(root, 'prebuilds', `${process.platform}-${process.arch}.node`));
    return holder.exports;
  } catch {
    return undefined;
  }
}

export type OpenOptions = {
  readonly readonly?: boolean;
  /** How long a call waits for a lock, in milliseconds. */
  readonly waitMillis: number;
  readonly mustExist?: boolean;
};

/** @throws SQLite's error */
export function openDatabase(path: string, options: OpenOptions): Sqlite.Database {
  for (const _ of loadingSqlite());
  return new library!(path, {
    readonly: options.readonly ?? false,
    fileMustExist: options.mustExist ?? false,
    timeout: options.waitMillis,
    // The library takes the addon itself as well as its path; its types know the path only.
    ...(addon === undefined ? {} : { nativeBinding: addon as unknown as string }),
  });
}

function mayBeMusl(): boolean {
  if (process.platform !== 'linux') return false;
  const arch = process.arch === 'x64' ? 'x86_64' : 'aarch64';
  return existsSync(`/lib/ld-musl-${arch}.so.1`);
}
