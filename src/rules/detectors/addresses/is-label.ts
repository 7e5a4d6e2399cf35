/** Whether a run of letters and digits may be a label of a host name: another one follows it, or may, where the text ends. */
export function isLabel(codes: Uint8Array, start: number, end: number): boolean {
  return end - start <= LONGEST && (end === codes.length || codes[end] === DOT);
}

const LONGEST = 63;
const DOT = 46;
