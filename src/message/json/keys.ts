import type { Channel } from '../message.ts';
import { ARRAY, kindOf, member, OBJECT, stringAt, type Tape } from './tape.ts';

/** A place of the protocol: the members it names there and what stands below each. Everything else is data. */
export type Level = {
  readonly keys: ReadonlyMap<string, Level>;
  /** The same names folded: what another reader may take for one of them. */
  readonly folded: ReadonlySet<string>;
  /** Elements of an array that stands here. */
  readonly items: Level | undefined;
  /** What stands below a member that the protocol does not name. */
  readonly each: Level | undefined;
  /** Strings here are free content; otherwise words such as names, addresses, types. */
  readonly joins: boolean;
  /** Data members whose strings are words all the same. */
  readonly words: ReadonlySet<string>;
  /** The string here is base64 of what the neighbour `mimeType` says. */
  readonly base64: boolean;
  /** What kind of text a server's words are here, whatever the message is otherwise. */
  readonly channel: Channel | undefined;
};

type Options = {
  keys?: Record<string, Level>;
  items?: Level;
  each?: Level;
  joins?: boolean;
  words?: readonly string[];
  base64?: boolean;
  channel?: Channel;
};

export function level({ keys = {}, items, each, joins = true, words = [], base64 = false, channel }: Options): Level {
  const names = Object.keys(keys);
  return {
    keys: new Map(Object.entries(keys)),
    folded: new Set(names.map((name) => name.toLowerCase())),
    items,
    each,
    joins,
    words: new Set(words),
    base64,
    channel,
  };
}

/** No protocol name is longer; a character folds to at least one, from at most two code units. */
const LONGEST = 64;

/** Controls and invisible characters taken off, compatibility forms and case made one: `paramſ`, `Method`, `id\u0000`. */
export function fold(key: string): string {
  const visible = visibleOf(key);
  return visible.length > LONGEST ? visible : bare(visible);
}

/** What a careless reader takes a name for: no controls, no invisible characters, one compatibility form, one case. */
export function bare(name: string): string {
  return visibleOf(name).normalize('NFKC').toLowerCase();
}

function visibleOf(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}]/gu, '');
}

/** Whether `key`, which is none of the level's names, could be read as one of them. */
function isVariant(key: string, place: Level): boolean {
  return place.folded.size > 0 && place.folded.has(fold(key));
}

/**
 * Whether a key is `mimeType` as some servers write it, `mimetype`, with no `mimeType` beside it. What has no type of its own is read as
 * text, so nothing goes by unread whatever another reader takes the key for.
 */
function isMistyped(tape: Tape, object: number, name: string): boolean {
  return name.toLowerCase() === 'mimetype' && member(tape, object, 'mimeType') < 0;
}

/**
 * Whether a key at a protocol level below the token `i`, which stands at `place`, could be read as a protocol key by a
 * parser that ignores case, invisible characters or what follows a NUL. Recursion ends at the frame's depth limit.
 */
export function hasVariant(tape: Tape, i: number, place: Level): boolean {
  const kind = kindOf(tape, i);
  const past = tape.nexts[i]!;
  if (kind === OBJECT && (place.keys.size > 0 || place.each !== undefined)) {
    for (let key = i + 1; key < past; key = tape.nexts[key + 1]!) {
      const name = stringAt(tape, key);
      const named = place.keys.get(name);
      if (named === undefined && isVariant(name, place) && !isMistyped(tape, i, name)) return true;
      const below = named ?? place.each;
      if (below !== undefined && tape.nexts[key + 1]! > key + 2 && hasVariant(tape, key + 1, below)) return true;
    }
  } else if (kind === ARRAY && place.items !== undefined) {
    for (let item = i + 1; item < past; item = tape.nexts[item]!) if (hasVariant(tape, item, place.items)) return true;
  }
  return false;
}
