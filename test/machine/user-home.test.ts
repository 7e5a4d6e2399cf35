import { execFileSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { expect, test } from 'vitest';

/** As a process with this `$HOME` sees it. Nothing is read or written there. */
function homeWith(home: string): string {
  const module = new URL('../../src/machine/user-home.ts', import.meta.url).href;
  const script = `process.stdout.write((await import(${JSON.stringify(module)})).userHome())`;
  const env = { PATH: process.env.PATH, HOME: home };
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' });
}

test.each(['', 'relative', './here', '..'])(
  'with $HOME %j the home is no folder of the place where we were started',
  (home) => {
    expect(homeWith(home)).toBe(userInfo().homedir);
  },
);

test('an absolute $HOME counts', () => {
  expect(homeWith('/somewhere/else')).toBe('/somewhere/else');
});
