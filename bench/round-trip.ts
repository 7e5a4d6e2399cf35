import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { callFrame } from './benign.ts';
import { median, noise, quantile, type Report, ratio, together } from './figures.ts';
import type { Place, Way } from './ways.ts';

type Size = {
  readonly label: string;
  readonly bytes: number;
  /** Round trips in a batch, and in the first, which is not counted. */
  readonly count: number;
  readonly warm: number;
  readonly enforceLimit?: number;
};

const OBSERVE_LIMIT = 1.15;
/** A batch that takes longer is a failure, not a figure. */
const PATIENCE_MS = 120_000;
const SIZES: readonly Size[] = [
  { label: '200 B', bytes: 200, count: 400, warm: 3000, enforceLimit: 1.8 },
  { label: '2 KB', bytes: 2048, count: 400, warm: 3000, enforceLimit: 2.5 },
  { label: '100 KB', bytes: 102_400, count: 40, warm: 200 },
  { label: '10 MB', bytes: 10_000_000, count: 2, warm: 3 },
];

/** A call and its answer, one in flight, at several sizes; every process lives through the whole run. */
export async function benchRoundTrip(place: Place, rounds: number): Promise<Report[]> {
  const server = place.echo.c ?? place.echo.node;
  const ways: readonly Way[] = [place.direct, ...place.raw, place.observe, place.enforce];
  const pings = ways.map((way) => new Ping([...place.ping, ...way.words, ...server]));
  try {
    const reports: Report[] = [];
    for (const size of SIZES) {
      const path = join(place.folder, `${size.bytes}.frame`);
      writeFileSync(path, callFrame(size.bytes));
      // A refusal ends the helper: what was measured before it still counts.
      const report = await oneSize(size, path, ways, pings, rounds).catch((error: unknown) => unmeasured(size, error));
      reports.push(report);
      if (report.rows.length === 0) return reports;
    }
    await Promise.all(pings.map((ping) => ping.close()));
    return reports;
  } finally {
    for (const ping of pings) ping.kill();
  }
}

function unmeasured(size: Size, error: unknown): Report {
  const why = error instanceof Error ? error.message : String(error);
  const missed = { name: `could be measured (${why})`, min: 1, median: 1, limit: 0 };
  return { title: `Round trip of ${size.label}, one in flight`, unit: 'µs', rows: [], goals: [missed], notes: [] };
}

async function oneSize(
  size: Size,
  path: string,
  ways: readonly Way[],
  pings: readonly Ping[],
  rounds: number,
): Promise<Report> {
  const batches = new Map<string, number[]>(ways.map((way) => [way.name, []]));
  const all = new Map<string, number[]>(ways.map((way) => [way.name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [at, way] of ways.entries()) {
      const times = await pings[at]?.batch(round < 0 ? size.warm : size.count, path);
      if (times === undefined || round < 0) continue;
      batches.get(way.name)?.push(median(times));
      all.get(way.name)?.push(...times);
    }
  }
  const of = (name: string): number[] => batches.get(name) ?? [];
  const raw = together(of('raw pipe'), of('raw pipe again'));
  const toRaw = (name: string) => ratio(of(name), raw);
  const enforce = toRaw('enforce');
  const p99 = (name: string): string => quantile(all.get(name) ?? [], 0.99).toFixed(0);
  const notes = [`p99 of single round trips: ${ways.map((way) => `${way.name} ${p99(way.name)}`).join(', ')}`];
  if (size.enforceLimit === undefined) {
    notes.push(`enforce over a raw pipe: min ${enforce.min.toFixed(2)}, median ${enforce.median.toFixed(2)}`);
  }
  return {
    title: `Round trip of ${size.label}, one in flight`,
    unit: 'µs',
    rows: ways.map(({ name }) => ({ name, values: of(name) })),
    goals: [
      { name: 'observe over a raw pipe', ...toRaw('observe'), limit: OBSERVE_LIMIT },
      ...(size.enforceLimit === undefined
        ? []
        : [{ name: 'enforce over a raw pipe', ...enforce, limit: size.enforceLimit }]),
    ],
    noise: noise(of('raw pipe'), of('raw pipe again')),
    notes,
  };
}

/** The helper that measures: started once for each way, told what to send batch by batch. */
export class Ping {
  readonly #child: ChildProcess;
  #waiting: { readonly resolve: (line: string) => void; readonly reject: (error: Error) => void } | undefined;

  constructor(command: readonly string[]) {
    const [file = '', ...args] = command;
    const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child = child;
    createInterface({ input: child.stdout })
      .on('line', (line) => this.#waiting?.resolve(line))
      .on('close', () => this.#waiting?.reject(new Error('a round trip failed')));
  }

  /** @returns microseconds of each round trip */
  async batch(count: number, path: string): Promise<number[]> {
    const impatient = setTimeout(() => this.#waiting?.reject(new Error('a batch took too long')), PATIENCE_MS);
    const answered = new Promise<string>((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
    this.#child.stdin?.write(`${count} ${path}\n`);
    try {
      const times = (await answered).trim().split(' ');
      return times.map((nanos) => Number(nanos) / 1000);
    } finally {
      clearTimeout(impatient);
      this.#waiting = undefined;
    }
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.stdin?.end();
    await once(this.#child, 'exit');
  }
}
