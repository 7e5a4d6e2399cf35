import type { Database } from 'better-sqlite3';
import { plucked } from './reading/prepared.ts';

export type ChainMeta = { readonly instance: string; readonly chain: string; readonly linked: string };

export function chainMeta(db: Database): ChainMeta {
  const read = plucked<[string], unknown>(db, 'SELECT value FROM meta WHERE key = ?');
  const text = (key: string) => String(read.get(key) ?? '');
  return { instance: text('instance'), chain: text('chain'), linked: text('linked') };
}
