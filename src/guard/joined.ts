import type { Channel, Part } from '../message/message.ts';
import { isChance } from '../rules/chance.ts';
import type { Finding, Hit } from '../rules/rule.ts';
import { isCalm, type RuleSet, scanTogether, type Work } from '../rules/scan.ts';
import { seamsAt } from '../rules/seams.ts';
import { EDGE, GLUES, joinable, type Tail } from './tail.ts';

/** A finding that stands in several texts at once, and how many earlier messages it began before this one. */
export type Joined = { readonly finding: Finding; readonly before: number };

type Piece = {
  readonly text: string;
  readonly part?: Part;
  readonly before: number;
  readonly found: readonly string[];
};
type Placed = { readonly piece: Piece; readonly start: number; readonly end: number; readonly offset: number };
type Run = { readonly text: string; readonly placed: readonly Placed[] };

/**
 * Reads the free content of a message together with its neighbours and with the messages before it [48-50, 55].
 * `own` is what was found in the single texts: it is not found a second time. `ownReach` is `reachOf` this message.
 * @returns for each match one finding in each text of this message that has a share in it
 */
export function joinedFindings(
  rules: RuleSet,
  parts: readonly Part[],
  tail: Tail,
  own: readonly Finding[],
  ownReach: number,
  work: Work,
): Joined[] {
  const findings: Joined[] = [];
  const seen = new Set(own.map(({ rule, pointer }) => `${rule} ${pointer}`));
  const free = joinable(parts);
  const named = withNames(parts);
  const before = earlier(tail);
  const reach = Math.max(ownReach, tail.reach);
  for (const [index, texts] of [free, named].entries()) {
    const first = index === 0 ? before : [];
    if (texts.length === 0 || first.length + texts.length < 2) continue;
    for (const glue of GLUES) {
      for (const run of runs(first, texts, glue, reach)) {
        const channel = run.placed.at(-1)?.piece.part?.channel;
        if (channel !== undefined) read(rules, run, channel, work, seen, findings);
      }
    }
  }
  return findings;
}

/**
 * The same question where nothing was found in the single texts and nothing began in those before: true only when
 * there is nothing in what joins them either. False says nothing.
 */
export function calmTogether(rules: RuleSet, parts: readonly Part[], tail: Tail): boolean {
  if (tail.reach > EDGE) return false;
  for (const [index, glue] of GLUES.entries()) {
    let text = tail.edges[index] ?? '';
    let pieces = text === '' ? 0 : 1;
    let channel: Channel | undefined;
    const add = (piece: string) => {
      text = text === '' ? piece : text + glue + piece;
      pieces += 1;
    };
    const close = () => {
      const calm = pieces < 2 || channel === undefined || isCalm(rules, channel, text);
      text = '';
      pieces = 0;
      return calm;
    };
    for (const part of parts) {
      if (!part.joins || part.key || part.text === '') continue;
      // What describes tools is read with their names too.
      if (part.channel === 'tool_description') return false;
      if (part.channel !== channel && channel !== undefined && !close()) return false;
      channel = part.channel;
      if (part.text.length <= 2 * EDGE) {
        add(part.text);
        continue;
      }
      add(part.text.slice(0, EDGE));
      if (!close()) return false;
      add(part.text.slice(-EDGE));
    }
    if (!close()) return false;
  }
  return true;
}

function read(rules: RuleSet, run: Run, channel: Channel, work: Work, seen: Set<string>, findings: Joined[]): void {
  // Only where a text of this message meets another one: the others met before.
  const meeting = run.placed.slice(1).filter(({ piece }) => piece.part !== undefined);
  const seams = seamsAt(meeting.map(({ start }) => start));
  for (const hit of scanTogether(rules, channel, run.text, seams, work)) {
    if (isChance(hit.rule)) continue;
    const share = run.placed.filter(({ start, end }) => start < hit.end && end > hit.start);
    const { id } = hit.rule;
    // A match within one text was found there; one that an earlier message held whole was found then [52].
    if (share.length < 2 || share.some(({ piece }) => piece.found.includes(id))) continue;
    const here = share.filter(({ piece }) => piece.part);
    if (here.length === 0 || here.some(({ piece }) => seen.has(`${id} ${piece.part?.pointer}`))) continue;
    const before = Math.max(...share.map(({ piece }) => piece.before));
    for (const { piece, start, end, offset } of here) {
      if (!piece.part) continue;
      seen.add(`${id} ${piece.part.pointer}`);
      const span = [Math.max(hit.start, start) - start + offset, Math.min(hit.end, end) - start + offset] as const;
      findings.push({ finding: { ...findingOf(hit, piece.part), span, view: 'joined', exact: false }, before });
    }
  }
}

/** Places a hit in the part it stands in. */
export function findingOf(hit: Hit, part: Part): Finding {
  const { id, name, severity, category } = hit.rule;
  return {
    rule: id,
    name,
    severity,
    category,
    pointer: part.pointer,
    channel: part.channel,
    key: part.key,
    span: [hit.start, hit.end],
    view: part.decoded ? 'decoded' : hit.view,
    exact: hit.exact && !part.decoded,
  };
}

/** Tool names beside their texts, where a description goes on what the name begins [55]. */
function withNames(parts: readonly Part[]): Part[] {
  const isName = ({ channel, key, pointer }: Part) =>
    channel === 'tool_description' && !key && /^\/result\/[a-zA-Z]+\/\d+\/name$/.test(pointer);
  if (!parts.some(isName)) return [];
  return parts.filter((part) => part.text !== '' && !part.key && (part.joins || isName(part)));
}

function earlier(tail: Tail): Piece[] {
  return tail.said.flatMap(({ pieces, found }, index) =>
    pieces.map((text) => ({ text, before: tail.said.length - index, found })),
  );
}

/**
 * The texts end to end. Of a long one only the ends can have a share in what crosses a boundary, so a run is cut in its
 * middle; likewise where the channel changes, because rules differ by channel.
 */
function runs(before: readonly Piece[], parts: readonly Part[], glue: string, reach: number): Run[] {
  const all: Run[] = [];
  let text = '';
  let placed: Placed[] = [];
  const add = (piece: Piece, offset: number) => {
    if (text !== '') text += glue;
    placed.push({ piece, start: text.length, end: text.length + piece.text.length, offset });
    text += piece.text;
  };
  const close = () => {
    if (placed.length > 1) all.push({ text, placed });
    [text, placed] = ['', []];
  };
  for (const piece of nearest(before, reach)) add(piece, 0);
  let channel = parts[0]?.channel;
  for (const part of parts) {
    if (part.channel !== channel) close();
    channel = part.channel;
    const whole = { part, before: 0, found: [] };
    if (part.text.length <= 2 * reach) {
      add({ ...whole, text: part.text }, 0);
      continue;
    }
    add({ ...whole, text: part.text.slice(0, reach) }, 0);
    close();
    add({ ...whole, text: part.text.slice(-reach) }, part.text.length - reach);
  }
  close();
  return all;
}

/** The last pieces that reach back as far as a match can. */
function nearest(pieces: readonly Piece[], reach: number): Piece[] {
  const kept: Piece[] = [];
  let room = reach;
  for (let i = pieces.length - 1; i >= 0 && room > 0; i -= 1) {
    const piece = pieces[i];
    if (!piece) break;
    kept.unshift(piece.text.length > room ? { ...piece, text: piece.text.slice(-room) } : piece);
    room -= piece.text.length;
  }
  return kept;
}
