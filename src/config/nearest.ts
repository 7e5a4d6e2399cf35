/** The known word that was most likely meant: at most two edits away, or one that the word is a beginning of. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const typed = word.toLowerCase().replaceAll('-', '_').slice(0, 64);
  let best: string | undefined;
  let least = Math.min(3, Math.ceil(typed.length / 2));
  for (const candidate of known) {
    const away = distance(typed, candidate.toLowerCase().replaceAll('-', '_'), least);
    if (away < least) [best, least] = [candidate, away];
  }
  if (best !== undefined || typed.length < 3) return best;
  for (const candidate of known) if (candidate.toLowerCase().startsWith(typed)) return candidate;
  return undefined;
}

/** Edits between two words, a swap of neighbours counting as one; `limit` when there are that many or more. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return Math.min(limit, row[b.length] ?? limit);
}
