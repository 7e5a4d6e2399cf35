import { proofOf } from './chain/proof.ts';
import { pruneAll } from './chain/retention.ts';
import { verifyLog } from './chain/verify.ts';
import { eventEntry } from './event.ts';
import { SqliteOutbox } from './kept/outbox.ts';
import { type PinSeen, type PinWord, readPins, type StoredPin } from './kept/pins.ts';
import { settlePins } from './kept/settle-pins.ts';
import { spentOf } from './kept/spending.ts';
import { addToken, listTokens, revokeToken, tokenByHash } from './kept/tokens.ts';
import { LogFile } from './log-file.ts';
import { standingApprovals, withdrawApproval } from './quarantine/approvals.ts';
import { expireItems, isDue } from './quarantine/expire.ts';
import { findItem, listItems, waitingIn } from './quarantine/items.ts';
import { approveItem, rejectItem } from './quarantine/settle.ts';
import { activityOf, NO_ACTIVITY, statsOf, tallyOf } from './reading/activity.ts';
import { alertWords, sayOfAlert } from './reading/alerts.ts';
import { latencyOf } from './reading/latency.ts';
import { everyRow, findRow, listRows } from './reading/query.ts';
import { listSessions, sessionOf } from './reading/sessions.ts';
import { NO_ROWS } from './reading/sums.ts';
import type { Store } from './store.ts';
import type { AlertWord } from './terms/alert.ts';
import type { StandingApproval } from './terms/approval.ts';
import type { Durability } from './terms/commit.ts';
import type { OwnEvent } from './terms/event.ts';
import type { Approval, QuarantineItem, QuarantineStatus, Review, Settlement, Waiting } from './terms/held.ts';
import type {
  Activity,
  AuditRow,
  Latency,
  Period,
  Proof,
  RowFilter,
  SessionDetail,
  SessionPlace,
  SessionSummary,
  Stats,
  Tally,
} from './terms/log.ts';
import type { NewToken, TokenRow } from './terms/token.ts';
import type { Pruned, Verification, VerifyOptions } from './terms/verification.ts';
import { messageOf } from './trouble.ts';
import type { Ledger } from './writing/ledger.ts';
import { orphans } from './writing/orphans.ts';
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
  readonly #now: () => number;
  readonly #file: LogFile;

  readonly #checkpointRows: number;

  readonly outbox: SqliteOutbox;

  constructor(home: string, { now, durability, checkpointRows, checkpointSeconds, warn, waitMillis }: StoreOptions) {
    this.#home = home;
    this.#checkpointRows = checkpointRows ?? 1000;
    this.#now = now ?? (() => Date.now() * 1000);
    const say = warn ?? (() => undefined);
    const file = new LogFile({
      home,
      now: this.#now,
      waitMillis: waitMillis ?? WAIT_MILLIS,
      durability: durability ?? 'full',
      checkpointRows: this.#checkpointRows,
      checkpointSeconds: checkpointSeconds ?? 60,
      warn: say,
    });
    this.#file = file;
    this.outbox = new SqliteOutbox({
      now: this.#now,
      read: (empty, work) => file.read(empty, work),
      write: (work) => file.write(work),
    });
    this.#adoptOrphans(say);
    file.read(undefined, () => undefined);
  }

  list(filter: RowFilter = {}): readonly AuditRow[] {
    return this.#file.read<readonly AuditRow[]>([], (db) => listRows(db, filter));
  }

  get(reference: string): AuditRow | 'ambiguous' | undefined {
    return this.#file.read(undefined, (db) => findRow(db, reference));
  }

  stats(since?: number): Stats {
    return this.#file.read(NO_STATS, (db) => statsOf(db, since));
  }

  tally(period: Period): Tally {
    return this.#file.read(NO_ROWS, (db) => tallyOf(db, period));
  }

  activity(period: Period, agent?: string): Activity {
    return this.#file.read(NO_ACTIVITY, (db) => activityOf(db, period, agent));
  }

  sessions(page: { readonly after?: SessionPlace | undefined; readonly limit?: number } = {}) {
    return this.#file.read<readonly SessionSummary[]>([], (db) => listSessions(db, page));
  }

  session(name: string): SessionDetail | undefined {
    return this.#file.read(undefined, (db) => sessionOf(db, name));
  }

  *rows(): IterableIterator<AuditRow> {
    yield* this.#file.read<Iterable<AuditRow>>([], (db) => everyRow(db));
  }

  verify(options: VerifyOptions = {}): Verification {
    return this.#file.readAnew(WAIT_MILLIS, (db) => verifyLog(db, this.#home, options, this.#checkpointRows));
  }

  quarantine(status?: QuarantineStatus, limit = 100, before?: number): readonly QuarantineItem[] {
    const now = this.#now();
    return this.#file.read<readonly QuarantineItem[]>([], (db) => listItems(db, { status, limit, before, now }));
  }

  waiting(): Waiting | undefined {
    return this.#file.read(undefined, (db) => waitingIn(db, this.#now()));
  }

  quarantined(reference: string): QuarantineItem | 'ambiguous' | undefined {
    return this.#file.read(undefined, (db) => findItem(db, reference, this.#now()));
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
    return this.#file.read(0, (db) => spentOf(db, account, windowSeconds, this.#now()));
  }

  approvals(): readonly StandingApproval[] {
    return this.#file.read<readonly StandingApproval[]>([], (db) => standingApprovals(db, this.#now()));
  }

  withdraw(ref: string, review: Review): boolean {
    const now = this.#now();
    return this.#file.write((ledger) =>
      ledger.transaction((add) =>
        withdrawApproval(ledger.db, ref, { ...review, now }, (entry) => add(ledger.rowOf(entry))),
      ),
    );
  }

  pins(server?: string): readonly StoredPin[] {
    return this.#file.read<readonly StoredPin[]>([], (db) => readPins(db, server));
  }

  settlePins(pins: readonly PinSeen[], word: PinWord, reviewer: string): number {
    return this.#file.write((ledger) => settlePins(ledger, pins, word, { reviewer, now: this.#now() }));
  }

  alertWords(): readonly AlertWord[] {
    return this.#file.read<readonly AlertWord[]>([], alertWords);
  }

  sayOfAlert(word: Parameters<Store['sayOfAlert']>[0]): void {
    this.#file.write((ledger) => sayOfAlert(ledger, word, this.#now()));
  }

  expire(): number {
    const due = this.#file.read(false, (db) => isDue(db, this.#now()));
    return due ? this.#file.write((ledger) => expireItems(ledger, this.#now())) : 0;
  }

  latency(since: number, rows: number): Latency {
    return this.#file.read({ rows: 0, p50: 0, p99: 0 }, (db) => latencyOf(db, since, rows));
  }

  proof(seq: number): Proof | undefined {
    return this.#file.read(undefined, (db) => proofOf(db, this.#home, seq));
  }

  appendEvent(event: OwnEvent): number {
    return this.#file.write((ledger) => ledger.transaction((add) => add(ledger.rowOf(eventEntry(event, this.#now())))));
  }

  prune(before: number, walked?: VerifyOptions['walked']): Pruned {
    return this.#file.write((ledger) => pruneAll(ledger, before, { home: this.#home, now: this.#now(), walked }));
  }

  tokens(): readonly TokenRow[] {
    return this.#file.read<readonly TokenRow[]>([], listTokens);
  }

  tokenByHash(hash: Uint8Array): TokenRow | undefined {
    return this.#file.read(undefined, (db) => tokenByHash(db, hash));
  }

  addToken(token: NewToken, { by }: { readonly by: string }): boolean {
    return this.#file.write((ledger) => addToken(ledger, token, { by, now: this.#now() }));
  }

  revokeToken(name: string, { by }: { readonly by: string }): boolean {
    return this.#file.write((ledger) => revokeToken(ledger, name, { by, now: this.#now() }));
  }

  close(): void {
    this.#file.close();
  }

  #settle(reference: string, settle: (ledger: Ledger, ref: string) => Settlement): Settlement {
    const item = this.quarantined(reference);
    if (item === undefined) return 'unknown';
    if (item === 'ambiguous') return 'ambiguous';
    return this.#file.write((ledger) => settle(ledger, item.ref));
  }

  /** What ended processes left in their spools; what cannot be entered now stays where it is, for the next one. */
  #adoptOrphans(warn: (line: string) => void): void {
    if (orphans(this.#home).next().done) return;
    try {
      this.#file.write((ledger) => {
        for (const _ of replayOrphans(ledger, this.#home));
      });
    } catch (error) {
      warn(`rows of an ended process could not be entered: ${messageOf(error)}`);
    }
  }
}
