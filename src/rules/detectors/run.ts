/** Characters of ASCII, told by their codes. */
export type Members = Uint8Array;

/** @param one matches each character that belongs */
export function membersOf(one: RegExp): Members {
  const table = new Uint8Array(128);
  for (let code = 0; code < table.length; code += 1) if (one.test(String.fromCharCode(code))) table[code] = 1;
  return table;
}

/** Whether so many characters of a set stand one behind the other in a text. */
export function hasRun(text: string, members: Members, length: number): boolean {
  for (let start = 0; ; ) {
    // Backwards from where a run would end: one stranger rules out every start up to it.
    let probe = start + length - 1;
    if (probe >= text.length) return false;
    while (probe >= start && members[text.charCodeAt(probe)] === 1) probe -= 1;
    if (probe < start) return true;
    start = probe + 1;
  }
}
