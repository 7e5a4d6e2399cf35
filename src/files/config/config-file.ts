import { readFileSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { type Config, DEFAULTS } from '../../config/config.ts';
import { OktsecError } from '../../errors.ts';
import { configBuild } from '../../version.ts';
import { checkHome, reason } from '../home.ts';
import { findConfig, likelyHome, type Place, type Request } from './find-config.ts';
import { packsIn } from './rule-folders.ts';

/** One compiled state of config and rules. Plain JSON; what runs is always exactly one of these. */
export type Snapshot = {
  readonly format: typeof FORMAT;
  /** Of oktsec. */
  readonly version: string;
  readonly path?: string | undefined;
  /** The config's text: equal text is fresh, without a hash or a YAML parser. */
  readonly source: string;
  /** Paths in it are absolute. */
  readonly config: Config;
  /** Absolute. */
  readonly home: string;
  /** The rule files of the user's folders, as they were. */
  readonly packs: readonly PackFile[];
  /** Absolute path of the compiled rules; absent: the bundled ones alone. */
  readonly table?: string | undefined;
  /** The compiled rules themselves, where the home could not take them; never written. */
  readonly unstored?: Uint8Array | undefined;
  /** SHA-256 over the text and the compiled rules, lower-case hex; empty for the built-in defaults. */
  readonly hash: string;
  /** The keys in which it is looser than the config that stood before it; who compiles it knows both. */
  readonly looser?: readonly string[] | undefined;
};
export type PackFile = { readonly path: string; readonly size: number; readonly mtimeMs: number };

export type Opened = {
  readonly snapshot: Snapshot;
  readonly place: Place;
  /** Why something older stands in for what is on disk: for each one `config_error` row and one line on stderr. */
  readonly problems: readonly OktsecError[];
};

export const FORMAT = 2;

/**
 * The snapshot for what is on disk now, from the cache: reads JSON and loads no library. Undefined when there is none
 * that fits; then `compile-snapshot.ts` makes it.
 * @throws OktsecError as `findConfig`
 */
export function openFast(request: Request): Opened | undefined {
  const place = findConfig(request);
  if (place.path === undefined) return { snapshot: builtIn(place.home), place, problems: [] };
  const source = readConfig(place.path);
  const home = likelyHome(source, place, request.userHome);
  if (home !== place.home) checkHome(home);
  const snapshot = readSnapshot(home, place.path);
  if (snapshot?.version !== configBuild() || snapshot.source !== source) return undefined;
  return arePacksFresh(snapshot) ? { snapshot, place, problems: [] } : undefined;
}

/**
 * A short text that differs once the config, its rule files, or which config counts may have changed: for a poll once
 * a second. Never throws.
 */
export function stamp(request: Request, snapshot: Snapshot): string {
  let config: string;
  try {
    config = findConfig(request).path ?? '';
  } catch (error) {
    config = error instanceof OktsecError ? error.message : 'unreadable';
  }
  const paths = [config, ...snapshot.config.rulesDirs, ...snapshot.packs.map(({ path }) => path)];
  return paths.map(stampOf).join('\n');
}

/** What stands where no config file does. `home` is absolute. */
export function builtIn(home: string): Snapshot {
  return { format: FORMAT, version: configBuild(), source: '', config: DEFAULTS, home, packs: [], hash: '' };
}

/** The config's text. @throws OktsecError `config` */
export function readConfig(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new OktsecError('config', `the config ${path} cannot be read: ${reason(cause)}`, { cause });
  }
}

/** The snapshot that was last compiled for a config, whether or not it is fresh. */
export function readSnapshot(home: string, path: string): Snapshot | undefined {
  try {
    const snapshot = JSON.parse(readFileSync(snapshotPath(home, path), 'utf8')) as Snapshot;
    // It lies in our own folder, which nobody else can write; what is checked is that it is this one and readable.
    const fits = snapshot.format === FORMAT && snapshot.path === path && snapshot.home === home;
    return fits && (snapshot.table === undefined || isFile(snapshot.table)) ? snapshot : undefined;
  } catch {
    return undefined;
  }
}

export function snapshotPath(home: string, path: string): string {
  return join(home, 'cache', `config-${keyOf(path)}.json`);
}

/** A file name for a config's path. Two paths that met in one would only compile again: the path is in the snapshot. */
export function keyOf(path: string): string {
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  for (let i = 0; i < path.length; i += 1) {
    const unit = path.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul((b << 5) ^ (b >>> 3) ^ unit, 0x85ebca6b);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}

/** The same files as then, neither more nor fewer. What cannot be listed is not fresh: compiling it says why. */
function arePacksFresh({ config, packs }: Snapshot): boolean {
  if (config.rulesDirs.length === 0) return true;
  try {
    const now = packFiles(config.rulesDirs.flatMap(packsIn));
    return JSON.stringify(now) === JSON.stringify(packs);
  } catch {
    return false;
  }
}

/** How rule files stand on disk. @throws the system's error */
export function packFiles(paths: readonly string[]): PackFile[] {
  return paths.map((path) => {
    const { size, mtimeMs } = statSync(path);
    return { path, size, mtimeMs };
  });
}

function stampOf(path: string): string {
  try {
    const stat = path === '' ? undefined : statSync(path, { throwIfNoEntry: false });
    return stat ? `${path} ${stat.mtimeMs} ${stat.size} ${stat.ino}` : path;
  } catch {
    return path;
  }
}

function isFile(path: string): boolean {
  return isAbsolute(path) && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
