import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { keysDirOf, openConfig } from '../../app.ts';
import type { Context } from '../../command.ts';
import { OktsecError } from '../../errors.ts';
import { reason } from '../../files/home.ts';
import { checkKeyName, readSecretKey } from '../../files/keys/key-files.ts';
import { readGiven } from '../../files/named-pipe.ts';
import type { Json } from '../../identity/canonical.ts';
import type { SecretKey } from '../../identity/ed25519.ts';
import type { Letter } from '../../identity/letter.ts';

/** What `sign` and `send` are given. */
export type Draft = {
  readonly from: string;
  readonly to: string;
  readonly file?: string;
  readonly key?: string;
  readonly metadata?: string;
};

export function draftOptions(command: Command): Command {
  return command
    .argument('[content]', 'the message; - reads it from stdin')
    .requiredOption('--from <agent>', 'who writes it')
    .requiredOption('--to <agent>', 'whom it is for')
    .option('--file <path>', 'read the message from a file')
    .option('--key <path>', 'the private key (default: NAME.key in keys_dir)')
    .option('--metadata <json>', 'an object that goes with it');
}

/** The letter before it is signed, and the key to sign it with. @throws OktsecError */
export async function draftOf(
  context: Context,
  content: string | undefined,
  options: Draft,
): Promise<{ readonly draft: Pick<Letter, 'from' | 'to' | 'content' | 'metadata'>; readonly secret: SecretKey }> {
  const { io } = context;
  const { from, to, file } = options;
  checkKeyName(from);
  if ((content === undefined) === (file === undefined)) {
    throw new OktsecError('usage', content === undefined ? 'there is no message' : 'a message and --file: which one?', {
      hint: `oktsec send --from ${from} --to ${to} 'the message', or --file PATH, or - for stdin`,
    });
  }
  const text =
    file === undefined ? (content === '-' ? await piped(io.stdin) : (content ?? '')) : await read(io.cwd, file);
  const metadata = options.metadata === undefined ? undefined : metadataOf(options.metadata);
  const path =
    options.key === undefined
      ? join(keysDirOf((await openConfig(context)).snapshot), `${from}.key`)
      : resolve(io.cwd, options.key);
  return { draft: { from, to, content: text, ...(metadata ? { metadata } : {}) }, secret: readSecretKey(path) };
}

async function read(cwd: string, file: string): Promise<string> {
  const path = resolve(cwd, file);
  try {
    return decoded(await readGiven(path), path);
  } catch (cause) {
    if (cause instanceof OktsecError) throw cause;
    throw new OktsecError('file', `${path} cannot be read: ${reason(cause)}`, { cause });
  }
}

async function piped(stream: AsyncIterable<Uint8Array | string>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return decoded(Buffer.concat(chunks), 'stdin');
}

/** Signed is what was given: bytes that are no text would arrive as others. @throws OktsecError `not_text` */
function decoded(bytes: Uint8Array, where: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new OktsecError('not_text', `what is in ${where} is no UTF-8 text`, {
      hint: 'a message is text: send a path or a hash of the file, or its bytes in base64',
      cause,
    });
  }
}

function metadataOf(text: string): { readonly [key: string]: Json } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as { [key: string]: Json };
  } catch {}
  throw new OktsecError('usage', `--metadata "${text}" is no JSON object`, {
    hint: `--metadata '{"intent": "summary"}'`,
  });
}
