import { lstatSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { OktsecError } from '../errors.ts';
import type { StandingApproval } from './approval.ts';
import { proofOf } from './chain/proof.ts';
import { pruneLog } from './chain/retention.ts';
import { verifyLog } from './chain/verify.ts';
import { openDatabase } from './driver.ts';
import { eventEntry } from './event.ts';
import { standingApprovals, withdrawApproval } from './kept/approvals.ts';
import { SqliteOutbox } from './kept/outbox.ts';
import { type PinKey, type PinWord, readPins, type StoredPin, settlePin } from './kept/pins.ts';
import { approveItem, expireItems, isDue, rejectItem, type StoredItem } from './kept/settle.ts';
import { spentOf } from './kept/spending.ts';
import { addToken, listTokens, revokeToken, tokenByHash } from './kept/tokens.ts';
import { checkReadable, databasePath, unopenable } from './location.ts';
import { checkVersion } from './migrations.ts';
import { activityOf, NO_ACTIVITY, statsOf, tallyOf } from './reading/activity.ts';
import { alertWords, sayOfAlert } from './reading/alerts.ts';
import { latencyOf } from './reading/latency.ts';
import { prepared } from './reading/prepared.ts';
import { everyRow, findRow, listRows } from './reading/query.ts';
import { listSessions, sessionOf } from './reading/sessions.ts';
import { NO_ROWS } from './reading/sums.ts';
import type {
  Activity,
  AlertWord,
  Approval,
  AuditRow,
  Durability,
  Latency,
  NewToken,
  OwnEvent,
  Period,
  Proof,
  Pruned,
  QuarantineItem,
  QuarantineStatus,
  Review,
  RowFilter,
  SessionDetail,
  SessionPlace,
  SessionSummary,
  Settlement,
  Stats,
  Store,
  Tally,
  TokenRow,
  Verification,
} from './store.ts';
import { messageOf, sqliteCode, troubleOf } from './trouble.ts';
import { type Ledger, openLedger } from './writing/ledger.ts';
import { orphans } from './writing/spool.ts';
import { replayOrphans } from './writing/writer.ts';

export type StoreOptions = {
  /** Microseconds since 1970. */
  readonly now?: (() => number) | undefined;
  readonly durability?: Durability | undefined;
  readonly checkpointRows?: number | undefined;
  readonly checkpointSeconds?: number | undefined;
  readonly warn?: ((line: string) => void) | undefined;
  /** How long a call waits for a locked database; whoever draws a screen cannot wait for long. */
  readonly waitMillis?: number | undefined;
};

const WAIT_MILLIS = 5000;
const NO_STATS: Stats = { rows: 0, decisions: [], statuses: [], rules: [], agents: [], hours: [] };

/**
 * The log for commands. Nothing is made before something is written: a home without a log is an empty one.
 * What ended processes left in their spools is entered first.
 * @throws OktsecError store_unsafe, store_newer, store_foreign, store_corrupt, store_locked, store_unopenable
 */
export function openStore(home: string, options: StoreOptions = {}): Store {
  return new SqliteStore(home, options);
}

class SqliteStore implements Store {
  readonly #home: string;
  readonly #options: StoreOptions;
  readonly #now: () => number;
  readonly #waitMillis: number;
  #reader: Database | undefined;
  #inode: number | undefined;
  #ledger: Ledger | undefined;

  readonly outbox: SqliteOutbox;

  constructor(home: string, options: StoreOptions) {
    this.#home = home;
    this.#options = options;
    this.#now = options.now ?? (() => Date.now() * 1000);
    this.#waitMillis = options.waitMillis ?? WAIT_MILLIS;
    this.outbox = new SqliteOutbox({
      now: this.#now,
      read: (empty, work) => this.#read(empty, work),
      write: (work) => this.#write(work),
    });
    if (!orphans(home).next().done) this.#adoptOrphans();
    this.#read(undefined, () => undefined);
  }

  list(filter: RowFilter = {}): readonly AuditRow[] {
    return this.#read<readonly AuditRow[]>([], (db) => listRows(db, filter));
  }

  get(reference: string): AuditRow | 'ambiguous' | undefined {
    return this.#read(undefined, (db) => findRow(db, reference));
  }

  stats(since?: number): Stats {
    return this.#read(NO_STATS, (db) => statsOf(db, since));
  }

  tally(period: Period): Tally {
    return this.#read(NO_ROWS, (db) => tallyOf(db, period));
  }

  activity(period: Period, agent?: string): Activity {
    return this.#read(NO_ACTIVITY, (db) => activityOf(db, period, agent));
  }

  sessions(page: { readonly after?: SessionPlace | undefined; readonly limit?: number } = {}) {
    return this.#read<readonly SessionSummary[]>([], (db) => listSessions(db, page));
  }

  session(name: string): SessionDetail | undefined {
    return this.#read(undefined, (db) => sessionOf(db, name));
  }

  *rows(): IterableIterator<AuditRow> {
    yield* this.#read<Iterable<AuditRow>>([], (db) => everyRow(db));
  }

  verify(options: { readonly anchor?: string | undefined } = {}): Verification {
    return this.#guarded(() => {
      checkReadable(this.#home);
      const db = openDatabase(databasePath(this.#home), { readonly: true, waitMillis: WAIT_MILLIS, mustExist: true });
      try {
        checkVersion(db);
        return verifyLog(db, this.#home, options.anchor);
      } finally {
        db.close();
      }
    });
  }

  quarantine(status?: QuarantineStatus, limit = 100): readonly QuarantineItem[] {
    return this.#read<readonly QuarantineItem[]>([], (db) =>
      prepared<[string | null, number], StoredItem>(
        db,
        `SELECT *, NULL AS content FROM quarantine WHERE status = coalesce(?, status)
          ORDER BY created DESC, ref LIMIT ?`,
      )
        .all(status ?? null, limit)
        .map((item) => toItem(item, this.#now())),
    );
  }

  quarantined(reference: string): QuarantineItem | 'ambiguous' | undefined {
    const ref = reference.toUpperCase();
    if (!/^[0-9A-Z]{1,16}$/.test(ref)) return undefined;
    const found = this.#read<StoredItem[]>([], (db) =>
      prepared<[string, string], StoredItem>(db, 'SELECT * FROM quarantine WHERE ref >= ? AND ref < ? LIMIT 2').all(
        ref,
        `${ref}\uffff`,
      ),
    );
    const exact = found.find((item) => item.ref === ref) ?? found[0];
    if (exact === undefined) return undefined;
    return found.length > 1 && exact.ref !== ref ? 'ambiguous' : toItem(exact, this.#now());
  }

  approve(reference: string, approval: Approval): Settlement {
    return this.#settle(reference, (ledger, ref) =>
      approveItem(ledger, ref, { ...approval, now: this.#now(), home: this.#home }),
    );
  }

  reject(reference: string, review: Review): Settlement {
    return this.#settle(reference, (ledger, ref) => rejectItem(ledger, ref, { ...review, now: this.#now() }));
  }

  spent(account: string, windowSeconds: number): number {
    return this.#read(0, (db) => spentOf(db, account, windowSeconds, this.#now()));
  }

  approvals(): readonly StandingApproval[] {
    return this.#read<readonly StandingApproval[]>([], (db) => standingApprovals(db, this.#now()));
  }

  withdraw(ref: string, review: Review): boolean {
    const now = this.#now();
    return this.#write((ledger) =>
      ledger.transaction((add) =>
        withdrawApproval(ledger.db, ref, { ...review, now }, (entry) => add(ledger.rowOf(entry))),
      ),
    );
  }

  pins(server?: string): readonly StoredPin[] {
    return this.#read<readonly StoredPin[]>([], (db) => readPins(db, server));
  }

  settlePins(pins: readonly PinKey[], word: PinWord, reviewer: string): number {
    return this.#write((ledger) =>
      ledger.transaction((add) => {
        const now = this.#now();
        const settled = pins.filter((pin) => settlePin(ledger.db, pin, word, now));
        for (const { server, kind, name } of settled) {
          const note = `${kind}${name === '' ? '' : ` ${name}`}, by ${reviewer}`;
          add(
            ledger.rowOf(
              eventEntry({ name: `pin_${word}`, note, to: server, tool: kind === 'tool' ? name : undefined }, now),
            ),
          );
        }
        if (word === 'approve') ledger.db.prepare("DELETE FROM meta WHERE key = 'pins_lost'").run();
        ledger.savesStanding();
        return settled.length;
      }),
    );
  }

  alertWords(): readonly AlertWord[] {
    return this.#read<readonly AlertWord[]>([], alertWords);
  }

  sayOfAlert(word: Parameters<Store['sayOfAlert']>[0]): void {
    this.#write((ledger) => sayOfAlert(ledger, word, this.#now()));
  }

  expire(): number {
    const due = this.#read(false, (db) => isDue(db, this.#now()));
    return due ? this.#write((ledger) => expireItems(ledger, this.#now())) : 0;
  }

  latency(since: number, rows: number): Latency {
    return this.#read({ rows: 0, p50: 0, p99: 0 }, (db) => latencyOf(db, since, rows));
  }

  proof(seq: number): Proof | undefined {
    return this.#read(undefined, (db) => proofOf(db, this.#home, seq));
  }

  appendEvent(event: OwnEvent): number {
    return this.#write((ledger) => ledger.transaction((add) => add(ledger.rowOf(eventEntry(event, this.#now())))));
  }

  prune(before: number): Pruned {
    return this.#write((ledger) => pruneLog(ledger, before, { home: this.#home, now: this.#now() }));
  }

  tokens(): readonly TokenRow[] {
    return this.#read<readonly TokenRow[]>([], listTokens);
  }

  tokenByHash(hash: Uint8Array): TokenRow | undefined {
    return this.#read(undefined, (db) => tokenByHash(db, hash));
  }

  addToken(token: NewToken, { by }: { readonly by: string }): boolean {
    return this.#write((ledger) => addToken(ledger, token, { by, now: this.#now() }));
  }

  revokeToken(name: string, { by }: { readonly by: string }): boolean {
    return this.#write((ledger) => revokeToken(ledger, name, { by, now: this.#now() }));
  }

  close(): void {
    this.#reader?.close();
    this.#ledger?.close();
    this.#reader = undefined;
    this.#ledger = undefined;
  }

  #settle(reference: string, settle: (ledger: Ledger, ref: string) => Settlement): Settlement {
    const item = this.quarantined(reference);
    if (item === undefined) return 'unknown';
    if (item === 'ambiguous') return 'ambiguous';
    return this.#write((ledger) => settle(ledger, item.ref));
  }

  #read<T>(empty: T, work: (db: Database) => T): T {
    return this.#guarded(() => {
      const there = lstatSync(databasePath(this.#home), { throwIfNoEntry: false });
      // Whoever follows the log follows it into the file that took the place of a damaged one.
      if (there?.ino !== this.#inode) {
        this.#reader?.close();
        this.#reader = undefined;
        this.#inode = there?.ino;
      }
      if (this.#reader === undefined) {
        if (there === undefined) return empty;
        checkReadable(this.#home);
        const waitMillis = this.#waitMillis;
        const db = openDatabase(databasePath(this.#home), { readonly: true, waitMillis, mustExist: true });
        try {
          const standing = checkVersion(db);
          if (standing === 'empty') {
            db.close();
            return empty;
          }
          // An older oktsec wrote it: opening it for writing brings it up to date.
          if (standing === 'older') this.#write(() => undefined);
        } catch (error) {
          db.close();
          throw error;
        }
        this.#reader = db;
      }
      return work(this.#reader);
    });
  }

  #write<T>(work: (ledger: Ledger) => T): T {
    return this.#guarded(() => {
      this.#ledger ??= openLedger({
        home: this.#home,
        now: this.#now,
        waitMillis: this.#waitMillis,
        durability: this.#options.durability ?? 'full',
        checkpointRows: this.#options.checkpointRows ?? 1000,
        checkpointSeconds: this.#options.checkpointSeconds ?? 60,
        warn: this.#options.warn ?? (() => undefined),
      });
      return work(this.#ledger);
    });
  }

  /** What cannot be entered now stays where it is, for the next one. */
  #adoptOrphans(): void {
    try {
      this.#write((ledger) => {
        for (const _ of replayOrphans(ledger, this.#home));
      });
    } catch (error) {
      this.#options.warn?.(`rows of an ended process could not be entered: ${messageOf(error)}`);
    }
  }

  #guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw explained(error, this.#home);
    }
  }
}

function explained(error: unknown, home: string): unknown {
  if (sqliteCode(error) === undefined) return error;
  const path = databasePath(home);
  switch (troubleOf(error)) {
    case 'busy':
      return new OktsecError('store_locked', `${path} is locked by another program`, { cause: error });
    case 'corrupt':
      return new OktsecError('store_corrupt', `${path} is damaged: ${messageOf(error)}`, {
        hint: 'the next oktsec proxy sets it aside and begins a new log; nothing is deleted',
        cause: error,
      });
    default:
      return unopenable(home, error);
  }
}

function toItem(item: StoredItem, now: number): QuarantineItem {
  return {
    ref: item.ref,
    seq: item.seq,
    callHash: item.call_hash,
    side: item.side,
    from: item.sender_agent,
    to: item.recipient,
    tool: item.tool ?? undefined,
    rules: JSON.parse(item.rules) as string[],
    status: item.status === 'pending' && item.expires <= now ? 'expired' : item.status,
    createdAt: item.created,
    expiresAt: item.expires,
    settledAt: item.settled ?? undefined,
    reviewer: item.reviewer ?? undefined,
    note: item.note ?? undefined,
    masked: item.masked !== 0,
    content: item.content === null ? undefined : new Uint8Array(item.content),
  };
}
