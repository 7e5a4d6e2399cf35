// In a process of its own: milliseconds of loading the rules and of the first text of 2 KB, as a tool's result; with `warm`
// as a proxy has it, after its warm-up.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const { loadRuleSet, scanText, Work } = await import(join(root, 'src/rules/scan/scan.ts'));
const { warmUp } = await import(join(root, 'src/rules/scan/warm-up.ts'));
const bytes = readFileSync(join(root, 'dist/rules.bin'));
const text = readFileSync(process.argv[2], 'utf8');
const start = performance.now();
const set = loadRuleSet(bytes);
const loaded = performance.now();
if (process.argv[3] === 'warm') for (const _ of warmUp(set));
const begun = performance.now();
scanText(set, 'tool_result', text, new Work());
process.stdout.write(`${loaded - start} ${performance.now() - begun}`);
