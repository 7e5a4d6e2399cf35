import { REACH } from './match-use.ts';

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
