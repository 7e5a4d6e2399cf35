import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/sqlite.ts';
import { newHome } from '../fixtures/store/home.ts';
import { Pty } from '../tui/pty.ts';
import { World } from './world.ts';

const cli = fileURLToPath(new URL('../../bin/oktsec.js', import.meta.url));
const seed = fileURLToPath(new URL('../fixtures/quarantine/seed.ts', import.meta.url));
const hasPty = process.platform === 'linux' && existsSync('/usr/bin/script');
const LEFT = '\u001b[?1049l';
const CURSOR = '\u001b[?25h';

async function reviewing(items: number): Promise<{ home: string; pty: Pty }> {
  const home = newHome();
  mkdirSync(home, { recursive: true, mode: 0o700 });
  writeFileSync(join(home, 'oktsec.yaml'), 'version: "1"\nmode: enforce\n', { mode: 0o600 });
  if (items > 0) await promisify(execFile)(process.execPath, [seed, home, String(items)]);
  const pty = new Pty(`"${process.execPath}" "${cli}" --home "${home}" quarantine review`, { HOME: home });
  return { home, pty };
}

function statuses(home: string): Record<string, string> {
  const store = openStore(home);
  const items = store.quarantine();
  store.close();
  return Object.fromEntries(
    items.map(({ ref, status, note, masked }) => [ref, [status, masked ? 'masked' : '', note].join(' ').trim()]),
  );
}

// Where there is no pseudo terminal (util-linux `script`) only the screen as a value is tested.
describe.skipIf(!hasPty)('in a terminal', () => {
  test('items are rejected, approved and approved masked by key, with a note, and the terminal is left clean', async () => {
    const { home, pty } = await reviewing(3);
    await pty.shows('3 held');
    pty.keys('r');
    await pty.shows('rejected by');
    pty.keys('nmy own card\r');
    await pty.shows('the note goes with the decision');
    pty.keys('m');
    await pty.shows('type MASKED');
    pty.keys('APPROVE\r');
    await pty.shows('not MASKED: nothing was changed');
    pty.keys('m');
    await pty.shows('type MASKED');
    pty.keys('MASKED\r');
    await pty.shows('approved, masked');
    pty.keys('a');
    await pty.shows('type APPROVE');
    pty.keys('APPROVE\r');
    await pty.shows('nothing is held');
    pty.keys('q');
    expect(await pty.ended).toBe(0);
    expect(statuses(home)).toEqual({ H3LDA4: 'rejected', H3LDA3: 'approved masked my own card', H3LDA2: 'approved' });
    expect(pty.all.lastIndexOf(LEFT)).toBeGreaterThan(pty.all.lastIndexOf('\u001b[?1049h'));
    expect(pty.all.lastIndexOf(CURSOR)).toBeGreaterThan(pty.all.lastIndexOf('\u001b[?25l'));
  }, 60_000);

  test.each([
    ['ctrl-c', ''],
    ['SIGTERM', 'SIGTERM'],
  ] as const)(
    '%s leaves the terminal clean and settles nothing',
    async (_, signal) => {
      const { home, pty } = await reviewing(1);
      await pty.shows('1 held');
      if (signal === '') pty.keys('\u0003');
      else process.kill(pty.pid, signal);
      await pty.ended;
      expect(pty.all).toContain(LEFT);
      expect(pty.all.lastIndexOf(CURSOR)).toBeGreaterThan(pty.all.lastIndexOf('\u001b[?25l'));
      expect(statuses(home)).toEqual({ H3LDA2: 'pending' });
    },
    60_000,
  );

  test('what comes in while it stands is shown', async () => {
    const { home, pty } = await reviewing(0);
    await pty.shows('nothing waits for you');
    await promisify(execFile)(process.execPath, [seed, home, '1']);
    await pty.shows('H3LDA2');
    pty.keys('q');
    await pty.ended;
  }, 60_000);
});

test('without a terminal it says what to use instead', async () => {
  const world = new World();
  expect(await world.run(['quarantine', 'review'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('oktsec quarantine list'),
  });
  expect(await world.run(['quarantine', 'review', '--json'], { columns: 80 })).toMatchObject({ code: 2 });
});
