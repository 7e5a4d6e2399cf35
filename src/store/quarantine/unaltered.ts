import { createHash } from 'node:crypto';
import { listIn } from '../reading/list-in.ts';
import type { Ledger } from '../writing/ledger.ts';
import { heldDigest } from './holds.ts';
import type { StoredItem } from './items.ts';

/** Whether what is stored is what the last row about it says: that of the hold, later that of the approval. */
export function isUnaltered(ledger: Ledger, item: StoredItem): boolean {
  if (item.content === null) return false;
  const contentHash = createHash('sha256').update(item.content).digest();
  if (!contentHash.equals(item.content_hash)) return false;
  const recorded = ledger.db
    .prepare<[string], Buffer>('SELECT held FROM audit WHERE ref = ? AND held IS NOT NULL ORDER BY seq DESC LIMIT 1')
    .pluck()
    .get(item.ref);
  return recorded !== undefined && digestOf(item).equals(recorded);
}

/** What the rows of a hold and of its approval bind. */
export function digestOf(item: StoredItem): Buffer {
  return heldDigest({
    ref: item.ref,
    callHash: item.call_hash,
    side: item.side,
    contentHash: item.content_hash,
    from: item.sender_agent,
    to: item.recipient,
    tool: item.tool ?? undefined,
    rules: listIn(item.rules),
    expiresAt: item.expires,
  });
}
