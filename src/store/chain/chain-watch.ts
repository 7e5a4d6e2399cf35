import { closeSync, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { openDatabase } from '../driver.ts';
import { checkReadable, databasePath } from '../location.ts';
import { chainMeta } from '../meta.ts';
import { checkVersion } from '../migrations.ts';
import { plucked, prepared } from '../reading/prepared.ts';
import { troubleOf } from '../trouble.ts';
import { genesis } from './chain.ts';
import type { ChainState } from './chain-state.ts';
import {
  type Chain,
  type Checkpoint,
  checkpointDigest,
  checkpointLines,
  checkpointsPath,
  isGenuine,
  NO_CHECKPOINT,
  parseCheckpointLine,
} from './checkpoints.ts';
import { type Instance, readInstance } from './instance.ts';
import { rowsBetween } from './proof.ts';
import { type Bad, RowProof } from './row-proof.ts';
import { keyTrouble } from './verify.ts';

/** One time through the log, from its first row on. */
type Pass = {
  readonly chain: Chain;
  readonly instance: Instance;
  readonly began: number;
  proof: RowProof;
  epoch: number;
  rows: number;
  prunedTo: number;
  /** The last checkpoint that was looked at, and what the next one must name. */
  signed: number;
  previous: Uint8Array;
  /** Whether all rows were proved, and lines of checkpoints.log are next. */
  ended: boolean;
  /** Bytes of that file that were looked at. */
  logged: number;
};

const PIECE_ROWS = 64;
const PIECE_CHECKPOINTS = 8;
const PIECE_BYTES = 64 * 1024;
/** What was proved once is proved again after so long: whoever changes old rows is noticed within a day. */
const AGAIN_MICROS = 6 * 3_600_000_000;
const SLICE_MILLIS = 2;
const BREAK_MILLIS = 25;
const REST_MILLIS = 2000;
const WAIT_MILLIS = 50;

/**
 * Proves the chain a piece at a time beside other work, and goes on with the rows that come: every row's hash, the
 * dictionary, findings and checkpoints, those of checkpoints.log too. What stands beside the rows to find and count them is
 * for `logs verify`. Changes nothing.
 */
export class ChainWatch {
  readonly #home: string;
  readonly #now: () => number;
  #db: Database | undefined;
  #inode: number | undefined;
  #pass: Pass | undefined;
  #state: ChainState = { state: 'none', rows: 0, at: undefined, bad: undefined };
  #brokenAt = 0;

  /** @param now microseconds since 1970 */
  constructor(home: string, now: () => number) {
    this.#home = home;
    this.#now = now;
  }

  get state(): ChainState {
    return this.#state;
  }

  /** Proves one more piece: some dozens of rows. @returns whether there is more to prove now */
  step(): boolean {
    try {
      const db = this.#open();
      if (db === undefined || this.#state.state === 'broken') return false;
      // A line is there only after its row is: so the lines are read before the moment that they are held against.
      const lines = this.#pass?.ended === true ? linesFrom(this.#home, this.#pass.logged) : undefined;
      return db.transaction(() => this.#piece(db, lines))();
    } catch (error) {
      if (troubleOf(error) === 'corrupt') this.#broken({ what: 'the database is damaged' });
      else if (troubleOf(error) !== 'busy') this.close();
      return false;
    }
  }

  close(): void {
    this.#db?.close();
    this.#db = undefined;
    this.#inode = undefined;
    this.#pass = undefined;
  }

  #open(): Database | undefined {
    const path = databasePath(this.#home);
    const there = lstatSync(path, { throwIfNoEntry: false });
    const again = this.#state.state === 'broken' && this.#now() - this.#brokenAt > AGAIN_MICROS;
    // Another file took the place of a damaged one: its chain is another one.
    if (there?.ino !== this.#inode || again) {
      this.close();
      this.#state = { state: 'none', rows: 0, at: undefined, bad: undefined };
    }
    if (this.#db !== undefined || there === undefined) return this.#db;
    checkReadable(this.#home);
    const db = openDatabase(path, { readonly: true, waitMillis: WAIT_MILLIS, mustExist: true });
    if (checkVersion(db) !== 'current') {
      db.close();
      return undefined;
    }
    this.#inode = there.ino;
    this.#db = db;
    return db;
  }

  #piece(db: Database, lines: Lines | undefined): boolean {
    const pass = this.#pass ?? this.#begin(db);
    if (pass === undefined) return false;
    if (!this.#followsPruning(db, pass)) return true;
    const { proof } = pass;
    const rows = rowsBetween(db, proof.last + 1, proof.last + PIECE_ROWS);
    for (const { raw, findings } of rows) {
      const bad = proof.follows(raw) ?? proof.prove(raw, findings);
      if (bad !== undefined) return this.#broken(bad);
      pass.rows += 1;
    }
    const checkpoints = prepared<[number, number], Checkpoint>(
      db,
      `SELECT * FROM checkpoint WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ${PIECE_CHECKPOINTS}`,
    ).all(pass.signed, proof.last);
    for (const checkpoint of checkpoints) {
      const bad = this.#checkpointTrouble(db, pass, checkpoint);
      if (bad !== undefined) return this.#broken(bad);
    }
    if (this.#state.at === undefined) this.#state = { ...this.#state, state: 'reading', rows: pass.rows };
    if (rows.length === PIECE_ROWS || checkpoints.length === PIECE_CHECKPOINTS) return true;
    return this.#atEnd(db, pass, lines);
  }

  #begin(db: Database): Pass | undefined {
    const meta = chainMeta(db);
    const instance = readInstance(this.#home);
    const unknown =
      meta.chain === '' || meta.instance === ''
        ? { what: 'the database does not say which chain it holds' }
        : undefined;
    const bad = unknown ?? keyTrouble(instance, meta, undefined);
    if (bad !== undefined || instance === undefined) {
      this.#broken(bad ?? { what: 'whose log this is cannot be proven' });
      return undefined;
    }
    const prune = prunedIn(db);
    if (prune !== undefined && !isGenuine('prune', meta, prune, instance.publicKey)) {
      this.#broken(unsignedPrune(prune.seq));
      return undefined;
    }
    const hash = prune?.head ?? genesis(meta.instance, meta.chain, meta.linked);
    this.#pass = {
      chain: meta,
      instance,
      began: this.#now(),
      proof: new RowProof(db, { seq: prune?.seq ?? 0, hash }),
      epoch: epochOf(db),
      rows: 0,
      prunedTo: prune?.seq ?? 0,
      signed: 0,
      previous: NO_CHECKPOINT,
      ended: false,
      logged: 0,
    };
    return this.#pass;
  }

  /** Rows may be deleted meanwhile, with a signed record. @returns false when this time through begins anew */
  #followsPruning(db: Database, pass: Pass): boolean {
    const prune = prunedIn(db);
    if (prune !== undefined && prune.seq !== pass.prunedTo) {
      if (prune.seq > pass.proof.last || !isGenuine('prune', pass.chain, prune, pass.instance.publicKey)) {
        this.#pass = undefined;
        return false;
      }
      pass.rows -= prune.seq - Math.max(pass.prunedTo, 0);
      pass.prunedTo = prune.seq;
    }
    const epoch = epochOf(db);
    if (epoch !== pass.epoch) {
      // Entries of the dictionary were dropped: their numbers may be given again.
      pass.proof = new RowProof(db, { seq: pass.proof.last, hash: pass.proof.head });
      pass.epoch = epoch;
    }
    return true;
  }

  #checkpointTrouble(db: Database, pass: Pass, checkpoint: Checkpoint): Bad | undefined {
    const { seq } = checkpoint;
    if (!isGenuine('checkpoint', pass.chain, checkpoint, pass.instance.publicKey)) {
      return { seq, what: `the checkpoint of row ${seq} is not signed by this instance` };
    }
    if (!Buffer.from(pass.previous).equals(checkpoint.previous)) {
      return { seq, what: `the checkpoint before that of row ${seq} is missing or another one` };
    }
    pass.previous = checkpointDigest(pass.chain, checkpoint);
    pass.signed = seq;
    return this.#headTrouble(db, pass, checkpoint, 'a checkpoint');
  }

  /** @param what signed that a row which was proved had this hash */
  #headTrouble(db: Database, pass: Pass, { seq, head }: Checkpoint, what: string): Bad | undefined {
    if (seq <= pass.prunedTo) return undefined;
    const hash = plucked<[number], Buffer>(db, 'SELECT hash FROM audit WHERE seq = ?').get(seq);
    if (hash === undefined) {
      const first = pass.proof.last + 1;
      return { seq: first, what: `rows ${first} to ${seq}, which ${what} signed, are cut off` };
    }
    return hash.equals(head) ? undefined : { seq, what: `row ${seq} is not the one that ${what} signed` };
  }

  #atEnd(db: Database, pass: Pass, lines: Lines | undefined): boolean {
    const beyond = prepared<[number], Checkpoint>(
      db,
      'SELECT * FROM checkpoint WHERE seq > ? ORDER BY seq LIMIT 1',
    ).get(pass.proof.last);
    const orphan = plucked<[number, number], number>(
      db,
      'SELECT seq FROM finding WHERE seq > ? OR seq <= ? LIMIT 1',
    ).get(pass.proof.last, pass.prunedTo);
    const { last, head } = pass.proof;
    const stands = plucked<[number], Buffer>(db, 'SELECT hash FROM audit WHERE seq = ?').get(last);
    // What was proved may be cut off since, and other rows take its place.
    const cut = last > pass.prunedTo && (stands === undefined || !stands.equals(head));
    const bad =
      (cut ? { seq: last, what: `row ${last} is missing or another one than before` } : undefined) ??
      (beyond === undefined ? undefined : this.#headTrouble(db, pass, beyond, 'a checkpoint')) ??
      (orphan === undefined
        ? undefined
        : { seq: orphan, what: `a finding belongs to row ${orphan}, which does not exist` });
    if (bad !== undefined) return this.#broken(bad);
    if (lines === undefined) {
      pass.ended = true;
      return true;
    }
    for (const line of lines.whole) {
      const wrong = this.#lineTrouble(db, pass, line);
      if (wrong !== undefined) return this.#broken(wrong);
    }
    pass.logged = lines.until;
    if (lines.more) return true;
    this.#state = { state: 'intact', rows: pass.rows, at: this.#now(), bad: undefined };
    pass.ended = false;
    if (this.#now() - pass.began > AGAIN_MICROS) this.#pass = undefined;
    return false;
  }

  /** A line that fits its row needs no look at its signature: it says nothing that the chain does not. */
  #lineTrouble(db: Database, pass: Pass, line: string): Bad | undefined {
    const logged = parseCheckpointLine(line);
    if (logged === undefined) return { what: 'checkpoints.log holds a line that is no checkpoint' };
    if (logged.instance !== pass.chain.instance)
      return { what: 'checkpoints.log holds a checkpoint of another instance' };
    if (logged.chain !== pass.chain.chain) return undefined;
    const bad = this.#headTrouble(db, pass, logged.checkpoint, 'checkpoints.log');
    if (bad === undefined || isGenuine('checkpoint', logged, logged.checkpoint, pass.instance.publicKey)) return bad;
    return { what: `checkpoints.log: the checkpoint of row ${logged.checkpoint.seq} is not signed by this instance` };
  }

  #broken(bad: Bad): false {
    this.#state = { ...this.#state, state: 'broken', bad };
    this.#brokenAt = this.#now();
    this.#pass = undefined;
    return false;
  }
}

/**
 * Keeps a chain watched from now on: two milliseconds at a time with pauses, so that no page waits for it, and once all is
 * proved every two seconds what came.
 * @param onChange told when it turns out intact or broken
 */
export function watchChain(
  home: string,
  { now, onChange }: { readonly now: () => number; readonly onChange: (state: ChainState) => void },
): { state(): ChainState; end(): void } {
  const watch = new ChainWatch(home, now);
  let told = watch.state;
  const tick = () => {
    const until = performance.now() + SLICE_MILLIS;
    let more = watch.step();
    while (more && performance.now() < until) more = watch.step();
    const { state } = watch;
    if (state.state !== told.state || state.at !== told.at) onChange(state);
    told = state;
    timer = setTimeout(tick, more ? BREAK_MILLIS : REST_MILLIS).unref();
  };
  let timer = setTimeout(tick, BREAK_MILLIS).unref();
  return {
    state: () => watch.state,
    end: () => {
      clearTimeout(timer);
      watch.close();
    },
  };
}

type Lines = { readonly whole: readonly string[]; readonly until: number; readonly more: boolean };

/** Lines of checkpoints.log from a byte on, so many as take no time; it only grows, and where it did not it is read anew. */
function linesFrom(home: string, from: number): Lines {
  let file: number | undefined;
  try {
    file = openSync(checkpointsPath(home), 'r');
    const { size } = fstatSync(file);
    const start = size < from ? 0 : from;
    const buffer = Buffer.alloc(Math.min(PIECE_BYTES, size - start));
    const read = readSync(file, buffer, 0, buffer.length, start);
    const end = buffer.subarray(0, read).lastIndexOf(0x0a) + 1;
    // A last line without its end is being written; one that fills all of this is none.
    const used = end === 0 && read === PIECE_BYTES ? read : end;
    const text = buffer.toString('utf8', 0, used);
    return { whole: checkpointLines(end === 0 ? `${text}\n` : text), until: start + used, more: start + read < size };
  } catch {
    return { whole: [], until: 0, more: false };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function prunedIn(db: Database): Checkpoint | undefined {
  const sql = 'SELECT *, zeroblob(32) AS previous FROM prune ORDER BY seq DESC LIMIT 1';
  return prepared<[], Checkpoint>(db, sql).get();
}

function epochOf(db: Database): number {
  return plucked<[], number>(db, "SELECT value FROM meta WHERE key = 'epoch'").get() ?? 0;
}

function unsignedPrune(seq: number): Bad {
  return { seq, what: `the record that rows up to ${seq} were pruned is not signed by this instance` };
}
