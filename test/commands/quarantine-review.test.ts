import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/sqlite.ts';
import { heldHome, hold, inTerminal } from '../tui/held-home.ts';
import { NO_TMUX, type Tmux } from '../tui/tmux.ts';
import { World } from './world.ts';

const SIZE = { columns: 80, rows: 24 };

function reviewing(items: number): { home: string; screen: Tmux } {
  const home = heldHome(items);
  return { home, screen: inTerminal(home, 'quarantine review', SIZE) };
}

function statuses(home: string): Record<string, string> {
  const store = openStore(home);
  const items = store.quarantine();
  store.close();
  return Object.fromEntries(
    items.map(({ ref, status, note, masked }) => [ref, [status, masked ? 'masked' : '', note].join(' ').trim()]),
  );
}

// Where there is no tmux only the screen as a value is tested.
describe.skipIf(NO_TMUX !== undefined)(`in a terminal${NO_TMUX === undefined ? '' : ` (${NO_TMUX})`}`, () => {
  test('items are rejected, approved and approved masked by key, with a note, and the terminal is left clean', async () => {
    const { home, screen } = reviewing(3);
    await screen.shows('3 held');
    screen.type('r');
    await screen.shows('rejected by');
    screen.type('nmy own card');
    screen.key('Enter');
    await screen.shows('the note goes with the decision');
    await screen.confirm('m', 'MASKED', 'APPROVE');
    await screen.shows('not MASKED: nothing was changed');
    await screen.confirm('m', 'MASKED');
    await screen.shows('approved, masked');
    await screen.confirm('a', 'APPROVE');
    await screen.shows('nothing is held');
    screen.type('q');
    await screen.shows('ended 0');
    expect(statuses(home)).toEqual({ H3LDA4: 'rejected', H3LDA3: 'approved masked my own card', H3LDA2: 'approved' });
    expect(screen.state).toEqual({ alternate: false, cursor: true });
  });

  test.each([
    ['ctrl-c', '', 'ended 0'],
    ['SIGTERM', 'SIGTERM', 'ended 143'],
  ] as const)(
    '%s leaves the terminal clean and settles nothing',
    async (_, signal, said) => {
      const { home, screen } = reviewing(1);
      await screen.shows('1 held');
      expect(screen.state).toEqual({ alternate: true, cursor: false });
      if (signal === '') screen.key('C-c');
      else process.kill(screen.childOf('oktsec.js'), signal);
      await screen.shows(said);
      expect(screen.state).toEqual({ alternate: false, cursor: true });
      expect(statuses(home)).toEqual({ H3LDA2: 'pending' });
    },
    180_000,
  );

  test('what stands against an item is what the config says by then', async () => {
    const { home, screen } = reviewing(1);
    await screen.shows('1 held');
    writeFileSync(join(home, 'oktsec.yaml'), 'version: "1"\nmode: enforce\nquarantine: { enabled: false }\n', {
      mode: 0o600,
    });
    await screen.shows('nobody may release it: today it would be refused');
    screen.type('a');
    await screen.shows('nobody may release it');
    expect(statuses(home)).toEqual({ H3LDA2: 'pending' });
  });

  test('what comes in while it stands is shown', async () => {
    const { home, screen } = reviewing(0);
    await screen.shows('nothing waits for you');
    hold(home, 1);
    await screen.shows('H3LDA2');
  });
});

test('without a terminal it says what to use instead', async () => {
  const world = new World();
  expect(await world.run(['quarantine', 'review'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('oktsec quarantine list'),
  });
  expect(await world.run(['quarantine', 'review', '--json'], { columns: 80 })).toMatchObject({ code: 2 });
});
