import { closeSync, lstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { OktsecError } from '../../errors.ts';
import { reason } from '../../files/home.ts';
import { bytesOfPipe, isNamedPipe } from '../../files/named-pipe.ts';
import { type Io, textOf } from '../../io.ts';
import type { Channel } from '../../message/message.ts';

/** One thing to scan, as what kinds of text; without `text` it was not read, and `skipped` says why. */
export type Source = {
  readonly name: string;
  readonly channels: readonly [Channel, ...Channel[]];
  readonly text: string | undefined;
  readonly skipped?: string;
  /** It is there and was to be read, and could not be. */
  readonly unread?: boolean;
};

/** A larger file is no text that an agent is given. */
const MAX_FILE_BYTES = 8 * 1_048_576;
const TOO_LARGE = 'larger than 8 MiB';
/** What others wrote and packages brought: a repository is scanned without them. */
const ASIDE: ReadonlySet<string> = new Set(
  '.git .hg .svn .jj node_modules bower_components .venv venv __pycache__ .tox .mypy_cache .pnpm-store'.split(' '),
);
/** Files whose commands run by themselves: hooks of agents, tasks of editors, scripts of packages. */
const RUNS =
  /(?:^|\/)(?:\.claude\/settings(?:\.local)?\.json|\.cursor\/hooks\.json|\.vscode\/tasks\.json|hooks\/[\w.-]{1,64}|hooks\.json|\.husky\/[\w.-]{1,64}|\.devcontainer\/devcontainer\.json|\.mcp\.json|mcp\.json)$/;

/** @throws OktsecError `unreadable` */
export async function* sourcesOf(
  io: Io,
  what: { readonly paths: readonly string[]; readonly text?: string | undefined; readonly everything?: boolean },
): AsyncGenerator<Source> {
  if (what.text !== undefined) yield { name: 'text', channels: ['tool_result'], text: what.text };
  for (const path of what.paths) {
    if (path === '-') yield { name: 'stdin', channels: ['tool_result'], text: await textOf(io.stdin) };
    else if (isNamedPipe(resolve(io.cwd, path))) yield await pipeSource(path, resolve(io.cwd, path));
    else yield* filesOf(path, resolve(io.cwd, path), what.everything === true);
  }
}

function* filesOf(typed: string, path: string, everything: boolean): Generator<Source> {
  try {
    if (!statSync(path).isDirectory()) {
      yield asNamed(fileSource(typed, path));
      return;
    }
    for (const { file, error, aside } of walk(Buffer.from(path), everything)) {
      const name = join(typed, relative(path, file.toString()));
      if (error !== undefined) yield unread(name, error);
      else if (aside === undefined) yield fileWithin(name, file);
      else yield { name: `${name}/`, channels: ['file'], text: undefined, skipped: aside };
    }
  } catch (error) {
    if (!isOfSystem(error)) throw error;
    throw new OktsecError('unreadable', `cannot read ${typed}: ${reason(error)}`, { cause: error });
  }
}

/** One that was named itself was to be read: of a folder's, a large one is no text that an agent is given. */
function asNamed(source: Source): Source {
  return source.skipped === TOO_LARGE ? { ...source, unread: true } : source;
}

/** A file that cannot be read is said, and the others are scanned all the same. */
function fileWithin(name: string, file: Buffer): Source {
  try {
    return fileSource(name, file);
  } catch (error) {
    if (!isOfSystem(error)) throw error;
    return unread(name, error);
  }
}

/** What was taken away meanwhile is not there to be read. */
function unread(name: string, error: Error & { readonly code: unknown }): Source {
  const skipped = `it cannot be read: ${reason(error)}`;
  return { name, channels: ['file'], text: undefined, skipped, unread: error.code !== 'ENOENT' };
}

function isOfSystem(error: unknown): error is Error & { readonly code: unknown } {
  return error instanceof Error && 'code' in error;
}

/**
 * Regular files in a stable order. Links are not followed: they may lead out of the folder, or round in it. Paths are bytes: a
 * name that is no text is one of a file all the same.
 */
function* walk(
  folder: Buffer,
  everything: boolean,
): Generator<{ readonly file: Buffer; readonly aside?: string; readonly error?: Error & { readonly code: unknown } }> {
  for (const name of readdirSync(folder, { encoding: 'buffer' }).sort(Buffer.compare)) {
    const file = Buffer.concat([folder, Buffer.from(sep), name]);
    try {
      const stat = lstatSync(file);
      if (stat.isDirectory()) {
        if (!everything && ASIDE.has(name.toString())) yield { file, aside: 'set aside, --no-ignore reads it' };
        else yield* walk(file, everything);
      } else if (stat.isFile()) yield { file };
    } catch (error) {
      if (!isOfSystem(error)) throw error;
      yield { file, error };
    }
  }
}

function fileSource(name: string, path: string | Buffer): Source {
  const runs = RUNS.test(path.toString().replaceAll('\\', '/'));
  const channels: Source['channels'] = runs ? ['file', 'tool_args'] : ['file'];
  return sourceOf(name, channels, statSync(path).size > MAX_FILE_BYTES ? undefined : bytesOf(path));
}

/** @param bytes undefined for more than is read */
function sourceOf(name: string, channels: Source['channels'], bytes: Uint8Array | undefined): Source {
  if (bytes === undefined) return { name, channels, text: undefined, skipped: TOO_LARGE };
  if (isBinary(bytes)) return { name, channels, text: undefined, skipped: 'it is no text' };
  return { name, channels, text: decode(bytes) };
}

/** At most 8 MiB, undefined for more: a pipe does not say how long it is, and a device may never end. */
function bytesOf(path: string | Buffer): Uint8Array | undefined {
  const file = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let size = 0; size <= MAX_FILE_BYTES; ) {
      const chunk = Buffer.allocUnsafe(65_536);
      const count = readSync(file, chunk);
      if (count === 0) return Buffer.concat(chunks, size);
      chunks.push(chunk.subarray(0, count));
      size += count;
    }
    return undefined;
  } finally {
    closeSync(file);
  }
}

/** @throws OktsecError `unreadable` */
async function pipeSource(name: string, path: string): Promise<Source> {
  const bytes = await bytesOfPipe(path, MAX_FILE_BYTES).catch((error: unknown) => {
    throw new OktsecError('unreadable', `cannot read ${name}: ${reason(error)}`, { cause: error });
  });
  return asNamed(sourceOf(name, ['file'], bytes));
}

/** A zero byte means binary, except where a mark at the start says that it is UTF-16 text. */
function isBinary(bytes: Uint8Array): boolean {
  return markedUtf16(bytes) === undefined && bytes.subarray(0, 8192).includes(0);
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder(markedUtf16(bytes) ?? 'utf-8', { ignoreBOM: true }).decode(bytes);
}

function markedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}
