import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { NO_TMUX, Tmux } from './tmux.ts';

const failing = fileURLToPath(new URL('../fixtures/tui/failing.ts', import.meta.url));

describe.skipIf(NO_TMUX !== undefined)(`a screen on a terminal${NO_TMUX === undefined ? '' : ` (${NO_TMUX})`}`, () => {
  test.each(['press', 'look', 'draw', 'work'])(
    'what fails in %s leaves the terminal as it was and is said there',
    async (where) => {
      const screen = new Tmux(`'${process.execPath}' '${failing}' ${where}`, { columns: 80, rows: 24 });
      await screen.shows('drawn');
      expect(screen.state).toEqual({ alternate: true, cursor: false });
      screen.type('x');
      const after = await screen.shows('ended 1');
      expect(after).toContain(`Error: failed in ${where}`);
      expect(after).not.toContain('drawn');
      expect(screen.state).toEqual({ alternate: false, cursor: true });
    },
    180_000,
  );
});
