import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parsePack } from '../src/rules/parse.ts';
import type { Rule } from '../src/rules/rule.ts';
import { compileRules } from '../src/rules/table/compile.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Compiles the packs of `rules/` into `rules.bin` of a folder. @throws OktsecError naming file and line of the first fault */
export function bake(into: string = join(root, 'dist')): void {
  const folder = join(root, 'rules');
  const taken = new Map<string, string>();
  const rules: Rule[] = [];
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()) {
    rules.push(...parsePack(readFileSync(join(folder, name), 'utf8'), `rules/${name}`, taken, () => performance.now()));
  }
  mkdirSync(into, { recursive: true });
  writeFileSync(join(into, 'rules.bin'), compileRules(rules, true));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) bake();
