import type { Database } from 'better-sqlite3';
import { genesis } from '../chain/chain.ts';
import { lastLogged } from '../chain/checkpoints.ts';
import { ensureInstance } from '../chain/instance.ts';
import { loadingSqlite, openDatabase } from '../driver.ts';
import { eventEntry } from '../event.ts';
import { restoreStanding } from '../kept/standing.ts';
import { checkLocation, databasePath, makePrivate } from '../location.ts';
import { chainMeta } from '../meta.ts';
import { checkVersion, migrate } from '../migrations.ts';
import { Ledger, type LedgerOptions } from './ledger.ts';
import type { ChainHead } from './row-writer.ts';

/**
 * Opens the log in steps, so that a caller on a relay's path can let the loop turn between them.
 * @throws OktsecError store_* and SQLite's errors
 */
export function* openingLedger(options: LedgerOptions): Generator<void, Ledger> {
  yield* loadingSqlite();
  yield;
  checkLocation(options.home);
  makePrivate(options.home);
  const db = openDatabase(databasePath(options.home), { waitMillis: options.waitMillis });
  try {
    yield;
    let born = false;
    let linked = '';
    if (checkVersion(db) === 'empty') {
      // An empty file has nothing to lose in a power cut; waiting for the disk would hold up the relay.
      db.pragma('synchronous = OFF');
      db.pragma('journal_mode = WAL');
      yield;
      ensureInstance(options.home);
      yield;
    }
    migrate(db, () => {
      const instance = ensureInstance(options.home).id;
      const last = lastLogged(options.home);
      born = true;
      linked = last === undefined ? '' : linkOf(last.chain, last.checkpoint.seq, last.checkpoint.head);
      return { instance, linked };
    });
    yield;
    db.pragma(`busy_timeout = ${options.waitMillis}`);
    db.pragma(`synchronous = ${options.durability === 'full' ? 'FULL' : 'NORMAL'}`);
    // What was held and is settled is overwritten on the disk too, not only unlinked.
    db.pragma('secure_delete = ON');
    const ledger = new Ledger(db, options, headOf(db));
    yield;
    if (born && (linked !== '' || options.because !== undefined)) {
      const note = `new chain: ${options.because ?? 'the database was gone'}; ${linked === '' ? 'no checkpoint of an earlier one' : `follows ${linked}`}`;
      ledger.transaction((add) => {
        const pins = restoreStanding(db, options.home, options.now());
        if (pins === undefined) db.prepare("INSERT INTO meta (key, value) VALUES ('pins_lost', 1)").run();
        return add(ledger.rowOf(eventEntry({ name: 'chain_started', note }, options.now())));
      });
    }
    return ledger;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Opens the log at once. */
export function openLedger(options: LedgerOptions): Ledger {
  const steps = openingLedger(options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function linkOf(chain: string, seq: number, head: Uint8Array): string {
  return `chain ${chain} row ${seq} ${Buffer.from(head).toString('hex')}`;
}

function headOf(db: Database): ChainHead & { instance: string; chain: string } {
  const meta = chainMeta(db);
  const last = db
    .prepare<[], { seq: number; hash: Buffer; time: number }>(
      'SELECT seq, hash, time FROM audit ORDER BY seq DESC LIMIT 1',
    )
    .get();
  const head = last ?? { seq: 0, hash: genesis(meta.instance, meta.chain, meta.linked), time: 0 };
  return { ...head, instance: meta.instance, chain: meta.chain };
}
