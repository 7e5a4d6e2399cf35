import { execFileSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';

/** Tests run what is published: dist/ is built once before them when a source is newer. */
export function setup(): void {
  const built = existsSync('dist/types/index.d.ts') ? statSync('dist/types/index.d.ts').mtimeMs : 0;
  const sources = ['package.json', ...globSync('{src,rules,scripts}/**/*.{ts,yaml,css}')];
  if (sources.some((path) => statSync(path).mtimeMs > built)) {
    execFileSync(process.execPath, ['scripts/build.ts'], { stdio: 'inherit' });
  }
}
