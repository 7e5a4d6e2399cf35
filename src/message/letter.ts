import { readBody } from './body.ts';
import { FREE } from './json/levels.ts';
import { ARRAY, kindOf, member, NULL, OBJECT, STRING, stringAt, type Tape, textIs } from './json/tape.ts';
import { LIMITS } from './limits.ts';
import type { Message, Part } from './message.ts';
import { collectParts } from './parts.ts';

/** JSON as it was parsed. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A letter as it stands in a body, its shape checked; who wrote it is `identity/`'s question. */
export type LetterText = {
  readonly from: string;
  readonly to: string;
  readonly content: string;
  readonly signature?: string;
  readonly timestamp?: string;
  readonly metadata?: { readonly [key: string]: Json };
  readonly nonce?: string;
  readonly key_id?: string;
  readonly aud?: string;
};

export type ParsedLetter = { readonly letter: LetterText; readonly message: Message };

const TEXTS = ['from', 'to', 'content', 'signature', 'timestamp', 'nonce', 'key_id', 'aud'] as const;
const KNOWN: readonly string[] = [...TEXTS, 'metadata', 'intent'];
/** Absent and null are one where a field may be left out. */
const OPTIONAL: readonly string[] = ['signature', 'timestamp', 'nonce', 'key_id', 'aud', 'metadata'];

/**
 * Reads the body of a letter: one JSON object without duplicate keys, lone surrogates or invalid UTF-8 [121, 123], its
 * known members of their types and no others. Its parts are content and metadata, strings and keys.
 * @returns the fault in one word where it is none
 */
export function parseLetter(body: Uint8Array, maxDepth = LIMITS.maxDepth): ParsedLetter | { readonly fault: string } {
  const read = readBody(body, maxDepth);
  if ('fault' in read) return read;
  const { frame, tape } = read;
  if (kindOf(tape, 0) !== OBJECT) return { fault: 'not_an_object' };
  const value = read.value as Record<string, unknown>;
  const letter: Record<string, unknown> = {};
  for (let key = 1; key < tape.count; key = tape.nexts[key + 1]!) {
    const name = KNOWN.find((known) => textIs(tape, key, known));
    if (name === undefined) return { fault: `unknown_member_${safeName(stringAt(tape, key))}` };
    const kind = kindOf(tape, key + 1);
    if (kind === NULL && OPTIONAL.includes(name)) continue;
    if (kind !== (name === 'metadata' ? OBJECT : STRING)) return { fault: `bad_${name}` };
    if (name !== 'intent') letter[name] = value[name];
  }
  for (const name of ['from', 'to', 'content'] as const) if (letter[name] === undefined) return { fault: `no_${name}` };
  let parts: readonly Part[] | undefined;
  // Its mode is the sender's, as that of what a server says is the server's.
  const message: Message = { kind: 'letter', side: 'server', frame, parts: () => (parts ??= partsOf(tape)) };
  return { letter: letter as LetterText, message };
}

function partsOf(tape: Tape): readonly Part[] {
  const parts: Part[] = [];
  for (const name of ['content', 'intent', 'metadata']) {
    const i = member(tape, 0, name);
    if (i >= 0 && kindOf(tape, i) !== ARRAY) collectParts(tape, i, FREE, 'agent_message', parts, `/${name}`);
  }
  return parts;
}

function safeName(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]/g, '?').slice(0, 32);
}
