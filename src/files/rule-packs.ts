import { lstatSync, readdirSync, readFileSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import { OktsecError } from '../errors.ts';
import type { Rule } from '../rules/rule.ts';
import { loadRuleSet, type RuleSet } from '../rules/rule-set.ts';

const TABLE = 'rules.bin';
const MAX_FILES = 200;

/** The rules that come with oktsec, and `tables` of the user's added to them. @throws OktsecError `rules_missing` */
export function loadBundled(...tables: readonly Uint8Array[]): RuleSet {
  return loadRuleSet(readBundled(), ...tables);
}

/** The compiled table of the bundled rules: beside the bundle that runs, or in `dist` of the source tree. */
export function readBundled(): Uint8Array {
  for (let folder = import.meta.dirname, up = 0; up < 4; folder = dirname(folder), up += 1) {
    for (const path of [join(folder, TABLE), join(folder, 'dist', TABLE)]) {
      try {
        return readFileSync(path);
      } catch (error) {
        if (!isMissing(error)) throw unreadable(path, error);
      }
    }
  }
  throw new OktsecError('rules_missing', 'the bundled rules are not there', { hint: 'npm rebuild oktsec' });
}

/**
 * Reads, checks and compiles the packs of the user's folders: every `*.yaml` and `*.yml` directly in them, in the order of
 * their names. The table holds these rules alone; `loadBundled(table)` adds them to the bundled ones. Loads the YAML parser.
 * @throws OktsecError naming file and line of the first fault; `rules_unsafe` for a folder or file others can write to
 */
export async function compilePacks(
  folders: readonly string[],
): Promise<{ readonly table: Uint8Array; readonly rules: readonly Rule[]; readonly files: readonly string[] }> {
  const { parsePack } = await import('../rules/parse.ts');
  const { compileRules } = await import('../rules/compile.ts');
  const files = folders.flatMap(packsIn);
  const bundled = new Map([...loadBundled().rules.keys()].map((id) => [id, 'the bundled rules']));
  const rules: Rule[] = [];
  for (const file of files) rules.push(...parsePack(readPack(file), file, bundled));
  return { table: compileRules(rules), rules, files };
}

/** The pack files of a folder, absolute when the folder is. @throws OktsecError `rules_unsafe`, `rules_unreadable` */
export function packsIn(folder: string): string[] {
  const stats = statOf(folder);
  if (!stats.isDirectory()) throw new OktsecError('rules_unreadable', `rules folder "${folder}" is no folder`);
  refuseForeign(folder, stats);
  const names = readdirSync(folder).filter((name) => /\.ya?ml$/i.test(name) && !name.startsWith('.'));
  if (names.length > MAX_FILES) throw new OktsecError('rules_too_many', `more than ${MAX_FILES} packs in "${folder}"`);
  return names.sort().map((name) => join(folder, name));
}

/** The text of one pack. @throws OktsecError `rules_unsafe`, `rules_unreadable`, `rules_too_large` */
export function readPack(path: string): string {
  const stats = statOf(path);
  if (!stats.isFile()) throw new OktsecError('rules_unreadable', `"${path}" is no ordinary file`);
  refuseForeign(path, stats);
  if (stats.size > 1_048_576) throw new OktsecError('rules_too_large', `${path}: larger than 1 MiB`);
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** Whoever can write rules can switch findings off. */
function refuseForeign(path: string, stats: Stats): void {
  const uid = process.getuid?.();
  if (uid === undefined) return;
  if (stats.uid !== uid && stats.uid !== 0) {
    throw new OktsecError('rules_unsafe', `"${path}" belongs to another user`, { hint: `chown ${uid} "${path}"` });
  }
  if ((stats.mode & 0o022) !== 0) {
    throw new OktsecError('rules_unsafe', `"${path}" can be written by others`, { hint: `chmod go-w "${path}"` });
  }
}

function statOf(path: string): Stats {
  try {
    return lstatSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, cause: unknown): OktsecError {
  const why = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable';
  return new OktsecError('rules_unreadable', `cannot read "${path}": ${why}`, { cause });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
