import { existsSync } from 'node:fs';
import { openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import { OktsecError } from '../../errors.ts';
import type { Snapshot } from '../../files/config/config-file.ts';
import { isPaused } from '../../files/marks/pause-mark.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Held } from '../../quarantine/desk.ts';
import { type Running, runningIn } from '../../store/kept/running.ts';
import { databasePath } from '../../store/location.ts';
import type { AuditRow, Store } from '../../store/store.ts';
import { shortened } from '../clients/say.ts';
import { Rate, serverOf } from './rates.ts';
import { serverLines } from './server-lines.ts';
import { readSlowly, type Slow } from './slow.ts';
import { NOTHING, type View } from './view.ts';

/** Newest events that are kept, and at most read at a time. */
const KEPT_ROWS = 1000;
const MOST_HELD = 500;
/** A screen that waits for a lock takes no keys. */
const WAIT_MILLIS = 50;
/** What costs more than a look at the end of the log is looked at this often, in microseconds: who runs, and all else. */
const RUNNING_MICROS = 1_000_000;
const SLOW_MICROS = 3_000_000;

/** Follows the log of a home and what its proxies tell. What cannot be read now is tried again at the next look. */
export class Watch {
  readonly #context: Context;
  readonly #snapshot: Snapshot;
  readonly #policy: Policy;
  readonly #path: string;
  #store: Store | undefined;
  #opening = false;
  #failed: string | undefined;
  /** What is no trouble of the world but a fault of ours. */
  #fault: { readonly error: unknown } | undefined;
  #last = 0;
  #rows: AuditRow[] = [];
  #held: readonly Held[] = [];
  #rates = new Map<string, Rate>();
  #slow: Slow | undefined;
  #running: readonly Running[] = [];
  #ranAt = 0;
  #view: View = NOTHING;

  constructor(context: Context, snapshot: Snapshot, policy: Policy) {
    this.#context = context;
    this.#snapshot = snapshot;
    this.#policy = policy;
    this.#path = databasePath(snapshot.home);
  }

  /** The world as it is now; waits for next to nothing. */
  look(): View {
    if (this.#fault !== undefined) throw this.#fault.error;
    const now = this.#context.io.now();
    const trouble = this.#trouble(now);
    this.#view =
      trouble === undefined ? this.#seen(now) : { ...this.#view, now, paused: isPaused(this.#snapshot.home), trouble };
    return this.#view;
  }

  /** To be called once before the first look, so that it finds an open log. */
  async open(): Promise<void> {
    if (this.#opening || this.#store !== undefined) return;
    this.#opening = true;
    try {
      this.#store = await openLog(this.#context, this.#snapshot, { waitMillis: WAIT_MILLIS });
      this.#failed = undefined;
    } catch (error) {
      if (error instanceof OktsecError) this.#failed = reasonOf(error);
      else this.#fault = { error };
    } finally {
      this.#opening = false;
    }
  }

  close(): void {
    this.#store?.close();
    this.#store = undefined;
  }

  /** @returns why nothing new can be told, in one line */
  #trouble(now: number): string | undefined {
    if (this.#store === undefined) {
      void this.open();
      return `cannot read ${shortened(this.#path, this.#context.io.userHome)}: ${this.#failed ?? 'not opened yet'}, retrying`;
    }
    // A log that was there and is not is no empty log.
    if (this.#last > 0 && !existsSync(this.#path)) {
      return `cannot read ${shortened(this.#path, this.#context.io.userHome)}: it is gone, retrying`;
    }
    try {
      this.#read(this.#store, now);
      return undefined;
    } catch (error) {
      return `cannot read ${shortened(this.#path, this.#context.io.userHome)}: ${reasonOf(error)}, retrying`;
    }
  }

  #read(store: Store, now: number): void {
    const slow = this.#slow === undefined || now - this.#slow.at >= SLOW_MICROS || now < this.#slow.at;
    // Another log took this one's place: its numbers begin anew.
    if (slow && this.#last > 0 && (store.list({ limit: 1 })[0]?.seq ?? 0) < this.#last) this.#forget();
    const rows = this.#newRows(store);
    for (const row of rows) this.#count(row);
    if (rows.length > 0) this.#rows = [...rows.toReversed(), ...this.#rows].slice(0, KEPT_ROWS);
    if (rows.length > 0 || slow) this.#held = pendingIn(store, now);
    if (slow || Math.abs(now - this.#ranAt) >= RUNNING_MICROS || rows.some((row) => this.#isNew(row))) {
      this.#running = runningIn(this.#snapshot.home);
      this.#ranAt = now;
    }
    if (slow) this.#slow = readSlowly(store, this.#snapshot.home, this.#running, now);
  }

  /** Oldest first. Of more than a screen can follow only the newest. */
  #newRows(store: Store): readonly AuditRow[] {
    let rows =
      this.#last === 0
        ? store.list({ limit: KEPT_ROWS }).toReversed()
        : store.list({ afterSeq: this.#last, limit: KEPT_ROWS });
    if (this.#last > 0 && rows.length === KEPT_ROWS) rows = store.list({ limit: KEPT_ROWS }).toReversed();
    this.#last = rows.at(-1)?.seq ?? this.#last;
    return rows;
  }

  #count(row: AuditRow): void {
    const server = serverOf(row);
    if (server === undefined) return;
    const rate = this.#rates.get(server) ?? new Rate();
    this.#rates.set(server, rate);
    rate.add(row);
  }

  #isNew(row: AuditRow): boolean {
    const server = serverOf(row);
    return server !== undefined && !this.#running.some(({ agent }) => agent === server);
  }

  #seen(now: number): View {
    const totals = this.#slow?.totals ?? NOTHING.totals;
    const paused = isPaused(this.#snapshot.home);
    const servers = serverLines(
      { running: this.#running, rates: this.#rates, held: this.#held, slow: this.#slow },
      this.#policy,
      now,
    );
    const world = { servers, held: this.#held, rows: this.#rows, totals };
    return { now, trouble: undefined, paused, chain: this.#slow?.chain, ...world };
  }

  #forget(): void {
    this.#last = 0;
    this.#rows = [];
    this.#rates = new Map();
  }
}

function pendingIn(store: Store, now: number): Held[] {
  return store
    .quarantine('pending', MOST_HELD)
    .filter(({ expiresAt }) => expiresAt > now)
    .flatMap((item) => {
      const row = store.get(String(item.seq));
      return row === undefined || row === 'ambiguous' ? [] : [{ item, row, today: undefined }];
    });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof OktsecError)) throw error;
  return error.code === 'store_locked' ? 'it is locked' : error.message;
}
