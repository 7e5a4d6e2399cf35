/** What one thing took in each round, in the unit of its report. */
export type Row = { readonly name: string; readonly values: readonly number[] };

/** A goal holds only when both its readings do: that of the quiet moments and that of the usual ones. */
export type Goal = { readonly name: string; readonly min: number; readonly median: number; readonly limit: number };

export type Report = {
  readonly title: string;
  readonly unit: string;
  readonly rows: readonly Row[];
  readonly goals: readonly Goal[];
  /** How far the two raw pipes, which are the same, came out apart: 0.1 is 10 %. */
  readonly noise?: number | undefined;
  readonly notes: readonly string[];
};

export const NOISY = 0.15;

export function min(values: readonly number[]): number {
  return Math.min(...values);
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** @param q 0 … 1 */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** `a / b`: of the minimums, and the median over rounds of the ratios within one round. */
export function ratio(a: readonly number[], b: readonly number[]): { readonly min: number; readonly median: number } {
  return { min: min(a) / min(b), median: median(a.map((value, round) => value / (b[round] ?? Number.NaN))) };
}

/** `a − b`, read in the same two ways. */
export function difference(
  a: readonly number[],
  b: readonly number[],
): { readonly min: number; readonly median: number } {
  return { min: min(a) - min(b), median: median(a.map((value, round) => value - (b[round] ?? Number.NaN))) };
}

/** How far apart two rows that measure the same are, by the larger of their two readings. */
export function noise(a: readonly number[], b: readonly number[]): number {
  const apart = (x: number, y: number) => Math.max(x, y) / Math.min(x, y) - 1;
  return Math.max(apart(min(a), min(b)), apart(median(a), median(b)));
}

/** Round by round the mean of two rows that measure the same. */
export function together(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, round) => (value + (b[round] ?? value)) / 2);
}

export function held(goal: Goal): boolean {
  return goal.min <= goal.limit && goal.median <= goal.limit;
}

/** A report as lines for people. */
export function lines(report: Report): string[] {
  const width = Math.max(10, ...report.rows.map((row) => row.name.length));
  const out = ['', `${report.title} (${report.unit})`];
  if (report.rows.length > 0) out.push(`  ${''.padEnd(width)}  ${cells(['min', 'median', 'p90'])}`);
  for (const row of report.rows) {
    out.push(
      `  ${row.name.padEnd(width)}  ${cells([min(row.values), median(row.values), quantile(row.values, 0.9)].map(short))}`,
    );
  }
  for (const note of report.notes) out.push(`  ${note}`);
  if (report.noise !== undefined) {
    const apart = `${Math.round(report.noise * 100)} %`;
    const verdict = report.noise > NOISY ? 'noisy: repeat on a quieter machine' : 'quiet enough';
    out.push(`  the two raw pipes are ${apart} apart: ${verdict}`);
  }
  for (const goal of report.goals) {
    const sign = held(goal) ? 'met ' : 'MISS';
    out.push(`  ${sign} ${goal.name}: min ${short(goal.min)}, median ${short(goal.median)} (goal ≤ ${goal.limit})`);
  }
  return out;
}

function cells(texts: readonly string[]): string {
  return texts.map((text) => text.padStart(10)).join(' ');
}

function short(value: number): string {
  const size = Math.abs(value);
  return value.toFixed(size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3);
}
