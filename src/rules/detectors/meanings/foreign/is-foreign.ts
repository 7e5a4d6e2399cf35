const FEWEST = 5;

/** Whether so much of a run is letters beyond ASCII: `when` of its trigger, whose runs may hold blanks. */
export function isForeign(codes: Uint8Array, start: number, end: number): boolean {
  let letters = 0;
  for (let at = start; at < end && letters < FEWEST; at += 1) if (codes[at] === 255) letters += 1;
  return letters >= FEWEST;
}
