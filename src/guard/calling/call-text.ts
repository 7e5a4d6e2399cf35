import type { Message, Part } from '../../message/message.ts';

const ARGUMENTS = '/params/arguments';
/** Characters of a value that the whole holds: what is longer is read as a text of its own alone. */
const LONGEST = 64;

/**
 * The arguments of a call as one text, in which a name stands beside its value, texts or not: `{"image":"x","privileged":true}`.
 * Its rules are those of the channel `call`. Undefined where a message has no arguments, or none by name.
 */
export function callPart({ kind, args }: Message, parts: readonly Part[]): Part | undefined {
  if (args === undefined) return undefined;
  const value = args();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const [whole] = parts;
  // A text that is the arguments is read as it stands.
  if (kind === 'letter') return whole && { ...whole, channel: 'call' };
  const text = JSON.stringify(value, shortened);
  return { pointer: ARGUMENTS, channel: 'call', key: false, start: 0, end: 0, text, joins: false };
}

function shortened(_: string, value: unknown): unknown {
  return typeof value === 'string' && value.length > LONGEST ? '' : value;
}
