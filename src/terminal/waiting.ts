import type { Context } from '../command.ts';

/** What takes no longer is not spoken of. */
const PATIENCE_MICROS = 1_000_000;
const STEP_MICROS = 200_000;

/** Told how far something has come. */
type Waiting = { at(done: number, all: number): void; end(): void };

/** One line on the terminal about what takes its time, in place and gone at the end: `proving the chain: 40 %`. */
function waitingFor({ io, globals }: Pick<Context, 'io' | 'globals'>, what: string): Waiting {
  const { stderr, env } = io;
  if (!stderr.isTTY || globals.quiet || env.TERM === 'dumb') return { at: () => {}, end: () => {} };
  const began = io.micros();
  let said = 0;
  return {
    at: (done, all) => {
      const now = io.micros();
      if (now - began < PATIENCE_MICROS || now - said < STEP_MICROS) return;
      said = now;
      stderr.write(`\r${what}: ${Math.min(99, Math.floor((done / Math.max(1, all)) * 100))} %`);
    },
    end: () => {
      if (said !== 0) stderr.write(`\r${' '.repeat(what.length + 6)}\r`);
    },
  };
}

/** Does what takes its time with such a line, which is gone whatever comes of it. */
export function waited<T>(context: Pick<Context, 'io' | 'globals'>, what: string, work: (at: Waiting['at']) => T): T {
  const waiting = waitingFor(context, what);
  try {
    return work(waiting.at);
  } finally {
    waiting.end();
  }
}
