import type { Database } from 'better-sqlite3';
import { BLOCK_ROWS } from '../writing/row-writer.ts';
import { plucked } from './prepared.ts';

/** Which blocks of 1,024 rows hold what is looked for, without reading the others. */
export type Wanted = {
  /** Ids of shapes, any of which will do; undefined where every shape will. */
  readonly shapes?: readonly number[] | undefined;
  /** Id of a session. */
  readonly session?: number | undefined;
};

export type Block = {
  readonly block: number;
  /** The wanted shapes that stand in it; undefined where every shape will do. */
  readonly shapes: readonly number[] | undefined;
};

/** The blocks between two, both included, newest first or oldest first. What is not asked for is not looked up. */
export function* blocksOf(
  db: Database,
  { shapes, session }: Wanted,
  { lowest, highest, forward }: { readonly lowest: number; readonly highest: number; readonly forward: boolean },
): Generator<Block> {
  const next = (table: 'place' | 'visit', column: string) => {
    const found = plucked<[number, number, number], number | null>(
      db,
      forward
        ? `SELECT min(block) FROM ${table} WHERE ${column} = ? AND block >= ? AND block <= ?`
        : `SELECT max(block) FROM ${table} WHERE ${column} = ? AND block <= ? AND block >= ?`,
    );
    const end = forward ? highest : lowest;
    return (id: number, from: number): number => found.get(id, from, end) ?? NONE;
  };
  const NONE = forward ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  const nearest = forward ? Math.min : Math.max;
  const beyond = (block: number) => (forward ? block + 1 : block - 1);
  const isPast = (one: number, other: number) => (forward ? one < other : one > other);
  const ofShape = shapes === undefined ? undefined : next('place', 'shape');
  const ofSession = session === undefined ? undefined : next('visit', 'session');
  const ofAny = ofShape ?? ofSession ?? nextBlock(db, forward, NONE);
  let at = forward ? lowest : highest;
  // For each shape the nearest block that holds it: only those that are met are looked up again.
  const places = (shapes ?? []).map((shape) => ({ shape, block: ofShape?.(shape, at) ?? NONE }));
  for (;;) {
    let block = NONE;
    if (ofShape === undefined) block = ofAny(session ?? 0, at);
    else
      for (const place of places) {
        if (isPast(place.block, at)) place.block = ofShape(place.shape, at);
        block = nearest(block, place.block);
      }
    if (ofShape !== undefined && ofSession !== undefined && Number.isFinite(block)) {
      const visited = ofSession(session ?? 0, block);
      if (visited !== block) {
        if (!Number.isFinite(visited)) return;
        at = visited;
        continue;
      }
    }
    if (!Number.isFinite(block) || (forward ? block > highest : block < lowest)) return;
    const here = places.filter((place) => place.block === block).map(({ shape }) => shape);
    yield { block, shapes: shapes === undefined ? undefined : here };
    at = beyond(block);
  }
}

function nextBlock(db: Database, forward: boolean, none: number): (id: number, from: number) => number {
  const found = plucked<[number], number | null>(
    db,
    forward ? 'SELECT min(block) FROM block WHERE block >= ?' : 'SELECT max(block) FROM block WHERE block <= ?',
  );
  return (_, from) => found.get(from) ?? none;
}

/**
 * No row of this time (microseconds) or later stands before it. Rows stand in the order they were committed, nearly that
 * of their times: the first block that reaches `since` is the earliest that can hold one.
 */
export function firstSeqSince(db: Database, since: number): number {
  if (since <= 0) return 0;
  const block = plucked<[number], number | null>(db, 'SELECT min(block) FROM block WHERE newest >= ?').get(since);
  return block === null || block === undefined ? Number.MAX_SAFE_INTEGER : block * BLOCK_ROWS;
}
