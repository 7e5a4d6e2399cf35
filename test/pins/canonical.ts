import { canonicalAt } from '../../src/message/json/canonical.ts';

/** A value as a pin keeps it, by the code that reads it off a wire. */
export function canonical(value: unknown): string {
  const json = canonicalAt(new TextEncoder().encode(JSON.stringify({ value })), '/value');
  if (json === undefined) throw new Error('not a value of a frame');
  return json;
}
