import type { Database } from 'better-sqlite3';

export type ChainMeta = { readonly instance: string; readonly chain: string; readonly linked: string };

export function chainMeta(db: Database): ChainMeta {
  const read = db.prepare<[string], unknown>('SELECT value FROM meta WHERE key = ?').pluck();
  const text = (key: string) => String(read.get(key) ?? '');
  return { instance: text('instance'), chain: text('chain'), linked: text('linked') };
}
