import { closeSync, lstatSync, mkdirSync, openSync, readFileSync, readSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Script } from 'node:vm';
import { replaceWhole } from '../machine/whole-file.ts';

const HEAD = Buffer.from('(function (exports, require, module, __filename, __dirname) {');
const TAIL = Buffer.from('\n})');

/** Of less it is not worth a file. */
const LEAST_BYTES = 8192;

type Compiled = { readonly script: Script; readonly file: string; readonly id: string; kept: boolean };
type Run = (
  exports: unknown,
  require: (id: string) => unknown,
  module: NodeJS.Module,
  filename: string,
  dirname: string,
) => void;

/**
 * Keeps what V8 makes of our own code in the home, so that the next start need not make it again; what is loaded from now on
 * comes from there. Unlike in Node's own cache, functions that have run are in it. What loads is code: only a folder that is
 * ours and that nobody else can even list will do. Never throws: without it a start takes some milliseconds longer.
 * @returns keeps what is compiled by now and was not kept before. To be called when nobody waits, it takes a few milliseconds;
 * and before more has run than a start needs, for all of it is read at the next one
 */
export function keepCompiledCode(home: string): () => void {
  const folder = folderIn(home);
  if (folder === undefined) return () => {};
  const { extensions } = process.getBuiltinModule('node:module').createRequire(import.meta.url);
  const compiled: Compiled[] = [];
  extensions['.cjs'] = (module, path) => {
    const one = dirname(path) === import.meta.dirname ? compile(path, folder) : undefined;
    if (one === undefined) {
      extensions['.js']?.(module, path);
      return;
    }
    compiled.push(one);
    const run = one.script.runInThisContext() as Run;
    run(module.exports, (id) => module.require(id), module, path, dirname(path));
  };
  return () => {
    for (const one of compiled) if (!one.kept) keep(one);
  };
}

/** The folder for it, made when it is missing; nothing outside of a home that exists. */
function folderIn(home: string): string | undefined {
  if (process.platform === 'win32') return undefined;
  try {
    // Who may write the home can put another folder in the place of ours.
    if (!isOurs(lstatSync(home), 0o022)) return undefined;
    const cache = privateFolder(join(home, 'cache'));
    return cache === undefined ? undefined : privateFolder(join(cache, 'code'));
  } catch {
    return undefined;
  }
}

/** Undefined when others could put something into it. */
function privateFolder(path: string): string | undefined {
  if (!lstatSync(path, { throwIfNoEntry: false })) mkdirSync(path, { mode: 0o700 });
  return isOurs(lstatSync(path), 0o077) ? path : undefined;
}

/** A folder of ours, no link to one, where others may nothing of these bits. */
function isOurs(stat: Stats, forbidden: number): boolean {
  return stat.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & forbidden) === 0;
}

/** One of our own chunks: ASCII alone, as the build writes it, and another name for another text. */
function compile(path: string, folder: string): Compiled | undefined {
  try {
    const { Script, constants } = process.getBuiltinModule('node:vm');
    const { size } = statSync(path);
    if (size < LEAST_BYTES) return undefined;
    const id = `\n${basename(path)} ${size} ${process.version} ${process.arch} ${tag()}\n`;
    const file = join(folder, `${basename(path).replace(/-[\w-]{8}\.cjs$/, '')}.bin`);
    const cachedData = readKept(file, id);
    const script = new Script(asFunction(path, size), {
      filename: path,
      columnOffset: -HEAD.length,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      ...(cachedData && { cachedData }),
    });
    return { script, file, id, kept: cachedData !== undefined && script.cachedDataRejected === false };
  } catch {
    return undefined;
  }
}

/** The text of a chunk as that of a function, in one piece: put together of several it would be in memory twice. */
function asFunction(path: string, size: number): string {
  const bytes = Buffer.allocUnsafeSlow(HEAD.length + size + TAIL.length);
  HEAD.copy(bytes);
  const file = openSync(path, 'r');
  try {
    if (readSync(file, bytes, HEAD.length, size, 0) !== size) throw new Error(`${path} has changed`);
  } finally {
    closeSync(file);
  }
  TAIL.copy(bytes, HEAD.length + size);
  return bytes.toString('latin1');
}

/** V8's version and flags: code made under others is of no use. */
function tag(): number {
  return process.getBuiltinModule('node:v8').cachedDataVersionTag();
}

/** V8 trusts what it is given: two copies that are the same were not damaged. */
function readKept(file: string, id: string): Buffer | undefined {
  try {
    const bytes = readFileSync(file);
    const half = (bytes.length - id.length) / 2;
    if (half < 0 || bytes.toString('latin1', 2 * half) !== id) return undefined;
    const data = bytes.subarray(0, half);
    return data.equals(bytes.subarray(half, 2 * half)) ? data : undefined;
  } catch {
    return undefined;
  }
}

function keep(one: Compiled): void {
  const { script, file, id } = one;
  // Flags have changed since: the next start would not take it.
  if (!id.endsWith(` ${tag()}\n`)) return;
  one.kept = true;
  try {
    const data = script.createCachedData();
    replaceWhole(file, `${file}.${process.pid}`, Buffer.concat([data, data, Buffer.from(id)]));
  } catch {}
}
