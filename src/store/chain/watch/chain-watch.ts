import { lstatSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { openDatabase } from '../../driver.ts';
import { checkReadable, databasePath } from '../../location.ts';
import { checkVersion } from '../../migrations.ts';
import { plucked, prepared } from '../../reading/prepared.ts';
import { troubleOf } from '../../trouble.ts';
import type { ChainState } from '../chain-state.ts';
import type { Checkpoint } from '../checkpoints.ts';
import { rowsBetween } from '../proof.ts';
import type { Bad } from '../row-proof.ts';
import { type Lines, linesFrom } from './logged-lines.ts';
import { beginPass, followsPruning, type Pass } from './pass.ts';
import { checkpointTrouble, headTrouble, lineTrouble } from './signed.ts';

const PIECE_ROWS = 64;
const PIECE_CHECKPOINTS = 8;
/** What was proved once is proved again after so long: whoever changes old rows is noticed within a day. */
const AGAIN_MICROS = 6 * 3_600_000_000;
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
    const pass = this.#pass ?? beginPass(db, this.#home, this.#now());
    if ('bad' in pass) return this.#broken(pass.bad);
    this.#pass = pass;
    if (!followsPruning(db, pass)) {
      this.#pass = undefined;
      return true;
    }
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
      const bad = checkpointTrouble(db, pass, checkpoint);
      if (bad !== undefined) return this.#broken(bad);
    }
    if (this.#state.at === undefined) this.#state = { ...this.#state, state: 'reading', rows: pass.rows };
    if (rows.length === PIECE_ROWS || checkpoints.length === PIECE_CHECKPOINTS) return true;
    return this.#atEnd(db, pass, lines);
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
      (beyond === undefined ? undefined : headTrouble(db, pass, beyond, 'a checkpoint')) ??
      (orphan === undefined
        ? undefined
        : { seq: orphan, what: `a finding belongs to row ${orphan}, which does not exist` });
    if (bad !== undefined) return this.#broken(bad);
    if (lines === undefined) {
      pass.ended = true;
      return true;
    }
    for (const line of lines.whole) {
      const wrong = lineTrouble(db, pass, line);
      if (wrong !== undefined) return this.#broken(wrong);
    }
    pass.logged = lines.until;
    if (lines.more) return true;
    this.#state = { state: 'intact', rows: pass.rows, at: this.#now(), bad: undefined };
    pass.ended = false;
    if (this.#now() - pass.began > AGAIN_MICROS) this.#pass = undefined;
    return false;
  }

  #broken(bad: Bad): false {
    this.#state = { ...this.#state, state: 'broken', bad };
    this.#brokenAt = this.#now();
    this.#pass = undefined;
    return false;
  }
}
