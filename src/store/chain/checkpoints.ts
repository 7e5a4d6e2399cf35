import { type KeyObject, sign, verify } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, lengthPrefixed } from './chain.ts';

const CHECKPOINT_VERSION = 1;

/** One signed statement: at this time, this chain's row `seq` had this hash. */
export type Checkpoint = {
  readonly version: number;
  readonly seq: number;
  /** Microseconds since 1970. */
  readonly time: number;
  /** Hash of row `seq`, 32 bytes. */
  readonly head: Uint8Array;
  /** `checkpointDigest` of the one before; 32 zero bytes for the first. */
  readonly previous: Uint8Array;
  readonly signature: Uint8Array;
};

/** The chain a statement is about. */
export type Chain = { readonly instance: string; readonly chain: string };
export type Statement = 'checkpoint' | 'prune';

/** A prune record is signed in the same way, under a domain of its own: row `seq` and all before it were deleted. */
export function signStatement(
  kind: Statement,
  chain: Chain,
  unsigned: Omit<Checkpoint, 'signature' | 'version'>,
  key: KeyObject,
): Checkpoint {
  const statement = { ...unsigned, version: CHECKPOINT_VERSION, signature: new Uint8Array() };
  return { ...statement, signature: sign(null, payload(kind, chain, statement), key) };
}

/** A version we do not know proves nothing, whatever its signature says [195]. */
export function isGenuine(kind: Statement, chain: Chain, checkpoint: Checkpoint, key: KeyObject): boolean {
  if (checkpoint.version !== CHECKPOINT_VERSION || checkpoint.signature.length !== 64) return false;
  return verify(null, payload(kind, chain, checkpoint), key, checkpoint.signature);
}

export function checkpointDigest(chain: Chain, checkpoint: Checkpoint): Buffer {
  return digestOf('oktsec/checkpoint-digest/v1', [payload('checkpoint', chain, checkpoint), checkpoint.signature]);
}

export const NO_CHECKPOINT = new Uint8Array(32);

export function checkpointsPath(home: string): string {
  return join(home, 'checkpoints.log');
}

/** One line of HOME/checkpoints.log, which a user may keep elsewhere and give to `logs verify --anchor`. */
export function checkpointLine(chain: Chain, checkpoint: Checkpoint): string {
  return `${JSON.stringify({
    v: checkpoint.version,
    instance: chain.instance,
    chain: chain.chain,
    seq: checkpoint.seq,
    time: checkpoint.time,
    head: Buffer.from(checkpoint.head).toString('hex'),
    previous: Buffer.from(checkpoint.previous).toString('hex'),
    signature: Buffer.from(checkpoint.signature).toString('base64'),
  })}\n`;
}

export type LoggedCheckpoint = Chain & { readonly checkpoint: Checkpoint };

/** @returns undefined for a line that is no checkpoint. */
export function parseCheckpointLine(line: string): LoggedCheckpoint | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null) return undefined;
    const { v, instance, chain, seq, time, head, previous, signature } = value as Record<string, unknown>;
    if (typeof instance !== 'string' || typeof chain !== 'string') return undefined;
    if (!Number.isSafeInteger(seq) || !Number.isSafeInteger(time) || !Number.isSafeInteger(v)) return undefined;
    if (typeof head !== 'string' || typeof previous !== 'string' || typeof signature !== 'string') return undefined;
    const checkpoint = {
      version: Number(v),
      seq: Number(seq),
      time: Number(time),
      head: Buffer.from(head, 'hex'),
      previous: Buffer.from(previous, 'hex'),
      signature: Buffer.from(signature, 'base64'),
    };
    return { instance, chain, checkpoint };
  } catch {
    return undefined;
  }
}

export function appendCheckpointLog(home: string, line: string): void {
  appendFileSync(checkpointsPath(home), line, { mode: 0o600 });
}

/** The lines of a checkpoints.log; a torn last line (no newline) is left out. */
export function checkpointLines(text: string): string[] {
  return text
    .split('\n')
    .slice(0, -1)
    .filter((line) => line.trim() !== '');
}

/** The last checkpoint the home's log knows of, of whatever chain. */
export function lastLogged(home: string): LoggedCheckpoint | undefined {
  try {
    return checkpointLines(readFileSync(checkpointsPath(home), 'utf8'))
      .map(parseCheckpointLine)
      .findLast(Boolean);
  } catch {
    return undefined;
  }
}

function payload(kind: Statement, chain: Chain, checkpoint: Checkpoint): Buffer {
  const fields = [
    `oktsec/${kind}/v1`,
    chain.instance,
    chain.chain,
    String(checkpoint.version),
    String(checkpoint.seq),
    String(checkpoint.time),
    checkpoint.head,
    checkpoint.previous,
  ];
  return Buffer.concat(fields.map(lengthPrefixed));
}
