import { type ChildProcess, spawn } from 'node:child_process';
import type { Io } from '../io.ts';
import { isCi } from './screen.ts';

type Text = string | Uint8Array;

/** An `Io` whose stdout goes through a pager once there is more than the terminal is high. */
export type Paged = {
  readonly io: Io;
  /** To be called when all is written: shows what was little, or waits until the person has read. */
  finish(): Promise<void>;
};

/** What shows long output, or undefined where nothing should: no terminal, a build machine, `PAGER=` or `PAGER=cat`. */
export function pagerFor({ stdout, env, platform }: Pick<Io, 'stdout' | 'env' | 'platform'>): string | undefined {
  if (!stdout.isTTY || stdout.rows === undefined || isCi(env) || env.TERM === 'dumb' || platform === 'win32')
    return undefined;
  const named = env.PAGER;
  if (named === undefined) return 'less -FRX';
  return named.trim() === '' || named.trim() === 'cat' ? undefined : named;
}

export function paged(io: Io, pager: string): Paged {
  let held: Text[] = [];
  let lines = 0;
  let child: ChildProcess | undefined;
  const closed = new AbortController();
  const rows = (io.stdout.rows ?? 24) - 1;

  function write(text: Text): boolean {
    if (child !== undefined) return child.stdin?.destroyed === true || child.stdin?.write(text) === true;
    held.push(text);
    for (const letter of text) if (letter === '\n' || letter === 10) lines += 1;
    if (lines <= rows) return true;
    child = start(pager, io, closed);
    child.on('error', () => closed.abort());
    const whole = held;
    held = [];
    return whole.map((one) => child?.stdin?.write(one)).at(-1) === true;
  }

  const stdout: Io['stdout'] = {
    write,
    once: (event, listener) => (child?.stdin ?? io.stdout).once(event, listener),
    isTTY: io.stdout.isTTY,
    columns: io.stdout.columns,
    rows: io.stdout.rows,
  };
  return {
    // Not a copy: to read `stdin` of the real one would open it.
    io: Object.assign(Object.create(io) as Io, { stdout, closed: AbortSignal.any([io.closed, closed.signal]) }),
    finish: async () => {
      for (const text of held) io.stdout.write(text);
      held = [];
      const running = child;
      if (running === undefined) return;
      running.stdin?.end();
      // While somebody reads, an interrupt is the pager's: it must not be left behind without us.
      const ignore = () => {};
      process.on('SIGINT', ignore);
      await new Promise<void>((go) => {
        if (running.exitCode !== null || running.signalCode !== null) go();
        running.once('close', () => go());
        running.once('error', () => go());
      });
      process.off('SIGINT', ignore);
    },
  };
}

/** `$PAGER` is a command line, as for git and man. A pager that is not there shows the text all the same. */
function start(pager: string, io: Io, closed: AbortController): ChildProcess {
  const child = spawn('/bin/sh', ['-c', `${pager}; code=$?; [ $code -eq 127 ] && exec cat; exit $code`], {
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { LESS: 'FRX', ...io.env },
  });
  child.stdin?.on('error', () => closed.abort());
  return child;
}
