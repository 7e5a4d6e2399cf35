import type { Channel, Part } from '../../message/message.ts';
import { BONDS, bondsOver, doesItself } from '../../rules/chance.ts';
import { type Seams, seamsAt } from '../../rules/scan/text/seams.ts';
import { nameAndFill, withoutFiles } from './file-argument.ts';
import { between, GLUES } from './glue.ts';
import { spokenKeys } from './spoken-keys.ts';
import { joinable, type Tail, type Together } from './tail.ts';

export type Piece = {
  readonly text: string;
  readonly part?: Part;
  readonly before: number;
  readonly found: readonly string[];
};
export type Placed = { readonly piece: Piece; readonly start: number; readonly end: number; readonly offset: number };
/** Texts put together, to be read as one. */
export type Run = {
  readonly text: string;
  readonly placed: readonly Placed[];
  /** Nothing stands between them. */
  readonly glued: boolean;
  /** It was cut out of what goes on before it, after it. */
  readonly goesOn: { readonly before: boolean; readonly after: boolean };
};

/** What the free texts of a message make with their neighbours and with the messages before it, so far from where they meet. */
export function runsOf(parts: readonly Part[], tail: Tail, { far, within }: Together): Run[] {
  const free = joinable(parts);
  const named = [withNames(parts), ...spokenKeys(parts)];
  const all: Run[] = [];
  const itself = doesItself(free[0]?.channel);
  // Where its own texts are not read apart, what they make with each other is found among the rest.
  const reach = itself || free.length < 2 ? far : Math.max(far, within);
  const before = nearest(tail, reach);
  // Which file a call is about is read with what this call says of it, and not with what others said.
  const said = withoutFiles(free);
  // What a call does it does by itself: its own texts make one, whatever was said before it.
  const apart = before.pieces.length > 0 && (said.length < free.length || itself);
  for (const glue of GLUES) {
    if (before.pieces.length === 0 || apart) runs(NOTHING, free, glue, within, all);
    const parts = apart ? said : free;
    if (before.pieces.length > 0 && parts.length > 0) runs(before, parts, glue, reach, all);
  }
  for (const parts of named) if (parts.length > 1) for (const glue of GLUES) runs(NOTHING, parts, glue, within, all);
  return all;
}

/** Where the texts of a run meet, as far as anything may be found there; undefined where they meet nowhere. */
export function seamsOf(run: Run, channel: Channel): Seams | undefined {
  const { placed, glued } = run;
  const meeting = placed.filter((_, at) => counts(run, at));
  if (meeting.length === 0) return undefined;
  return seamsAt(
    meeting.map(({ start }) => start),
    glued ? placed.map(({ start }) => start) : undefined,
    bondsIn(run, channel),
  );
}

/** What a call's own texts make with each other is read apart; of others it is among the rest. */
function bondsIn({ placed, glued }: Run, channel: Channel): number {
  const own = placed.reduce((count, { piece }) => count + (piece.part === undefined ? 0 : 1), 0);
  if (own === placed.length || (own > 1 && !doesItself(channel))) return BONDS.text;
  return bondsOver(channel, glued);
}

/**
 * Whether something may be found where a text begins behind another one: only a text of this message, as the others met before. A file's
 * name is no beginning of a word that its text goes on: `/src/a.py` and `"""Says …`.
 */
function counts({ placed, glued }: Run, at: number): boolean {
  const before = placed[at - 1]?.piece;
  const part = placed[at]?.piece.part;
  if (before === undefined || part === undefined) return false;
  return !(glued && before.part !== undefined && nameAndFill([before.part, part]));
}

/** Tool names beside their texts, where a description goes on what the name begins [55]. */
function withNames(parts: readonly Part[]): Part[] {
  const isName = ({ channel, key, pointer }: Part) =>
    channel === 'tool_description' && !key && /^\/result\/[a-zA-Z]+\/\d+\/name$/.test(pointer);
  if (!parts.some(isName)) return [];
  return parts.filter((part) => part.text !== '' && !part.key && (part.joins || isName(part)));
}

/**
 * The texts end to end. Of a long one only the ends can have a share in what crosses a boundary, so a run is cut in its
 * middle; likewise where the channel changes, because rules differ by channel.
 */
function runs(before: Before, parts: readonly Part[], glue: string, reach: number, all: Run[]): void {
  let texts: string[] = [];
  let size = 0;
  let last = '';
  let placed: Placed[] = [];
  let cut = before.goesOn;
  const put = (text: string) => {
    if (text === '') return;
    texts.push(text);
    size += text.length;
    last = text;
  };
  const add = (piece: Piece, offset: number) => {
    if (size > 0) put(between(last, glue, piece.text));
    put(piece.text);
    placed.push({ piece, start: size - piece.text.length, end: size, offset });
  };
  const close = (after: boolean) => {
    const run = { text: texts.join(''), placed, glued: glue === '', goesOn: { before: cut, after } };
    if (placed.length > 1 && !all.some((other) => isSame(other, run))) all.push(run);
    [texts, size, last, placed, cut] = [[], 0, '', [], false];
  };
  for (const piece of before.pieces) add(piece, 0);
  let channel = parts[0]?.channel;
  for (const part of parts) {
    if (part.channel !== channel) close(false);
    channel = part.channel;
    const whole = { part, before: 0, found: [] };
    if (part.text.length <= 2 * reach) {
      add({ ...whole, text: part.text }, 0);
      continue;
    }
    add({ ...whole, text: part.text.slice(0, reach) }, 0);
    close(true);
    cut = true;
    add({ ...whole, text: part.text.slice(-reach) }, part.text.length - reach);
  }
  close(false);
}

/** Where no glue stands between them, the same texts make the same run with either. */
function isSame({ text, placed }: Run, other: Run): boolean {
  if (text !== other.text || placed.length !== other.placed.length) return false;
  return placed.every(({ piece }, at) => piece.part === other.placed[at]?.piece.part);
}

/** What was said before, and whether there is more of it. */
type Before = { readonly pieces: readonly Piece[]; readonly goesOn: boolean };
const NOTHING: Before = { pieces: [], goesOn: false };

/** The last pieces of a window that reach back as far as a match can. */
function nearest({ said }: Tail, reach: number): Before {
  const kept: Piece[] = [];
  let room = reach;
  for (let i = said.length - 1; i >= 0; i -= 1) {
    const { pieces, found } = said[i]!;
    for (let n = pieces.length - 1; n >= 0; n -= 1) {
      const text = pieces[n]!;
      if (room <= 0) return { pieces: kept.reverse(), goesOn: true };
      kept.push({ text: text.length > room ? text.slice(-room) : text, before: said.length - i, found });
      room -= text.length;
    }
  }
  return { pieces: kept.reverse(), goesOn: room < 0 };
}
