// Bundles our own code, one CJS chunk per entry and per lazily loaded part, and compiles the rules. Libraries stay
// outside: each is loaded by the command that needs it.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OutputAsset, type OutputChunk, rolldown } from 'rolldown';
import manifest from '../package.json' with { type: 'json' };
import { bakeMeanings } from './bake-meanings.ts';
import { bake } from './bake-rules.ts';
import { meetingLiterals } from './meeting-literals.ts';
import { oneLine } from './one-line.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
// Built beside and swapped in at the end, so that a build that fails leaves what worked.
const dist = mkdtempSync(join(root, '.dist-'));
const libraries = Object.keys(manifest.dependencies);
const external = [/^node:/, ...libraries.map((name) => new RegExp(`^${name}(/|$)`))];
const configSources = globSync('src/{config,policy}/*.ts', { cwd: root }).sort();
const configHash = createHash('sha256');
for (const path of configSources) configHash.update(readFileSync(join(root, path)));
const define = {
  'process.env.OKTSEC_VERSION': JSON.stringify(manifest.version),
  'process.env.OKTSEC_CONFIG_BUILD': JSON.stringify(configHash.digest('hex').slice(0, 12)),
};

process.on('exit', () => rmSync(dist, { recursive: true, force: true }));

bakeMeanings();

/**
 * One set of CJS chunks that shares nothing with the others: what starts often reads few files.
 * @param late modules loaded later, one after another: the parts of each that are not there by then are to be one chunk, those
 * included that others load as well
 */
async function bundle(input: Record<string, string>, ...late: readonly string[]): Promise<void> {
  const built = await rolldown({
    input: Object.fromEntries(Object.entries(input).map(([name, path]) => [name, join(root, path)])),
    platform: 'node',
    external,
    preserveEntrySignatures: 'allow-extension',
    plugins: [oneLine],
    transform: { define: { ...define, 'import.meta.main': 'false' } },
  });
  const output = {
    dir: dist,
    format: 'cjs',
    minify: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: `${Object.keys(input)[0]}-[name]-[hash].cjs`,
  } as const;
  if (late.length === 0) {
    spell(await built.write(output));
    return;
  }
  const { output: chunks } = await built.generate(output);
  const groups = late.map((path, place) => {
    const parts = partsOf(chunks, join(root, path));
    return {
      name: path.replace(/^.*\/(?=[^/]*\/index)|\/index\.ts$|^.*\/(?!index)|\.ts$/g, ''),
      test: (id: string) => parts.has(id),
      priority: late.length - place,
    };
  });
  // What an entry loads at once is one file beside it: finding, reading and compiling each takes time before the first answer.
  const shared = sharedOf(chunks);
  groups.push({ name: 'shared', test: (id) => shared.has(id), priority: late.length + 1 });
  spell(await built.write({ ...output, codeSplitting: { includeDependenciesRecursively: false, groups } }));
}

/**
 * Writes regular expressions so that they take less machine code, and what is not ASCII as escapes: a text of one byte a character is read
 * faster and takes half the memory.
 */
function spell({ output }: { readonly output: readonly (OutputChunk | OutputAsset)[] }): void {
  for (const one of output) {
    if (one.type !== 'chunk') continue;
    if (/String\.raw`[^`]*[^\0-\x7f`]/.test(one.code))
      throw new Error(`${one.fileName}: a raw text holds more than ASCII`);
    const code = meetingLiterals(one.fileName, one.code).replace(
      /[^\0-\x7f]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    writeFileSync(join(dist, one.fileName), code);
  }
}

/** The modules that entries load at once and share with what is loaded later. */
function sharedOf(output: readonly (OutputChunk | OutputAsset)[]): Set<string> {
  const chunks = output.filter((one) => one.type === 'chunk');
  const entries = chunks.filter(({ isEntry }) => isEntry);
  const early = new Set(entries.flatMap((entry) => [...reachedFrom(entry, chunks)]));
  return new Set([...early].filter(({ isEntry }) => !isEntry).flatMap(({ moduleIds }) => moduleIds));
}

/** The chunk itself and all that is loaded with it. */
function reachedFrom(from: OutputChunk, all: readonly OutputChunk[], known = new Set<OutputChunk>()): Set<OutputChunk> {
  known.add(from);
  for (const chunk of all) {
    if (from.imports.includes(chunk.fileName) && !known.has(chunk)) reachedFrom(chunk, all, known);
  }
  return known;
}

/** The modules of every chunk that comes with a module loaded later, but not with an entry. */
function partsOf(output: readonly (OutputChunk | OutputAsset)[], late: string): Set<string> {
  const all = output.filter((one) => one.type === 'chunk');
  const early = new Set(all.filter(({ isEntry }) => isEntry).flatMap((entry) => [...reachedFrom(entry, all)]));
  const first = all.find(({ moduleIds }) => moduleIds.includes(late));
  if (first === undefined || early.has(first)) throw new Error(`${late} is loaded at once`);
  return new Set([...reachedFrom(first, all)].filter((one) => !early.has(one)).flatMap(({ moduleIds }) => moduleIds));
}

await bundle(
  { proxy: 'src/proxy-main.ts' },
  'src/rules/detectors/meanings/asked.ts',
  'src/rules/detectors/meanings/index.ts',
  'src/rules/detectors/index.ts',
  'src/rules/scan/scan.ts',
  'src/proxy-reader.ts',
);
await bundle({ cli: 'src/cli.ts' });
for (const name of ['github', 'market', 'notes', 'slack', 'weather']) {
  await bundle({ [`demo-${name}`]: `src/demo/servers/${name}.ts` });
}

const library = await rolldown({
  input: { index: join(root, 'src/index.ts') },
  platform: 'node',
  external,
  plugins: [oneLine],
  transform: { define },
});
await library.write({ dir: dist, format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'index-[hash].js' });

const files = join(dist, 'dashboard-files');
mkdirSync(files);
const script = await rolldown({ input: join(root, 'src/dashboard/browser/main.ts'), platform: 'browser' });
await script.write({ file: join(files, 'oktsec.js'), format: 'iife', minify: true });
// The base comes first; the other sheets do not build on each other.
const sheets = globSync('src/dashboard/style/*.css', { cwd: root }).sort(
  (a, b) => Number(b.endsWith('/base.css')) - Number(a.endsWith('/base.css')) || (a < b ? -1 : 1),
);
writeFileSync(join(files, 'oktsec.css'), sheets.map((path) => readFileSync(join(root, path), 'utf8')).join('\n'));

bake(dist);

const manual = `require(${JSON.stringify(join(dist, 'cli.cjs'))}).main()`;
const page = execFileSync(process.execPath, ['-e', manual, '--', 'oktsec', 'help', '--man'], { encoding: 'utf8' });
writeFileSync(join(dist, 'oktsec.1'), page);

const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.types.json'), '--outDir', join(dist, 'types')], {
  stdio: 'inherit',
});

// A temporary folder is its maker's alone; what is built is for every user of this installation.
chmodSync(dist, 0o755);
rmSync(join(root, 'dist'), { recursive: true, force: true });
renameSync(dist, join(root, 'dist'));
