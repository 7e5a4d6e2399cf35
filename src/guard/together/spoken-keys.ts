import type { Part } from '../../message/message.ts';

const VERB = /^(?:ignor|disregard|forget|overrid|bypass|neglect|overlook|discard)/i;
const SHORTEST = 6;
const LONGEST = 16;
const FEWEST = 3;

/**
 * Keys that are the words of an order, one each (`{"Ignore":"","all":"","previous":""}`), with and without their values; none where no
 * key begins as such an order does. Keys are read by themselves otherwise: put together, names of columns mean nothing.
 */
export function spokenKeys(parts: readonly Part[]): readonly (readonly Part[])[] {
  if (!parts.some(beginsOrder)) return [];
  const keys = parts.filter(({ key, text }) => key && text !== '');
  if (keys.length < FEWEST) return [];
  return [keys, parts.filter(({ key, joins, text }) => (key || joins) && text !== '')];
}

function beginsOrder({ key, text }: Part): boolean {
  return key && text.length >= SHORTEST && text.length <= LONGEST && VERB.test(text);
}
