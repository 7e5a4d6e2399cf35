// Bundles our own code, one CJS chunk per entry and per lazily loaded part, and compiles the rules. Libraries stay
// outside: each is loaded by the command that needs it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import manifest from '../package.json' with { type: 'json' };
import { bake } from './bake-rules.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
// Built beside and swapped in at the end, so that a build that fails leaves what worked.
const dist = mkdtempSync(join(root, '.dist-'));
const libraries = Object.keys(manifest.dependencies);
const external = [/^node:/, ...libraries.map((name) => new RegExp(`^${name}(/|$)`))];
const define = { 'process.env.OKTSEC_VERSION': JSON.stringify(manifest.version) };

process.on('exit', () => rmSync(dist, { recursive: true, force: true }));

const commands = await rolldown({
  input: {
    proxy: join(root, 'src/proxy-main.ts'),
    cli: join(root, 'src/cli.ts'),
    'demo-notes': join(root, 'src/demo/servers/notes.ts'),
    'demo-weather': join(root, 'src/demo/servers/weather.ts'),
  },
  platform: 'node',
  external,
  transform: { define: { ...define, 'import.meta.main': 'false' } },
});
await commands.write({
  dir: dist,
  format: 'cjs',
  minify: 'dce-only',
  entryFileNames: '[name].cjs',
  chunkFileNames: '[name]-[hash].cjs',
});

const library = await rolldown({
  input: { index: join(root, 'src/index.ts') },
  platform: 'node',
  external,
  transform: { define },
});
await library.write({ dir: dist, format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'index-[hash].js' });

bake(dist);

const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.types.json'), '--outDir', join(dist, 'types')], {
  stdio: 'inherit',
});

rmSync(join(root, 'dist'), { recursive: true, force: true });
renameSync(dist, join(root, 'dist'));
