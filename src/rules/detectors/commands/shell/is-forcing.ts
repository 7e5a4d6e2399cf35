/** Long options whose beginnings a shell command takes for them. */
const LONG = ['recursive', 'force'];
const HYPHEN = 45;

/** Whether a run of hyphens and the letters of `-rf` holds an option: `-rf`, `-r"f"`, `--r`, not `--reporter`, `r-f` or a rule of hyphens. */
export function isForcing(codes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const before = codes[at - 1];
    if (codes[at] !== HYPHEN || before === HYPHEN || isAlnum(before)) continue;
    const next = codes[at + 1] ?? 0;
    if (next === HYPHEN) {
      if (isAlnum(codes[at + 2]) && LONG.some((name) => isBeginning(codes, at + 2, name))) return true;
    } else if (isAlnum(next)) return true;
  }
  return false;
}

/** Whether the letters at a place are a name or the beginning of one. */
function isBeginning(codes: Uint8Array, from: number, name: string): boolean {
  let at = 0;
  while (at < name.length && codes[from + at] === name.charCodeAt(at)) at += 1;
  return !isAlnum(codes[from + at]);
}

function isAlnum(code = 0): boolean {
  return (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 122);
}
