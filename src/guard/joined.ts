import type { Channel, Part } from '../message/message.ts';
import { isChance, overMessages } from '../rules/chance.ts';
import type { Finding, Hit } from '../rules/rule.ts';
import { isCalm, type RuleSet, scanText, scanTogether, type Work } from '../rules/scan/scan.ts';
import { type Seams, seamsAt } from '../rules/scan/seams.ts';
import { nameAndFill, withoutFiles } from './file-argument.ts';
import { spokenKeys } from './spoken-keys.ts';
import { EDGE, GLUES, joinable, type Reach, reachTogether, STRAIGHT, type Tail } from './tail.ts';

/** A finding that stands in several texts at once, and how many earlier messages it began before this one. */
export type Joined = { readonly finding: Finding; readonly before: number };

type Piece = {
  readonly text: string;
  readonly part?: Part;
  readonly before: number;
  readonly found: readonly string[];
};
type Placed = { readonly piece: Piece; readonly start: number; readonly end: number; readonly offset: number };
type Run = {
  readonly text: string;
  readonly placed: readonly Placed[];
  /** Nothing stands between them. */
  readonly glued: boolean;
  /** It was cut out of what goes on before it, after it. */
  readonly goesOn: { readonly before: boolean; readonly after: boolean };
};

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
  ownReach: Reach,
  work: Work,
): Joined[] {
  const texts = { free: joinable(parts), named: [withNames(parts), ...spokenKeys(parts)], tail };
  const reach = reachTogether(ownReach, parts, tail);
  const near = new Looking(rules, own, work);
  for (const run of runsOf(texts, reach)) near.read(run);
  // What only the boundary brought together may reach further than what stood there before.
  if (reach >= STRAIGHT || !near.cut) return near.findings;
  const far = new Looking(rules, own, work);
  for (const run of runsOf(texts, STRAIGHT)) far.read(run);
  return far.findings;
}

type Texts = { readonly free: readonly Part[]; readonly named: readonly (readonly Part[])[]; readonly tail: Tail };

function runsOf({ free, named, tail }: Texts, reach: number): Run[] {
  const all: Run[] = [];
  const before = nearest(tail, reach);
  // Which file a call is about is read with what this call says of it, and not with what others said.
  const said = withoutFiles(free);
  const apart = said.length < free.length && before.pieces.length > 0;
  for (const glue of GLUES) {
    if (apart && free.length > 1) runs(NOTHING, free, glue, reach, all);
    const parts = apart ? said : free;
    if (parts.length > 0 && before.pieces.length + parts.length > 1) runs(before, parts, glue, reach, all);
  }
  for (const parts of named) if (parts.length > 1) for (const glue of GLUES) runs(NOTHING, parts, glue, reach, all);
  return all;
}

/**
 * The same question where nothing was found in the single texts and nothing began in those before: true only when
 * there is nothing in what joins them either. False says nothing.
 */
export function calmTogether(rules: RuleSet, parts: readonly Part[], tail: Tail): boolean {
  if (tail.reach > EDGE || spokenKeys(parts).length > 0) return false;
  const channel = parts.find(isFree)?.channel;
  if (channel === undefined) return true;
  const texts: string[] = [];
  const said = withoutFiles(parts);
  const apart = said.length < parts.length;
  for (const [index, glue] of GLUES.entries()) {
    const edge = tail.edges[index] ?? '';
    if (apart && !meet(parts, channel, '', glue, texts)) return false;
    if (!meet(said, channel, edge, glue, texts)) return false;
  }
  // Cut out of longer texts all of them, they are read at once: what begins a text begins none of these.
  if (!apart && tail.edges[0].length >= EDGE) return texts.length === 0 || isCalm(rules, channel, texts.join('\n'));
  return texts.every((text) => isCalm(rules, channel, text));
}

/** Adds where texts meet, each other and the end of what was said; false where they cannot be read so. */
function meet(parts: readonly Part[], channel: Channel, edge: string, glue: string, texts: string[]): boolean {
  let text = edge;
  let pieces = text === '' ? 0 : 1;
  const close = () => {
    if (pieces > 1) texts.push(text);
    text = '';
    pieces = 0;
  };
  for (const part of parts) {
    if (!isFree(part)) continue;
    // What describes tools is read with their names too; rules differ by channel.
    if (part.channel === 'tool_description' || part.channel !== channel) return false;
    const piece = part.text.length <= EDGE ? part.text : part.text.slice(0, EDGE);
    text = pieces === 0 ? piece : text + glue + piece;
    pieces += 1;
    if (part.text.length <= EDGE) continue;
    close();
    text = part.text.slice(-EDGE);
    pieces = 1;
  }
  close();
  return true;
}

function isFree({ joins, key, text }: Part): boolean {
  return joins && !key && text !== '';
}

/** Reads texts that were put together, each find once. */
class Looking {
  /** `typed`: it counts only where a blank between would break it. */
  readonly #findings: (Joined & { readonly typed: boolean })[] = [];
  /** What began in an earlier call and is found with a blank between as well: `keyOf` it. */
  readonly #apart = new Set<string>();
  /** A pattern was tried beyond an end of a text that goes on there. */
  cut = false;
  readonly #rules: RuleSet;
  readonly #work: Work;
  readonly #seen: Set<string>;

  constructor(rules: RuleSet, own: readonly Finding[], work: Work) {
    this.#rules = rules;
    this.#work = work;
    this.#seen = new Set(own.map((finding) => keyOf(finding.rule, finding)));
  }

  read(run: Run): void {
    const channel = run.placed.at(-1)?.piece.part?.channel;
    if (channel === undefined) return;
    const { cut } = this.#work;
    cut.start = false;
    cut.end = false;
    this.#scan(run, channel);
    if ((cut.start && run.goesOn.before) || (cut.end && run.goesOn.after)) this.cut = true;
  }

  get findings(): Joined[] {
    return this.#findings.filter(({ finding, typed }) => !typed || !this.#apart.has(keyOf(finding.rule, finding)));
  }

  #scan(run: Run, channel: Channel): void {
    const seams = seamsOf(run, channel);
    if (seams === undefined) return;
    for (const hit of scanTogether(this.#rules, channel, run.text, seams, this.#work)) {
      if (isChance(hit.rule)) continue;
      const share = run.placed.filter(({ start, end }) => start < hit.end && end > hit.start);
      const { id } = hit.rule;
      // A match within one text was found there; one that an earlier message held whole was found then [52].
      if (share.length < 2 || share.some(({ piece }) => piece.found.includes(id))) continue;
      const here = share.filter(({ piece }) => piece.part);
      const before = Math.max(...share.map(({ piece }) => piece.before));
      const over = before > 0 ? overMessages(hit.rule, channel) : 'yes';
      if (over === 'no') continue;
      if (over === 'typed' && !run.glued) {
        for (const { piece } of here) if (piece.part) this.#apart.add(keyOf(id, piece.part));
        continue;
      }
      if (here.length === 0 || here.some(({ piece }) => piece.part && this.#seen.has(keyOf(id, piece.part)))) continue;
      if (run.glued && nameAndFill(here.flatMap(({ piece }) => piece.part ?? []))) continue;
      const first = here[0]?.start ?? 0;
      if (over === 'typed' && this.#stands(run.text.slice(0, first), channel, hit)) continue;
      const typed =
        over === 'typed' && !share.slice(1).some(({ start }) => BLANK.test(run.text.slice(start - 1, start + 1)));
      for (const { piece, start, end, offset } of here) {
        if (!piece.part) continue;
        this.#seen.add(keyOf(id, piece.part));
        const span = [Math.max(hit.start, start) - start + offset, Math.min(hit.end, end) - start + offset] as const;
        const finding: Finding = { ...findingOf(hit, piece.part), span, view: 'joined', exact: false };
        this.#findings.push({ finding, before, typed });
      }
    }
  }

  /** Whether what was said before held the hit already, and the new text only makes it longer. */
  #stands(text: string, channel: Channel, { rule, start }: Hit): boolean {
    return scanText(this.#rules, channel, text, this.#work).some(
      (hit) => hit.rule.id === rule.id && hit.start === start,
    );
  }
}

const BLANK = /\s/;

function keyOf(rule: string, { pointer }: Pick<Part, 'pointer'>): string {
  return `${rule} ${pointer}`;
}

function seamsOf(run: Run, channel: Channel): Seams | undefined {
  const { placed, glued } = run;
  const meeting = placed.filter((_, at) => counts(run, at));
  if (meeting.length === 0) return undefined;
  return seamsAt(
    meeting.map(({ start }) => start),
    glued ? placed.map(({ start }) => start) : undefined,
    (channel === 'tool_args' || channel === 'agent_message') &&
      placed.filter(({ piece }) => piece.part !== undefined).length === 1,
  );
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

/**
 * The texts end to end. Of a long one only the ends can have a share in what crosses a boundary, so a run is cut in its
 * middle; likewise where the channel changes, because rules differ by channel.
 */
function runs(before: Before, parts: readonly Part[], glue: string, reach: number, all: Run[]): void {
  let text = '';
  let placed: Placed[] = [];
  let cut = before.goesOn;
  const add = (piece: Piece, offset: number) => {
    if (text !== '') text += glue;
    placed.push({ piece, start: text.length, end: text.length + piece.text.length, offset });
    text += piece.text;
  };
  const close = (after: boolean) => {
    if (placed.length > 1) all.push({ text, placed, glued: glue === '', goesOn: { before: cut, after } });
    [text, placed, cut] = ['', [], false];
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
