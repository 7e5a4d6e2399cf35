import type { Context } from '../src/command.ts';
import { type Io, realIo } from '../src/io.ts';
import { makeScreen } from '../src/terminal/screen.ts';

/** The world of this process, once: each listens to its streams. */
export const real: Io = realIo();

/** A command's context for scripts and benches that run `serve` within themselves: it prints nothing and has no terminal. */
export function silentContext(userHome: string, home: string, own: Partial<Io> = {}): Context {
  const silent = { write: () => true, once: () => {}, isTTY: false, columns: undefined };
  const io = {
    ...real,
    stdout: silent,
    stderr: silent,
    env: {},
    userHome,
    cwd: userHome,
    terminal: () => undefined,
    ...own,
  };
  const globals = {
    config: undefined,
    home,
    mode: undefined,
    tokenFile: undefined,
    json: false,
    quiet: true,
    verbose: false,
    color: false,
    yes: false,
  };
  return { io, globals, screen: makeScreen(io, globals) };
}
