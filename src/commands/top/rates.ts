import type { AuditRow } from '../../store/store.ts';

/** Of one bar, in microseconds. */
export const BAR_MICROS = 5_000_000;
/** Bars that are kept: two and a half minutes. */
export const BARS = 30;
const MINUTE_BARS = 60_000_000 / BAR_MICROS;
/** The newest messages that the delay is taken of. */
const SAMPLES = 512;

/** What passed one server lately: messages by five seconds, and what oktsec added to each. */
export class Rate {
  readonly #bars = new Map<number, number>();
  #micros: number[] = [];
  /** Mode of the newest message: what really stood, whatever the config says since. */
  mode: AuditRow['mode'] | undefined;

  add({ time, latencyMicros, mode }: Pick<AuditRow, 'time' | 'latencyMicros' | 'mode'>): void {
    const bar = Math.floor(time / BAR_MICROS);
    this.#bars.set(bar, (this.#bars.get(bar) ?? 0) + 1);
    this.#micros.push(latencyMicros);
    if (this.#micros.length > 2 * SAMPLES) this.#micros = this.#micros.slice(-SAMPLES);
    this.mode = mode;
  }

  /** Messages by bar, oldest first; the last one is the bar of now. Older ones are forgotten. */
  bars(now: number): number[] {
    const last = Math.floor(now / BAR_MICROS);
    for (const bar of this.#bars.keys()) if (bar <= last - BARS) this.#bars.delete(bar);
    return Array.from({ length: BARS }, (_, at) => this.#bars.get(last - BARS + 1 + at) ?? 0);
  }

  /** What one message in a hundred is delayed by at least; undefined before the first. */
  get p99Micros(): number | undefined {
    const sorted = this.#micros.slice(-SAMPLES).sort((a, b) => a - b);
    return sorted[Math.ceil(sorted.length * 0.99) - 1];
  }
}

/** Messages in the last minute. */
export function perMinute(bars: readonly number[]): number {
  return bars.slice(-MINUTE_BARS).reduce((sum, count) => sum + count, 0);
}

const LEVELS = { unicode: '▁▂▃▄▅▆▇█', ascii: '_.:-=+*#' } as const;

/** A bar per number, the highest as high as a letter. */
export function spark(bars: readonly number[], letters: keyof typeof LEVELS): string {
  const levels = LEVELS[letters];
  const most = Math.max(...bars, 1);
  return bars.map((count) => levels[Math.ceil((count / most) * (levels.length - 1))]).join('');
}

/** Which of the two parties is the MCP server; undefined for what is between agents, or of oktsec itself. */
export function serverOf({ surface, kind, side, from, to }: AuditRow): string | undefined {
  if (surface !== 'stdio' || kind === 'event') return undefined;
  return side === 'client' ? to : from;
}
