import { DECISIONS, type Decision } from '../../policy/decisions.ts';
import type { Tally } from '../terms/log.ts';

export const NO_ROWS: Tally = { rows: 0, flagged: 0, masked: 0, quarantined: 0, blocked: 0, rejected: 0 };

/** Rows by how they came out. */
export class Sums {
  #tally: { -readonly [K in keyof Tally]: number } = { ...NO_ROWS };

  add(decision: Decision, rows: number): void {
    this.#tally.rows += rows;
    // Most rows: no table needs to be asked.
    if (decision === 'allow') return;
    const kind = kindOf(decision);
    if (kind !== undefined) this.#tally[kind] += rows;
  }

  addAll(other: Sums): void {
    this.#tally.rows += other.#tally.rows;
    this.#tally.flagged += other.#tally.flagged;
    this.#tally.masked += other.#tally.masked;
    this.#tally.quarantined += other.#tally.quarantined;
    this.#tally.blocked += other.#tally.blocked;
    this.#tally.rejected += other.#tally.rejected;
  }

  tally(): Tally {
    return { ...this.#tally };
  }
}

function kindOf(decision: Decision): Exclude<keyof Tally, 'rows'> | undefined {
  if (decision === 'content_flagged') return 'flagged';
  if (decision === 'content_masked') return 'masked';
  const status = DECISIONS[decision]?.status;
  return status === 'delivered' ? undefined : status;
}
