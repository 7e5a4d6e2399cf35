import { REACH } from '../match/match-use.ts';
import type { Seams } from './seams.ts';

export type Region = { start: number; end: number };

/** Places with their surroundings, overlapping ones together. */
export function regions(places: readonly number[], length: number, reach = REACH): Region[] {
  const list: Region[] = [];
  for (const at of places) {
    const start = Math.max(0, at - reach);
    const end = Math.min(length, at + reach);
    const last = list.at(-1);
    if (last !== undefined && start <= last.end) last.end = end;
    else list.push({ start, end });
  }
  return list;
}

/** The stretches of `from` … `to` that are so near a place that counts; all of it where every place does. */
export function stretchesNear(seams: Seams | undefined, reach: number, from: number, to: number): Region[] {
  const places = seams?.places;
  if (seams === undefined || places === undefined) return [{ start: from, end: to }];
  return regions(places, to, reach + seams.margin)
    .map(({ start, end }) => ({ start: Math.max(start, from), end }))
    .filter(({ start, end }) => start < end);
}
