import { openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import type { Key as InkKey } from 'ink';
import { createElement, type ReactElement, useEffect, useReducer } from 'react';
import { OktsecError } from '../errors.ts';

/** One key: what it is called, or a letter as it was typed. */
export type Key = { readonly name: KeyName } | { readonly name: 'letter'; readonly letter: string };
type KeyName =
  | 'up'
  | 'down'
  | 'page_up'
  | 'page_down'
  | 'home'
  | 'end'
  | 'enter'
  | 'escape'
  | 'erase'
  | 'tab'
  | 'back_tab'
  | 'interrupt';

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
  /** What a key asked for that takes time: the state while it runs, and what becomes of the state of then. */
  readonly work?: (state: S) => { readonly state: S; readonly job: Promise<(then: S) => S> } | undefined;
  /** Lines from the top, none wider than the screen. */
  readonly draw: (state: S, size: Size) => readonly string[];
};

const FRAMES_PER_SECOND = 10;

/**
 * Runs a program on the whole terminal, which is as it was before when this returns, whatever ended it. Keys come from the
 * controlling terminal, never from stdin: somebody else may fill that. Nothing is written while nothing changes.
 * @throws OktsecError `no_terminal`; whatever the program throws
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
      incrementalRendering: true,
    });
    // The terminal went away: a connection that was cut, a window that was closed.
    for (const end of ['error', 'end'] as const) stdin.once(end, () => app.unmount());
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
  const stage = new Stage(program);
  return Frame;

  function Frame(): ReactElement {
    const [, redraw] = useReducer((frame: number) => frame + 1, 0);
    const { exit } = ink.useApp();
    const size = ink.useWindowSize();
    ink.useInput((input, key) => stage.press(keysOf(input, key)));
    useEffect(() => stage.play({ redraw, exit }), [exit]);
    return createElement(ink.Text, { wrap: 'truncate' }, stage.frame(size));
  }
}

type Audience = { readonly redraw: () => void; readonly exit: (error?: Error) => void };

/** The program while it runs. Outside of React's own state: keys before the next frame each see what the last one did. */
class Stage<S> {
  readonly #program: Program<S>;
  #state: S;
  #size: Size = { columns: 80, rows: 24 };
  #shown = '';
  #audience: Audience | undefined;

  constructor(program: Program<S>) {
    this.#program = program;
    this.#state = program.start;
  }

  /** @returns what ends it */
  play(audience: Audience): () => void {
    this.#audience = audience;
    const { look, everyMillis } = this.#program;
    const timer = setInterval(() => this.#change(look), everyMillis);
    return () => clearInterval(timer);
  }

  press(keys: readonly Key[]): void {
    for (const key of keys) {
      if (!this.#change((state) => this.#program.press(state, key, this.#size))) return;
      const working = this.#program.work?.(this.#state);
      if (working === undefined) continue;
      this.#state = working.state;
      working.job.then(
        (then) => this.#change(then),
        (error) => this.#audience?.exit(asError(error)),
      );
    }
  }

  /** What is to stand on the screen. */
  frame(size: Size): string {
    this.#size = size;
    this.#shown = this.#text();
    return this.#shown;
  }

  /** @returns false when it is over. What fails is said where the screen was before, not on one that goes with it. */
  #change(to: (state: S) => S | undefined): boolean {
    try {
      const next = to(this.#state);
      if (next === undefined) {
        this.#audience?.exit();
        return false;
      }
      this.#state = next;
      if (this.#text() !== this.#shown) this.#audience?.redraw();
      return true;
    } catch (error) {
      this.#audience?.exit(asError(error));
      return false;
    }
  }

  #text(): string {
    // A frame as high as the terminal would scroll it.
    return this.#program
      .draw(this.#state, this.#size)
      .slice(0, Math.max(1, this.#size.rows - 1))
      .join('\n');
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
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
  if (key.tab) return [{ name: key.shift ? 'back_tab' : 'tab' }];
  const named = NAMED.find(([flag]) => key[flag] === true);
  if (named !== undefined) return [{ name: named[1] }];
  // Several letters at once were pasted or typed fast; a line end among them is Enter, a tabulator Tab.
  return [...input].flatMap((letter): Key[] => {
    if (letter === '\r' || letter === '\n') return [{ name: 'enter' }];
    if (letter === '\t') return [{ name: 'tab' }];
    return /\p{C}/u.test(letter) ? [] : [{ name: 'letter', letter }];
  });
}
