import type { Database } from 'better-sqlite3';
import type { Latency } from '../terms/log.ts';
import { firstSeqSince } from './blocks.ts';
import { plucked } from './prepared.ts';
import { dictionaryOf } from './read.ts';

/** Of the newest rows about messages: what oktsec added. @param since microseconds since 1970 */
export function latencyOf(db: Database, since: number, limit: number): Latency {
  const events = dictionaryOf(db)
    .shapes()
    .filter(({ fields }) => fields.kind === 'event')
    .map(({ id }) => id);
  const micros = plucked<[number, number, string, number], number>(
    db,
    `SELECT micros FROM audit WHERE seq >= ? AND time >= ? AND shape NOT IN (SELECT value FROM json_each(?))
        ORDER BY seq DESC LIMIT ?`,
  )
    .all(firstSeqSince(db, since), since, JSON.stringify(events), limit)
    .sort((a, b) => a - b);
  const at = (share: number) => micros[Math.min(micros.length - 1, Math.floor(micros.length * share))] ?? 0;
  return { rows: micros.length, p50: at(0.5), p99: at(0.99) };
}
