import type { Database } from 'better-sqlite3';
import { plucked } from '../../reading/prepared.ts';
import { type Checkpoint, checkpointDigest, isGenuine, parseCheckpointLine } from '../checkpoints.ts';
import type { Bad } from '../row-proof.ts';
import type { Pass } from './pass.ts';

/** The next checkpoint of the database: signed by this instance, after the one before, for the row that stands. Notes it in the pass. */
export function checkpointTrouble(db: Database, pass: Pass, checkpoint: Checkpoint): Bad | undefined {
  const { seq } = checkpoint;
  if (!isGenuine('checkpoint', pass.chain, checkpoint, pass.instance.publicKey)) {
    return { seq, what: `the checkpoint of row ${seq} is not signed by this instance` };
  }
  if (!Buffer.from(pass.previous).equals(checkpoint.previous)) {
    return { seq, what: `the checkpoint before that of row ${seq} is missing or another one` };
  }
  pass.previous = checkpointDigest(pass.chain, checkpoint);
  pass.signed = seq;
  return headTrouble(db, pass, checkpoint, 'a checkpoint');
}

/**
 * A line of checkpoints.log. One that fits its row needs no look at its signature: it says nothing that the chain does not.
 */
export function lineTrouble(db: Database, pass: Pass, line: string): Bad | undefined {
  const logged = parseCheckpointLine(line);
  if (logged === undefined) return { what: 'checkpoints.log holds a line that is no checkpoint' };
  if (logged.instance !== pass.chain.instance)
    return { what: 'checkpoints.log holds a checkpoint of another instance' };
  if (logged.chain !== pass.chain.chain) return undefined;
  const bad = headTrouble(db, pass, logged.checkpoint, 'checkpoints.log');
  if (bad === undefined || isGenuine('checkpoint', logged, logged.checkpoint, pass.instance.publicKey)) return bad;
  return { what: `checkpoints.log: the checkpoint of row ${logged.checkpoint.seq} is not signed by this instance` };
}

/** @param what signed that a row which was proved had this hash */
export function headTrouble(db: Database, pass: Pass, { seq, head }: Checkpoint, what: string): Bad | undefined {
  if (seq <= pass.prunedTo) return undefined;
  const hash = plucked<[number], Buffer>(db, 'SELECT hash FROM audit WHERE seq = ?').get(seq);
  if (hash === undefined) {
    const first = pass.proof.last + 1;
    return { seq: first, what: `rows ${first} to ${seq}, which ${what} signed, are cut off` };
  }
  return hash.equals(head) ? undefined : { seq, what: `row ${seq} is not the one that ${what} signed` };
}
