import { canonicalArguments } from '../message/canonical.ts';
import type { Message } from '../message/message.ts';
import { rawAt } from '../message/pointer.ts';
import type { Names, Surroundings } from './rows.ts';

const encoder = new TextEncoder();

/**
 * The hash an approval is for, lower-case hex: SHA-256 over agent, server, launch, method, tool and arguments, each with
 * its length before it, so that no other call has the same. Worked out at most once, and only when asked for.
 */
export function callHasher(message: Message, names: Names, launch: string, hash: Surroundings['hash']): () => string {
  let known: string | undefined;
  return () => {
    known ??= hex(hash(callBytes(message, names, launch)));
    return known;
  };
}

function callBytes(message: Message, names: Names, launch: string): Uint8Array {
  const args =
    message.method === 'tools/call'
      ? canonicalArguments(message.frame)
      : encoder.encode(rawAt(message.frame, '/params') ?? '');
  const texts = [names.client, names.server, launch, message.method ?? '', message.tool ?? ''];
  return Buffer.concat(
    [...texts.map((text) => encoder.encode(text)), args].flatMap((bytes) => [lengthOf(bytes), bytes]),
  );
}

function lengthOf(bytes: Uint8Array): Uint8Array {
  const prefix = new Uint8Array(4);
  new DataView(prefix.buffer).setUint32(0, bytes.length);
  return prefix;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
