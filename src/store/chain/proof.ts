import type { Database } from 'better-sqlite3';
import { chainMeta } from '../meta.ts';
import { plucked, prepared } from '../reading/prepared.ts';
import { RAW_COLUMNS, type RawFinding, type RawRow, toFinding } from '../reading/read.ts';
import type { Proof } from '../terms/log.ts';
import { genesis } from './chain.ts';
import { type Checkpoint, isGenuine } from './checkpoints.ts';
import { readInstance } from './instance.ts';
import type { StoredFinding } from './row.ts';
import { RowProof } from './row-proof.ts';

/** Checkpoints stand at most so many rows apart; beyond it the walk ends without one. */
const MOST_ROWS = 5000;

/**
 * Proves one row: that its hash follows from the row before, and that of each later one up to the next checkpoint, which
 * this instance signed. `verifyLog` proves the whole; this is what a person looking at one row can be shown at once.
 */
export function proofOf(db: Database, home: string, seq: number): Proof | undefined {
  db.exec('BEGIN');
  try {
    return proveWithin(db, home, seq);
  } finally {
    db.exec('COMMIT');
  }
}

function proveWithin(db: Database, home: string, seq: number): Proof | undefined {
  const rowAt = prepared<[number], RawRow>(db, `SELECT ${RAW_COLUMNS} FROM audit WHERE seq = ?`);
  if (rowAt.get(seq) === undefined) return undefined;
  const meta = chainMeta(db);
  const lastPruned = 'SELECT seq, head FROM prune ORDER BY seq DESC LIMIT 1';
  const pruned = prepared<[], { seq: number; head: Buffer }>(db, lastPruned).get();
  const before = rowAt.get(seq - 1);
  const previous = before ?? (pruned?.seq === seq - 1 ? { seq: pruned.seq, hash: pruned.head } : undefined);
  const shownPrevious = previous === undefined ? undefined : { seq: previous.seq, hash: previous.hash.toString('hex') };
  const start = previous?.hash ?? genesis(meta.instance, meta.chain, meta.linked);
  if (previous === undefined && seq !== 1) return { fits: false, bad: `row ${seq - 1} is missing` };
  const nextSigned = 'SELECT * FROM checkpoint WHERE seq >= ? ORDER BY seq LIMIT 1';
  const checkpoint = prepared<[number], Checkpoint>(db, nextSigned).get(seq);
  const until = Math.min(checkpoint?.seq ?? seq, seq + MOST_ROWS);
  const walked = walk(db, start, seq, until);
  if ('bad' in walked) return { fits: false, bad: walked.bad, previous: shownPrevious };
  if (checkpoint === undefined || until !== checkpoint.seq) return { fits: true, previous: shownPrevious };
  const instance = readInstance(home);
  if (instance === undefined || !isGenuine('checkpoint', meta, checkpoint, instance.publicKey)) {
    const bad = `the checkpoint of row ${checkpoint.seq} is not signed by this instance`;
    return { fits: false, bad, previous: shownPrevious };
  }
  if (!Buffer.from(walked.head).equals(checkpoint.head)) {
    return { fits: false, bad: `row ${checkpoint.seq} is not the one that was signed`, previous: shownPrevious };
  }
  const number = plucked<[number], number>(db, 'SELECT count(*) FROM checkpoint WHERE seq <= ?').get(checkpoint.seq);
  return {
    fits: true,
    previous: shownPrevious,
    checkpoint: { number: number ?? 0, seq: checkpoint.seq, time: checkpoint.time },
  };
}

/** Computes the hashes of rows `from` to `until` anew. */
function walk(db: Database, start: Uint8Array, from: number, until: number): { head: Uint8Array } | { bad: string } {
  const proof = new RowProof(db, { seq: from - 1, hash: start });
  for (const { raw, findings } of rowsBetween(db, from, until)) {
    const bad = proof.follows(raw) ?? proof.prove(raw, findings);
    if (bad !== undefined) return { bad: bad.what };
  }
  return proof.last === until ? { head: proof.head } : { bad: `row ${proof.last + 1} is missing` };
}

/** Rows with their findings, read at once: for some thousands. */
export function rowsBetween(
  db: Database,
  from: number,
  until: number,
): { readonly raw: RawRow; readonly findings: readonly StoredFinding[] }[] {
  const between = 'seq >= ? AND seq <= ? ORDER BY seq';
  const found = new Map<number, StoredFinding[]>();
  const own = prepared<[number, number], RawFinding>(db, `SELECT * FROM finding WHERE ${between}, n`);
  for (const raw of own.all(from, until)) {
    const list = found.get(raw.seq);
    if (list === undefined) found.set(raw.seq, [toFinding(raw)]);
    else list.push(toFinding(raw));
  }
  return prepared<[number, number], RawRow>(db, `SELECT ${RAW_COLUMNS} FROM audit WHERE ${between}`)
    .all(from, until)
    .map((raw) => ({ raw, findings: found.get(raw.seq) ?? [] }));
}
