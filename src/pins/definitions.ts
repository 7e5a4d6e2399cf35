import { canonicalAt, canonicalItems } from '../message/json/canonical.ts';
import type { Message } from '../message/message.ts';
import { HANDSHAKES, LISTS } from '../message/offers.ts';
import type { Definition } from './pin.ts';

export type Listing = {
  /** Pointer of the list, or of the one text. */
  readonly at: string;
  readonly definitions: readonly Definition[];
};

/** What of a server a response tells that is pinned; undefined for any other message. */
export function definitionsOf(message: Message): Listing | undefined {
  if (message.kind !== 'response' || message.side !== 'server' || message.method === undefined) return undefined;
  if (HANDSHAKES.has(message.method)) {
    const json = canonicalAt(message.frame, INSTRUCTIONS);
    // Emptied by us, or nothing to begin with.
    if (json === undefined || json === '""') return undefined;
    return { at: INSTRUCTIONS, definitions: [{ kind: 'instructions', name: '', json }] };
  }
  const list = LISTS.get(message.method);
  const items = list && canonicalItems(message.frame, list.at);
  if (list === undefined || items === undefined) return undefined;
  return {
    at: list.at,
    definitions: items.map((json, index) => ({
      kind: list.kind,
      name: nameOf(json, list.name) ?? `#${index}`,
      json,
    })),
  };
}

const INSTRUCTIONS = '/result/instructions';

function nameOf(json: string, member: string): string | undefined {
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null) return undefined;
  const name: unknown = new Map(Object.entries(value)).get(member);
  return typeof name === 'string' ? name : undefined;
}
