import { canonicalArguments, canonicalParams } from '../../../message/json/canonical.ts';
import type { Message } from '../../../message/message.ts';
import type { Names, Surroundings } from './rows.ts';

const encoder = new TextEncoder();

/**
 * The hash an approval is for, lower-case hex: SHA-256 over agent, server, launch, method, tool, the tool's definition as
 * it is pinned (an approval is not for what the tool becomes later [89]) and arguments, each with its length before it, so
 * that no other call has the same. Of other requests it covers their parameters but for `_meta` and the like. Worked out at
 * most once, and only when asked for.
 * @param pinned canonical JSON of the tool's definition as it stands now, empty when none is pinned
 */
export function callHasher(
  message: Message,
  names: Names,
  { launch, pinned }: { readonly launch: string; readonly pinned: (tool: string) => string },
  hash: Surroundings['hash'],
): () => string {
  let known: string | undefined;
  return () => {
    known ??= hex(hash(callBytes(message, names, [launch, message.tool === undefined ? '' : pinned(message.tool)])));
    return known;
  };
}

function callBytes(message: Message, names: Names, standing: readonly string[]): Uint8Array {
  const args = message.method === 'tools/call' ? canonicalArguments(message.frame) : canonicalParams(message.frame);
  const texts = [names.client, names.server, ...standing, message.method ?? '', message.tool ?? ''];
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
