const CONTEXT = 2;

/** A line of two definitions: in both, only in the new one, only in the old one. */
export type ChangedLine = { readonly mark: ' ' | '+' | '-'; readonly line: string };

/** What differs between two definitions, as lines of JSON with a few equal ones around. Empty text has no lines. */
export function changedLines(beforeJson: string, afterJson: string): ChangedLine[] {
  const [before, after] = [linesOf(beforeJson), linesOf(afterJson)];
  const all: ChangedLine[] = [];
  const common = longestCommon(before, after);
  let b = 0;
  let a = 0;
  for (const [inBefore, inAfter] of [...common, [before.length, after.length] as const]) {
    while (b < inBefore) all.push({ mark: '-', line: before[b++] as string });
    while (a < inAfter) all.push({ mark: '+', line: after[a++] as string });
    if (b < before.length && a < after.length) {
      all.push({ mark: ' ', line: after[a] as string });
      a += 1;
      b += 1;
    }
  }
  const near = all.map((_, at) =>
    all.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(({ mark }) => mark !== ' '),
  );
  return all.filter((_, at) => near[at]);
}

function linesOf(json: string): string[] {
  return json === '' ? [] : JSON.stringify(JSON.parse(json), undefined, 2).split('\n');
}

/** Pairs of equal lines, in order. Definitions are short: the plain table of lengths is enough, up to a bound. */
function longestCommon(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  if (a.length * b.length > 4_000_000) return [];
  const width = b.length + 1;
  const best = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const next = (i + 1) * width + j;
      best[i * width + j] =
        a[i] === b[j]
          ? (best[next + 1] as number) + 1
          : Math.max(best[next] as number, best[i * width + j + 1] as number);
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if ((best[(i + 1) * width + j] as number) >= (best[i * width + j + 1] as number)) i += 1;
    else j += 1;
  }
  return pairs;
}
