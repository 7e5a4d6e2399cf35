import { openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import type { Key as InkKey } from 'ink';
import { createElement, type ReactElement, useEffect, useReducer, useRef } from 'react';
import { OktsecError } from '../errors.ts';

/** One key: what it is called, or a letter as it was typed. */
export type Key = { readonly name: KeyName } | { readonly name: 'letter'; readonly letter: string };
type KeyName = 'up' | 'down' | 'page_up' | 'page_down' | 'home' | 'end' | 'enter' | 'escape' | 'erase' | 'interrupt';

/** Cells. */
export type Size = { readonly columns: number; readonly rows: number };

/** A screen as a value: what is known, what a key makes of it, how it looks. */
export type Program<S> = {
  readonly start: S;
  /** Undefined leaves the screen. */
  readonly press: (state: S, key: Key, size: Size) => S | undefined;
  /** Looks again at the world, every `everyMillis`. */
  readonly look: (state: S) => S;
  readonly everyMillis: number;
  /** Lines from the top, none wider than the screen. */
  readonly draw: (state: S, size: Size) => readonly string[];
};

const FRAMES_PER_SECOND = 10;

/**
 * Runs a program on the whole terminal, which is as it was before when this returns, whatever ended it. Keys come from the
 * controlling terminal, never from stdin: somebody else may fill that.
 * @throws OktsecError `no_terminal`
 */
export async function fullScreen<S>(program: Program<S>): Promise<void> {
  const stdin = openKeys();
  try {
    // Not at the top: ink is a module that awaits while it loads, and our bundles are none.
    const ink = await import('ink');
    const app = ink.render(createElement(frameOf(ink, program)), {
      stdin,
      alternateScreen: true,
      interactive: true,
      exitOnCtrlC: false,
      patchConsole: false,
      maxFps: FRAMES_PER_SECOND,
    });
    await app.waitUntilExit();
  } finally {
    stdin.destroy();
  }
}

function openKeys(): ReadStream {
  try {
    return new ReadStream(openSync('/dev/tty', 'r'));
  } catch (cause) {
    throw new OktsecError('no_terminal', 'there is no terminal to read keys from', { cause });
  }
}

function frameOf<S>(ink: typeof import('ink'), program: Program<S>): () => ReactElement {
  return Frame;

  function Frame(): ReactElement {
    // Kept outside of React's own state: keys that come before the next frame each see what the one before them did.
    const state = useRef(program.start);
    const [, redraw] = useReducer((frame: number) => frame + 1, 0);
    const { exit } = ink.useApp();
    const size = ink.useWindowSize();
    ink.useInput((input, key) => {
      for (const one of keysOf(input, key)) {
        const next = program.press(state.current, one, size);
        if (next === undefined) {
          exit();
          return;
        }
        state.current = next;
      }
      redraw();
    });
    useEffect(() => {
      const timer = setInterval(() => {
        state.current = program.look(state.current);
        redraw();
      }, program.everyMillis);
      return () => clearInterval(timer);
    }, []);
    // A frame as high as the terminal would scroll it.
    const lines = program.draw(state.current, size).slice(0, Math.max(1, size.rows - 1));
    return createElement(ink.Text, { wrap: 'truncate' }, lines.join('\n'));
  }
}

const NAMED: readonly (readonly [keyof InkKey, KeyName])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['pageUp', 'page_up'],
  ['pageDown', 'page_down'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['backspace', 'erase'],
  ['delete', 'erase'],
];

function keysOf(input: string, key: InkKey): Key[] {
  if (key.ctrl) return input === 'c' || input === 'd' ? [{ name: 'interrupt' }] : [];
  const named = NAMED.find(([flag]) => key[flag] === true);
  if (named !== undefined) return [{ name: named[1] }];
  // Several letters at once were pasted or typed fast; a line end among them is Enter.
  return [...input].flatMap((letter): Key[] => {
    if (letter === '\r' || letter === '\n') return [{ name: 'enter' }];
    return /\p{C}/u.test(letter) ? [] : [{ name: 'letter', letter }];
  });
}
