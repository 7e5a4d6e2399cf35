import type { Hit } from '../rule.ts';
import type { Mapped } from '../views/collapse.ts';
import { fold } from '../views/fold.ts';
import { hiddenIn } from '../views/hidden.ts';
import { withoutJoints } from '../views/joints/joints.ts';
import { unleet } from '../views/leet.ts';
import { meant } from '../views/meant/meant.ts';
import { withoutPrefixes } from '../views/prefixes.ts';
import { squeeze } from '../views/squeeze.ts';
import { unstretch } from '../views/stretched.ts';
import { unwritten } from '../views/strings.ts';
import { NEAR, unbreak } from '../views/unbreak.ts';
import { resolveEscapes } from '../views/unescape.ts';
import { setApart } from '../views/words.ts';
import { inner, MAX_DEPTH, type Task, WHOLE } from './inner-texts.ts';
import { matchStretch } from './match/match.ts';
import { REACH } from './match/match-use.ts';
import { noPlaces } from './match/places.ts';
import { addHit, fresh, type Piece } from './piece.ts';
import { type Region, regions } from './text/regions.ts';
import { encodings, type JoinedRun } from './text/runs.ts';
import { crosses, type Seams } from './text/seams.ts';
import { type Signs, signsOf } from './text/signs.ts';
import { NO_STRANGERS, strangers } from './text/strangers.ts';
import { unitsOf } from './text/units.ts';
import type { Work } from './work.ts';

/** What a reading as it is written costs by its length alone, as the power of two of its characters that go into a unit. */
const ONCE = 5;
/** What stands beside a match may decide on it. */
const MARGIN = 2;

/** Reads a piece as it would read without its disguises, the inner readings last. */
export function otherReadings(task: Task, signs: Signs): void {
  const { piece, depth, work } = task;
  const { text, from, to, seams } = piece;
  if (signs.hidden || signs.spelled) work.straight = false;
  for (const region of regions(signs.folded, text.length)) {
    if (!crosses(seams, region.start, region.end)) continue;
    viewed(task, region, fold(text.slice(region.start, region.end)), depth < MAX_DEPTH, true);
  }
  for (const region of regions(signs.written, text.length, NEAR)) {
    if (!crosses(seams, region.start, region.end)) continue;
    viewed(task, region, unwritten(text.slice(region.start, region.end)), depth < MAX_DEPTH);
  }
  if (signs.hidden) inner(task, hiddenIn(text));
  if (signs.spelled)
    changed(task, { start: Math.max(0, from - REACH), end: Math.min(text.length, to + REACH) }, squeeze);
  for (const region of regions(signs.broken, text.length, NEAR)) changed(task, region, unbreak);
  for (const region of regions(signs.prefixed, text.length, NEAR))
    changed(task, region, (around) => withoutPrefixes(around, signs.prefixes, region.start));
  if (signs.meant.length > 0) {
    if (!work.pass(text.length >> 6)) return;
    const places = signs.meant.map(({ start }) => start);
    for (const region of regions(places, text.length, NEAR))
      changed(task, region, (around) => meant(around, signs.meant, region.start));
  }
  apart(task, signs.joined);
  for (const region of regions(signs.leet, text.length, NEAR)) changed(task, region, unleet);
  for (const region of regions(signs.stretched, text.length, NEAR)) changed(task, region, unstretch);
  for (const region of regions(signs.escapes, text.length)) {
    if (!crosses(seams, region.start, region.end)) continue;
    const mapped = depth < MAX_DEPTH ? resolveEscapes(text.slice(region.start, region.end)) : undefined;
    if (mapped !== undefined) again(task, mapped, region);
  }
  for (const region of regions(signs.joints, text.length, NEAR)) {
    changed(task, region, (around) => withoutJoints(around, false));
    changed(task, region, (around) => withoutJoints(around, true));
  }
  inner(task, signs.encoded);
  inner(task, signs.ciphers);
}

/** What stands around words that were written together, with these set apart. */
function apart(task: Task, joined: readonly JoinedRun[]): void {
  const told = joined.flatMap((one) => (one.told ? [one.start, one.end] : []));
  let next = 0;
  for (const region of regions(told, task.piece.text.length, NEAR)) {
    const first = next;
    while (next < joined.length && (joined[next] as JoinedRun).end <= region.end) next += 1;
    const own = joined.slice(first, next).filter(({ start }) => start >= region.start);
    changed(task, region, (text) => setApart(text, own, region.start));
  }
}

/** A region read another way. */
function changed(task: Task, region: Region, change: (text: string) => Mapped): void {
  const { text, seams } = task.piece;
  if (crosses(seams, region.start, region.end)) viewed(task, region, change(text.slice(region.start, region.end)));
}

/**
 * @param within whether the text so read is also looked at for what else may be hidden in it
 * @param folded whether characters were folded to make it
 */
function viewed(task: Task, region: Region, mapped: Mapped, within = false, folded = false): void {
  const { set, piece, depth, work, found, hits } = task;
  const { text, from, to, base, channels } = piece;
  if (mapped.text === text.slice(region.start, region.end)) return;
  stretched(work, mapped);
  if (!work.pass(mapped.text.length >> ONCE)) return;
  const start = mapped.indexOf(Math.max(0, from - region.start));
  const end = mapped.indexOf(Math.min(to, region.end) - region.start);
  const place = {
    before: base + region.start,
    cutStart: base + region.start > 0,
    cutEnd: region.end < text.length,
  };
  const seams = changesOf(mapped, piece.seams, region);
  const own: Piece = { text: mapped.text, from: start, to: end, base: 0, channels, seams, escaped: true, folded };
  const units = unitsOf(mapped.text);
  const shapes = set.shapes(channels);
  shapes.look(units, start, end);
  const inside = fresh();
  const places = noPlaces();
  for (const match of matchStretch(set, { ...own, place, unusual: [] }, units, shapes, inside.plain, work, places)) {
    inside.plain.add(match.rule, match.start, match.end);
    const span = {
      start: region.start + mapped.offset(match.start),
      end: region.start + mapped.offset(match.end - 1) + 1,
    };
    if (found.plain.covers(match.rule, base + span.start, base + span.end)) continue;
    addHit(hits, found.other, { rule: match.rule, ...span }, base, depth === 0 ? 'normalised' : 'decoded', true);
  }
  if (!within) {
    // What is encoded in pieces is whole only now.
    const encoded = depth < MAX_DEPTH ? encodings(mapped.text, units.codes, shapes.runs, start, end, seams) : [];
    if (encoded.length === 0 || !work.pass(mapped.text.length >> 6)) return;
    const pieced: Hit[] = [];
    inner({ ...task, piece: own, depth: depth + 1, found: inside, hits: pieced }, encoded);
    take(task, pieced, mapped, region.start);
    return;
  }
  const strange = units.ascii && !shapes.odd ? NO_STRANGERS : strangers(mapped.text, units, 0, mapped.text.length);
  const signs = signsOf(set, own, { units, shapes, strange, places });
  if (signs === undefined || !work.pass(mapped.text.length >> ONCE)) return;
  const more: Hit[] = [];
  otherReadings({ ...task, piece: own, depth: depth + 1, found: inside, hits: more }, signs);
  take(task, more, mapped, region.start);
}

/** Notes by how much what is written is longer than this reading of it. */
function stretched(work: Work, { dropped, turned }: Mapped): void {
  work.stretch += dropped;
  if (turned) work.straight = false;
}

/**
 * Away from what was changed a text reads as it is written, and was read. Where texts meet in the stretch that was changed, they meet in
 * this reading too, unless it turns some of it around.
 */
function changesOf({ changes, turned, indexOf }: Mapped, seams: Seams | undefined, { start, end }: Region): Seams {
  const meets = turned
    ? undefined
    : seams?.meets?.filter((at) => at > start && at < end).map((at) => indexOf(at - start));
  return { places: changes, margin: MARGIN, together: seams?.together === true, bonds: seams?.bonds ?? 0, meets };
}

/** Reads what was resolved in all its views. */
function again(task: Task, mapped: Mapped, region: Region): void {
  const { set, piece, depth, work, read } = task;
  const { from, to, channels, seams } = piece;
  stretched(work, mapped);
  if (!work.pass(mapped.text.length >> WHOLE)) return;
  const start = mapped.indexOf(Math.max(0, from - region.start));
  const end = mapped.indexOf(to - region.start);
  const own = { text: mapped.text, from: start, to: end, base: 0, channels };
  const part: Piece = { ...own, seams: changesOf(mapped, seams, region), escaped: true };
  take(task, read(set, part, depth + 1, work, fresh()), mapped, region.start);
}

/** Adds what was found in a text that stands for the one from `shift` on. */
function take({ set, piece, found, hits }: Task, inner: readonly Hit[], mapped: Mapped, shift: number): void {
  const { base } = piece;
  for (const hit of inner) {
    const rule = set.ruled(hit.rule.id);
    const span = { start: shift + mapped.offset(hit.start), end: shift + mapped.offset(hit.end) };
    if (rule === undefined || found.plain.covers(rule, base + span.start, base + span.end)) continue;
    addHit(hits, found.other, { rule, ...span }, base, 'decoded', false);
  }
}
