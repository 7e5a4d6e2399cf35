import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { userInfo } from 'node:os';
import { EXIT, OktsecError } from './errors.ts';
import { reason } from './files/home.ts';
import { userHome } from './machine/user-home.ts';

/** Where a command writes. */
type Output = {
  write(text: string | Uint8Array): boolean;
  once(event: 'drain', listener: () => void): unknown;
  readonly isTTY: boolean;
  /** Characters in a row; undefined when it is no terminal. */
  readonly columns: number | undefined;
  /** Rows of the terminal; undefined when it is none. */
  readonly rows?: number | undefined;
};

/** The controlling terminal: the person in front of this machine, whatever stdin and stdout are. */
export type Terminal = {
  write(text: string): void;
  /** One line without its terminator; undefined at end of input. */
  readLine(): string | undefined;
  close(): void;
};

/** The outside world as a value: whoever needs the clock, a stream or the environment is handed this. */
export type Io = {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home directory, not oktsec's. */
  readonly userHome: string;
  /** The user's name, for the log's `reviewer`. */
  readonly user: string;
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  /** Microseconds since 1970, wall clock. */
  now(): number;
  /** Microseconds on a clock that never goes back. */
  micros(): number;
  random(size: number): Uint8Array;
  /** Undefined where this process has no controlling terminal. */
  terminal(): Terminal | undefined;
  /** Aborted once nobody reads stdout any more: what runs on and on ends then. */
  readonly closed: AbortSignal;
};

/** The world of this process. */
export function realIo(): Io {
  const closed = new AbortController();
  return {
    // Only whoever reads it opens it.
    get stdin() {
      return process.stdin;
    },
    stdout: output(process.stdout, closed),
    stderr: output(process.stderr, undefined),
    env: process.env,
    userHome: userHome(),
    user: nameOfUser(),
    get cwd() {
      return workingFolder();
    },
    platform: process.platform,
    now: () => Date.now() * 1000,
    micros: () => Number(process.hrtime.bigint() / 1000n),
    random: (size) => crypto.getRandomValues(new Uint8Array(size)),
    terminal: openTerminal,
    closed: closed.signal,
  };
}

/** @throws OktsecError `cwd` when somebody took it away */
function workingFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new OktsecError('cwd', 'the folder that you are in is not there any more', { hint: 'cd ~', cause });
  }
}

/** From the user database and not `$USER`, which anybody may set. */
function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}

/** The lines of a stream, cut at `\n` only: readline would also cut at U+2028, which JSON lets stand in a string. */
export async function* linesOf(stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let held = '';
  for await (const chunk of stream) {
    held += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = held.split('\n');
    held = lines.pop() ?? '';
    yield* lines;
  }
  held += decoder.decode();
  if (held !== '') yield held;
}

/** A stream's whole text; bytes that are no UTF-8 become U+FFFD. */
export async function textOf(stream: AsyncIterable<Uint8Array | string>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of stream) text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

/**
 * A stream whose reader may go away at any time (`| head`): from then on writing does nothing. Nor does it where the disk under a
 * file is full, but then what was asked for was not done.
 */
function output(stream: NodeJS.WriteStream, closed: AbortController | undefined): Output {
  let gone = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!gone && error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') notWritten(error);
    gone = true;
    closed?.abort();
  });
  return {
    write: (text) => gone || stream.write(text),
    once: (event, listener) => stream.once(event, listener),
    get isTTY() {
      return stream.isTTY === true;
    },
    // A terminal that was told no size says zero: a container's at its start, one of `expect`.
    get columns() {
      return (stream.isTTY === true && stream.columns) || undefined;
    },
    get rows() {
      return (stream.isTTY === true && stream.rows) || undefined;
    },
  };
}

/** Said past our own streams, of which one just failed; the exit code is set last, whatever the command comes to. */
function notWritten(error: Error): void {
  process.once('exit', () => {
    process.exitCode = EXIT.failed;
  });
  try {
    writeSync(2, `oktsec: error: what it says cannot be written: ${reason(error)}\n`);
  } catch {
    // Nobody is left to be told; the exit code says it.
  }
}

/** Opens the controlling terminal by name, because stdin may be a pipe that somebody else fills. */
function openTerminal(): Terminal | undefined {
  let fd: number;
  try {
    fd = openSync('/dev/tty', 'r+');
  } catch {
    return undefined;
  }
  const byte = new Uint8Array(1);
  return {
    write: (text) => {
      writeSync(fd, text);
    },
    readLine: () => {
      const bytes: number[] = [];
      for (;;) {
        if (readSync(fd, byte, 0, 1, null) === 0) return bytes.length === 0 ? undefined : decode(bytes);
        if (byte[0] === 0x0a) return decode(bytes);
        if (bytes.length < 4096) bytes.push(byte[0] ?? 0);
      }
    },
    close: () => closeSync(fd),
  };
}

function decode(bytes: readonly number[]): string {
  return new TextDecoder().decode(Uint8Array.from(bytes)).replace(/\r$/, '');
}

/** The same world with something else in a few places. Nothing of the rest is looked at: what is not there fails whoever asks for it. */
export function ioWith(io: Io, changed: Partial<Io>): Io {
  return Object.assign(Object.create(io) as Io, changed);
}
