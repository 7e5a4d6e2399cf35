import type { Database } from 'better-sqlite3';
import { chainMeta } from '../../meta.ts';
import { plucked, prepared } from '../../reading/prepared.ts';
import { genesis } from '../chain.ts';
import { type Chain, type Checkpoint, isGenuine, NO_CHECKPOINT } from '../checkpoints.ts';
import { type Instance, readInstance } from '../instance.ts';
import { type Bad, RowProof } from '../row-proof.ts';
import { keyTrouble } from '../verify-signed.ts';

/** One time through the log, from its first row on. */
export type Pass = {
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

/** Begins at the first row. @returns what is wrong with the log as a whole, where it cannot begin */
export function beginPass(db: Database, home: string, now: number): Pass | { readonly bad: Bad } {
  const meta = chainMeta(db);
  const instance = readInstance(home);
  const unknown =
    meta.chain === '' || meta.instance === '' ? { what: 'the database does not say which chain it holds' } : undefined;
  const bad = unknown ?? keyTrouble(instance, meta, undefined);
  if (bad !== undefined || instance === undefined) {
    return { bad: bad ?? { what: 'whose log this is cannot be proven' } };
  }
  const prune = prunedIn(db);
  if (prune !== undefined && !isGenuine('prune', meta, prune, instance.publicKey)) {
    return {
      bad: {
        seq: prune.seq,
        what: `the record that rows up to ${prune.seq} were pruned is not signed by this instance`,
      },
    };
  }
  const hash = prune?.head ?? genesis(meta.instance, meta.chain, meta.linked);
  return {
    chain: meta,
    instance,
    began: now,
    proof: new RowProof(db, { seq: prune?.seq ?? 0, hash }),
    epoch: epochOf(db),
    rows: 0,
    prunedTo: prune?.seq ?? 0,
    signed: 0,
    previous: NO_CHECKPOINT,
    ended: false,
    logged: 0,
  };
}

/** Rows may be deleted meanwhile, with a signed record. @returns false when this time through begins anew */
export function followsPruning(db: Database, pass: Pass): boolean {
  const prune = prunedIn(db);
  if (prune !== undefined && prune.seq !== pass.prunedTo) {
    if (prune.seq > pass.proof.last || !isGenuine('prune', pass.chain, prune, pass.instance.publicKey)) {
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

function prunedIn(db: Database): Checkpoint | undefined {
  const sql = 'SELECT *, zeroblob(32) AS previous FROM prune ORDER BY seq DESC LIMIT 1';
  return prepared<[], Checkpoint>(db, sql).get();
}

function epochOf(db: Database): number {
  return plucked<[], number>(db, "SELECT value FROM meta WHERE key = 'epoch'").get() ?? 0;
}
