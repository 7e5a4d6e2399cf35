import {
  type Chain,
  type Checkpoint,
  checkpointDigest,
  isGenuine,
  NO_CHECKPOINT,
  parseCheckpointLine,
} from './checkpoints.ts';
import { type Instance, parsePublicLine } from './instance.ts';
import type { Bad } from './row-proof.ts';

/** What was walked: how many rows, from where to where, the newest hash, and the hashes of rows that something signed. */
export type Walk = { rows: number; first: number; last: number; head: Uint8Array; hashes: Map<number, Buffer> };

/** Whether the log is of the instance whose public key lies beside it, and that the key which was kept elsewhere. */
export function keyTrouble(instance: Instance | undefined, meta: Chain, anchor: string | undefined): Bad | undefined {
  if (instance === undefined) return { what: 'instance.pub is missing: whose log this is cannot be proven' };
  if (instance.id !== meta.instance) return { what: 'the database belongs to another instance than instance.pub' };
  const keptKey = anchor?.split('\n').map(parsePublicLine).find(Boolean);
  return keptKey === undefined || keptKey.id === instance.id
    ? undefined
    : { what: 'instance.pub is not the key that the anchor names' };
}

/** Rows that were taken away are signed for; walking begins behind them. */
export function pruneTrouble(
  prune: Checkpoint | undefined,
  chain: Chain,
  instance: Instance | undefined,
  walk: Walk,
): Bad | undefined {
  if (prune === undefined) return undefined;
  if (instance === undefined || !isGenuine('prune', chain, prune, instance.publicKey)) {
    return {
      seq: prune.seq,
      what: `the record that rows up to ${prune.seq} were pruned is not signed by this instance`,
    };
  }
  walk.last = prune.seq;
  walk.head = prune.head;
  walk.hashes.set(prune.seq, Buffer.from(prune.head));
  return undefined;
}

/** The checkpoints in the database: each signed, each naming the one before, each of a row that was walked. */
export function checkpointTrouble(
  checkpoints: readonly Checkpoint[],
  walk: Walk,
  chain: Chain,
  instance: Instance | undefined,
  prunedTo: number,
): Bad | undefined {
  let previous: Uint8Array = NO_CHECKPOINT;
  for (const checkpoint of checkpoints) {
    const { seq } = checkpoint;
    if (instance === undefined || !isGenuine('checkpoint', chain, checkpoint, instance.publicKey)) {
      return { seq, what: `the checkpoint of row ${seq} is not signed by this instance` };
    }
    if (!Buffer.from(previous).equals(checkpoint.previous)) {
      return { seq, what: `the checkpoint before that of row ${seq} is missing or another one` };
    }
    previous = checkpointDigest(chain, checkpoint);
    const bad = headTrouble(checkpoint, walk, prunedTo, 'a checkpoint');
    if (bad !== undefined) return bad;
  }
  return undefined;
}

function headTrouble(checkpoint: Checkpoint, walk: Walk, prunedTo: number, what: string): Bad | undefined {
  const { seq } = checkpoint;
  if (seq < prunedTo) return undefined;
  if (seq > walk.last)
    return { seq: walk.last + 1, what: `rows ${walk.last + 1} to ${seq}, which ${what} signed, are cut off` };
  if (walk.hashes.get(seq)?.equals(checkpoint.head)) return undefined;
  return { seq, what: `row ${seq} is not the one that ${what} signed` };
}

/** The lines of checkpoints.log. Those of earlier chains stay in the file; those of this chain must all fit. */
export function loggedTrouble(
  lines: readonly string[],
  walk: Walk,
  chain: Chain,
  instance: Instance | undefined,
  prunedTo: number,
): Bad | undefined {
  for (const line of lines) {
    const logged = parseCheckpointLine(line);
    if (logged === undefined) return { what: 'checkpoints.log holds a line that is no checkpoint' };
    if (logged.instance !== chain.instance) return { what: 'checkpoints.log holds a checkpoint of another instance' };
    if (instance === undefined || !isGenuine('checkpoint', logged, logged.checkpoint, instance.publicKey)) {
      return { what: `checkpoints.log: the checkpoint of row ${logged.checkpoint.seq} is not signed by this instance` };
    }
    if (logged.chain !== chain.chain) continue;
    const bad = headTrouble(logged.checkpoint, walk, prunedTo, 'checkpoints.log');
    if (bad !== undefined) return bad;
  }
  return undefined;
}

/** What the user kept elsewhere. `anchors.found` counts the checkpoints of this chain. */
export function anchorTrouble(
  lines: readonly string[],
  walk: Walk,
  chain: Chain,
  instance: Instance | undefined,
  prunedTo: number,
  anchors: { found: number },
): Bad | undefined {
  let others = 0;
  for (const line of lines) {
    if (parsePublicLine(line) !== undefined) continue;
    const kept = parseCheckpointLine(line);
    if (kept === undefined) return { what: 'the anchor holds a line that is no checkpoint' };
    if (kept.instance !== chain.instance)
      return { what: `the anchor was signed by another instance (${kept.instance})` };
    if (instance === undefined || !isGenuine('checkpoint', kept, kept.checkpoint, instance.publicKey)) {
      return { what: `the anchor's checkpoint of row ${kept.checkpoint.seq} is not signed by this instance` };
    }
    if (kept.chain !== chain.chain) {
      others += 1;
      continue;
    }
    const bad = headTrouble(kept.checkpoint, walk, prunedTo, 'the anchor');
    if (bad !== undefined) return bad;
    anchors.found += 1;
  }
  if (others === 0) return undefined;
  // A copy that was renewed after the log was replaced holds checkpoints of both [194].
  const which = anchors.found === 0 ? 'the anchor is' : `${others} of the anchor's checkpoints are`;
  return { what: `${which} of an earlier chain: the database was begun anew since` };
}
