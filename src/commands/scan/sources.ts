import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { OktsecError } from '../../errors.ts';
import { reason } from '../../files/home.ts';
import { type Io, textOf } from '../../io.ts';
import type { Channel } from '../../message/message.ts';

/** One thing to scan, as what kinds of text; without `text` it was not read, and `skipped` says why. */
export type Source = {
  readonly name: string;
  readonly channels: readonly [Channel, ...Channel[]];
  readonly text: string | undefined;
  readonly skipped?: string;
};

/** A larger file is no text that an agent is given. */
const MAX_FILE_BYTES = 8 * 1_048_576;
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
    else yield* filesOf(path, resolve(io.cwd, path), what.everything === true);
  }
}

function* filesOf(typed: string, path: string, everything: boolean): Generator<Source> {
  try {
    if (!statSync(path).isDirectory()) {
      yield fileSource(typed, path);
      return;
    }
    for (const { file, aside } of walk(path, everything)) {
      const name = join(typed, relative(path, file));
      if (aside)
        yield { name: `${name}/`, channels: ['file'], text: undefined, skipped: 'set aside, --no-ignore reads it' };
      else yield fileSource(name, file);
    }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new OktsecError('unreadable', `cannot read ${typed}: ${reason(error)}`, { cause: error });
  }
}

/** Regular files in a stable order. Links are not followed: they may lead out of the folder, or round in it. */
function* walk(folder: string, everything: boolean): Generator<{ readonly file: string; readonly aside: boolean }> {
  for (const name of readdirSync(folder).sort()) {
    const file = join(folder, name);
    const stat = lstatSync(file);
    if (stat.isDirectory()) {
      if (!everything && ASIDE.has(name)) yield { file, aside: true };
      else yield* walk(file, everything);
    } else if (stat.isFile()) yield { file, aside: false };
  }
}

function fileSource(name: string, path: string): Source {
  const channels: Source['channels'] = RUNS.test(path.replaceAll('\\', '/')) ? ['file', 'tool_args'] : ['file'];
  if (statSync(path).size > MAX_FILE_BYTES) return { name, channels, text: undefined, skipped: 'larger than 8 MiB' };
  const bytes = readFileSync(path);
  if (isBinary(bytes)) return { name, channels, text: undefined, skipped: 'it is no text' };
  return { name, channels, text: decode(bytes) };
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
