import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { OktsecError } from '../../errors.ts';
import { type Io, textOf } from '../../io.ts';
import type { Channel } from '../../message/message.ts';

/** One thing to scan; without `text` it is a binary file, which is said and not read as something it is not. */
export type Source = { readonly name: string; readonly channel: Channel; readonly text: string | undefined };

/** @throws OktsecError `unreadable` */
export async function* sourcesOf(
  io: Io,
  what: { readonly paths: readonly string[]; readonly text?: string | undefined },
): AsyncGenerator<Source> {
  if (what.text !== undefined) yield { name: 'text', channel: 'tool_result', text: what.text };
  for (const path of what.paths) {
    if (path === '-') yield { name: 'stdin', channel: 'tool_result', text: await textOf(io.stdin) };
    else yield* filesOf(path, resolve(io.cwd, path));
  }
}

function* filesOf(typed: string, path: string): Generator<Source> {
  try {
    if (!statSync(path).isDirectory()) {
      yield fileSource(typed, path);
      return;
    }
    for (const file of walk(path)) yield fileSource(join(typed, relative(path, file)), file);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new OktsecError('unreadable', `cannot read ${typed}: ${reason(error)}`, { cause: error });
  }
}

/** Regular files in a stable order. Links are not followed: they may lead out of the folder, or round in it. */
function* walk(folder: string): Generator<string> {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    const stat = lstatSync(path);
    if (stat.isDirectory()) yield* walk(path);
    else if (stat.isFile()) yield path;
  }
}

function fileSource(name: string, path: string): Source {
  const bytes = readFileSync(path);
  return { name, channel: 'file', text: isBinary(bytes) ? undefined : decode(bytes) };
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

function reason(error: Error & { code?: unknown }): string {
  if (error.code === 'ENOENT') return 'there is no such file';
  if (error.code === 'EACCES' || error.code === 'EPERM') return 'permission denied';
  return error.message;
}
