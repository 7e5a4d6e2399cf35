// Bundles our own code, one CJS chunk per entry and per lazily loaded part, and compiles the rules. Libraries stay
// outside: each is loaded by the command that needs it.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OutputAsset, type OutputChunk, type Plugin, rolldown } from 'rolldown';
import manifest from '../package.json' with { type: 'json' };
import { bakeMeanings } from './bake-meanings.ts';
import { bake } from './bake-rules.ts';
import { loadedWhenUsed } from './loaded-when-used.ts';
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

/** Modules that are loaded later, one after another: the parts of each that are not there by then are to be one chunk. */
type Late = {
  readonly paths: readonly [string, ...string[]];
  /** What imports it loads it when something of it is first used. */
  readonly whenUsed?: boolean;
};

/** One set of CJS chunks that shares nothing with the others: what starts often reads few files. */
async function bundle(input: Record<string, string>, ...late: readonly Late[]): Promise<void> {
  const imports: Imports = new Map();
  const used = new Set(late.flatMap(({ paths, whenUsed }) => (whenUsed ? paths : [])).map((path) => join(root, path)));
  const built = await rolldown({
    input: Object.fromEntries(Object.entries(input).map(([name, path]) => [name, join(root, path)])),
    platform: 'node',
    external,
    preserveEntrySignatures: 'allow-extension',
    plugins: [
      oneLine,
      importsInto(imports),
      loadedWhenUsed(late.flatMap(({ paths, whenUsed }) => (whenUsed ? [nameOf(paths[0])] : []))),
    ],
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
  const { output: first } = await built.generate(output);
  const { all: known, shared } = early(first);
  const part = (...paths: readonly string[]) => {
    const own = new Set(
      paths.flatMap((path) => [...reached(join(root, path), imports, used)]).filter((id) => !known.has(id)),
    );
    for (const id of own) known.add(id);
    return own;
  };
  const groups = late.map(({ paths }, place) => {
    const own = part(...paths);
    return { name: nameOf(paths[0]), test: (id: string) => own.has(id), priority: late.length - place };
  });
  // What an entry loads at once is one file beside it: finding, reading and compiling each takes time before the first answer.
  groups.push({ name: 'shared', test: (id) => shared.has(id), priority: late.length + 1 });
  spell(await built.write({ ...output, codeSplitting: { includeDependenciesRecursively: false, groups } }));
}

/** The modules that entries load at once, and those among them that they share with what is loaded later. */
function early(output: readonly (OutputChunk | OutputAsset)[]): {
  readonly all: Set<string>;
  readonly shared: Set<string>;
} {
  const chunks = output.filter((one) => one.type === 'chunk');
  const loaded = new Set(chunks.filter(({ isEntry }) => isEntry));
  // What is added here is looked at in its turn.
  for (const { imports } of loaded) for (const one of chunks) if (imports.includes(one.fileName)) loaded.add(one);
  const modules = (some: readonly OutputChunk[]) => new Set(some.flatMap(({ moduleIds }) => moduleIds));
  return { all: modules([...loaded]), shared: modules([...loaded].filter(({ isEntry }) => !isEntry)) };
}

/** By module, those it imports. */
type Imports = Map<string, readonly string[]>;

function importsInto(imports: Imports): Plugin {
  return {
    name: 'imports',
    buildEnd() {
      for (const id of this.getModuleIds()) imports.set(id, this.getModuleInfo(id)?.importedIds ?? []);
    },
  };
}

/** A module and all that is loaded with it. */
function reached(from: string, imports: Imports, used: ReadonlySet<string>, all = new Set<string>()): Set<string> {
  all.add(from);
  for (const id of imports.get(from) ?? []) if (!all.has(id) && !used.has(id)) reached(id, imports, used, all);
  return all;
}

/** `meanings` of `…/meanings/index.ts`, `scan` of `…/scan/scan.ts`. */
function nameOf(path: string): string {
  return path.replace(/^.*\/(?=[^/]*\/index)|\/index\.ts$|^.*\/(?!index)|\.ts$/g, '');
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

await bundle(
  { proxy: 'src/proxy-main.ts' },
  { paths: ['src/rules/scan/scan.ts'] },
  { paths: ['src/proxy-reader.ts'] },
  { paths: ['src/rules/detectors/meanings/agents/index.ts'], whenUsed: true },
  { paths: ['src/rules/detectors/meanings/index.ts'], whenUsed: true },
  { paths: ['src/rules/detectors/learned.ts', 'src/rules/learned/cues/cues.ts'], whenUsed: true },
  { paths: ['src/rules/detectors/index.ts'], whenUsed: true },
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
