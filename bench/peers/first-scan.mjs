// In a process of its own: milliseconds of loading the rules and of the first text of 2 KB, as a tool's result.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const { loadRuleSet, scanText, Work } = await import(join(root, 'src/rules/scan.ts'));
const bytes = readFileSync(join(root, 'dist/rules.bin'));
const text = readFileSync(process.argv[2], 'utf8');
const start = performance.now();
const set = loadRuleSet(bytes);
const loaded = performance.now();
scanText(set, 'tool_result', text, new Work());
process.stdout.write(`${loaded - start} ${performance.now() - loaded}`);
