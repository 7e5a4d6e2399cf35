import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { World } from './world.ts';

/** Runs a command on a terminal of so many rows, with a pager that keeps what it was given. */
async function onTerminal(argv: readonly string[], rows: number, env: Readonly<Record<string, string>> = {}) {
  const world = new World();
  const file = join(world.cwd, 'paged');
  const ran = await world.run(argv, { columns: 100, rows, env: { PAGER: `cat > '${file}'`, ...env } });
  return { ...ran, pages: existsSync(file) ? readFileSync(file, 'utf8') : undefined };
}

test('what is longer than the terminal goes through $PAGER, whole', async () => {
  const plain = await new World().run(['rules', '--no-color'], { columns: 100 });
  const { code, out, pages } = await onTerminal(['rules', '--no-color'], 10);
  expect({ code, out, pages }).toEqual({ code: 0, out: '', pages: plain.out });
});

test('what is not longer does not', async () => {
  const { out, pages } = await onTerminal(['rules', '--no-color'], 1000);
  expect(out).toContain('CRED-001');
  expect(pages).toBeUndefined();
});

test.each([
  ['PAGER is cat', ['rules'], { PAGER: 'cat' }],
  ['PAGER is empty', ['rules'], { PAGER: '' }],
  ['CI is set', ['rules'], { CI: 'true' }],
  ['what comes in is followed', ['logs', '--follow', '--limit', '0'], {}],
])('nothing is paged where %s', async (_, argv, env) => {
  expect((await onTerminal(argv, 5, env)).pages).toBeUndefined();
});

test('a pager that is left early is no error', async () => {
  const { code, err } = await onTerminal(['rules'], 10, { PAGER: 'head -1 > /dev/null' });
  expect({ code, err }).toEqual({ code: 0, err: '' });
});
