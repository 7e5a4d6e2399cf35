import { listIn } from '../reading/list-in.ts';
import type { Released } from '../terms/recorder.ts';
import type { Ledger } from '../writing/ledger.ts';
import type { StoredItem } from './items.ts';
import { settledEvent } from './settled-event.ts';
import { isUnaltered } from './unaltered.ts';

/** An approved response for this call hash, handed over once. @throws SQLite's errors */
export function takeHeldResponse(ledger: Ledger, callHash: string, now: number): Released | undefined {
  return ledger.transaction((add) => {
    const find = ledger.db.prepare<[string, number], StoredItem>(
      `SELECT * FROM quarantine WHERE call_hash = ? AND side = 'server' AND status = 'approved' AND delivered IS NULL
        AND content IS NOT NULL AND expires > ? ORDER BY created LIMIT 1`,
    );
    const item = find.get(callHash, now);
    if (item === undefined || item.content === null) return undefined;
    const content = item.content;
    if (!isUnaltered(ledger, item)) return undefined;
    const take = ledger.db.prepare(
      'UPDATE quarantine SET delivered = ?, content = NULL WHERE ref = ? AND delivered IS NULL',
    );
    if (take.run(now, item.ref).changes !== 1) return undefined;
    add(ledger.rowOf(settledEvent(ledger, 'release', item, { reviewer: item.reviewer ?? 'unknown', now })));
    return { content: new Uint8Array(content), rules: listIn(item.rules) };
  });
}
