/**
 * Where texts that were put together meet, ascending. Whatever lies in one of them alone was found there: in the whole, only what
 * reaches over a seam counts. Detectors that stand alone are not asked.
 */
export type Seams = readonly number[];

/** A text made of others of which every place counts. */
export const EVERYWHERE: Seams = [];

/** Whether a seam stands within `from` … `to`. */
export function crosses(seams: Seams | undefined, from: number, to: number): boolean {
  if (seams === undefined || seams.length === 0) return true;
  for (let at = 0; at < seams.length; at += 1) {
    const seam = seams[at] as number;
    if (seam > from && seam < to) return true;
  }
  return false;
}
