import { BONDS } from '../../chance.ts';

/**
 * Places of a text that alone count, ascending: whatever lies between them was read before. Of texts that were put together they are
 * where they meet, of a text in another reading where it differs from what is written.
 */
export type Seams = {
  /** Undefined where every place counts. */
  readonly places: readonly number[] | undefined;
  /** So near a place what is found may hang on it. */
  readonly margin: number;
  /** Several texts, each read by itself as well. */
  readonly together: boolean;
  /** Detectors with one of these bonds are not asked. */
  readonly bonds: number;
  /** Where each of them begins, ascending, when nothing stands between them: a token may begin and end there. */
  readonly starts?: readonly number[] | undefined;
  /**
   * Of texts put together, in whatever reading: where they meet, ascending. What is found counts only where it reaches over one of
   * these as well.
   */
  readonly meets?: readonly number[] | undefined;
};

/** A text made of several, of which every place counts. */
export function everywhere(bonds: number): Seams {
  return { places: undefined, margin: 0, together: true, bonds };
}

/**
 * Where texts put together meet.
 * @param starts of all of them, when nothing stands between
 * @param bonds of detectors that are not asked
 */
export function seamsAt(places: readonly number[], starts?: readonly number[], bonds: number = BONDS.text): Seams {
  return { places, margin: 0, together: true, bonds, starts, meets: places };
}

/** Whether a place that counts stands within `from` … `to`, and where texts meet one of those places as well. */
export function crosses(seams: Seams | undefined, from: number, to: number): boolean {
  if (!isNear(seams, from, to)) return false;
  const meets = seams?.meets;
  return meets === undefined || meets === seams?.places || holdsAny(meets, from, to);
}

/** The same wherever texts meet. */
export function isNear(seams: Seams | undefined, from: number, to: number): boolean {
  const places = seams?.places;
  return seams === undefined || places === undefined || holdsAny(places, from - seams.margin, to + seams.margin);
}

/** Whether a place that counts stands in `from` … `to` itself. */
export function holds({ places }: Seams, from: number, to: number): boolean {
  return places === undefined || holdsAny(places, from - 1, to);
}

function holdsAny(places: readonly number[], from: number, to: number): boolean {
  const next = firstBehind(places, from);
  return next < places.length && (places[next] as number) < to;
}

/** Which of ascending places is the first behind `at`; their number when none is. */
export function firstBehind(places: readonly number[], at: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
