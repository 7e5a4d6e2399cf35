/**
 * Milliseconds, with fractions, of a clock that only grows. The global `performance` tells the same; the first look at it loads a
 * module of Node's, for a millisecond, before the first answer.
 */
export function elapsedMillis(): number {
  const [seconds, nanos] = process.hrtime();
  return seconds * 1000 + nanos / 1e6;
}
