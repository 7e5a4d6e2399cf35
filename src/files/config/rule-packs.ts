import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OktsecError } from '../../errors.ts';
import type { Rule } from '../../rules/rule.ts';
import { loadRuleSet, type RuleSet } from '../../rules/rule-set.ts';
import { reason } from '../home.ts';
import type { Snapshot } from './config-file.ts';
import { isMissing, packsIn, readPack, unreadable } from './rule-folders.ts';

const TABLE = 'rules.bin';

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
  const { parsePack } = await import('../../rules/parse.ts');
  const { compileRules } = await import('../../rules/table/compile.ts');
  const files = folders.flatMap(packsIn);
  const bundled = new Map([...loadBundled().rules.keys()].map((id) => [id, 'the bundled rules']));
  const rules: Rule[] = [];
  for (const file of files) rules.push(...parsePack(readPack(file), file, bundled, () => performance.now()));
  return { table: compileRules(rules), rules, files };
}

/** The rules that stand: the bundled ones and those of the user's folders. @throws OktsecError */
export function rulesOf(snapshot: Snapshot): RuleSet {
  if (snapshot.unstored) return loadBundled(snapshot.unstored);
  if (snapshot.table === undefined) return loadBundled();
  try {
    return loadBundled(readFileSync(snapshot.table));
  } catch (cause) {
    if (cause instanceof OktsecError) throw cause;
    throw new OktsecError('rules_unreadable', `cannot read "${snapshot.table}": ${reason(cause)}`, { cause });
  }
}

/**
 * The bundled rules as they were written, with their examples: read from the packs beside the compiled table. Loads the YAML
 * parser. @throws OktsecError `rules_missing`
 */
export async function readBundledPacks(): Promise<Rule[]> {
  const { parsePack } = await import('../../rules/parse.ts');
  for (let folder = import.meta.dirname, up = 0; up < 4; folder = dirname(folder), up += 1) {
    const packs = join(folder, 'rules');
    // The sources have a folder of that name too.
    if (!existsSync(join(packs, 'credentials.yaml'))) continue;
    const taken = new Map<string, string>();
    return packsIn(packs).flatMap((file) => parsePack(readPack(file), file, taken));
  }
  throw new OktsecError('rules_missing', 'the bundled rules are not there', { hint: 'npm rebuild oktsec' });
}
