const TIMES = 5;

/**
 * How many times longer work takes on something eight times as long, the best of a few runs of each, in turns: about 8
 * where it grows with its input, 64 where it grows with the square of it. No measure of speed: both slow down alike.
 */
export function growth<Input>(made: (count: number) => Input, count: number, work: (input: Input) => unknown): number {
  const inputs = [made(count), made(8 * count)] as const;
  const best = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] as [number, number];
  for (let time = 0; time < TIMES; time += 1) {
    for (const at of [0, 1] as const) {
      const from = performance.now();
      work(inputs[at]);
      best[at] = Math.min(best[at], performance.now() - from);
    }
  }
  return best[1] / best[0];
}

/** Well above what grows with its input, well below what grows with its square. */
export const LINEAR = 24;
