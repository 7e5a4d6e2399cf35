import type { AuditEntry } from '../../guard/entry.ts';
import { eventEntry } from '../event.ts';
import type { Review } from '../terms/held.ts';
import type { Ledger } from '../writing/ledger.ts';
import { isLetter } from './hold-row.ts';
import type { StoredItem } from './items.ts';

/** Microseconds since 1970. */
export type Now = { readonly now: number };

/** The row about what became of a held message. @param name `approve`, `reject`, `expire`, `release`… */
export function settledEvent(
  ledger: Ledger,
  name: string,
  item: StoredItem,
  { reviewer, note, user = reviewer, now }: Review & Now,
): AuditEntry {
  const held = isLetter(ledger, item) ? 'letter' : item.side === 'client' ? 'call' : 'response';
  const what = `${name.replaceAll('_', ' ')} ${held} held as row ${item.seq}`;
  return eventEntry(
    {
      name,
      note: `${what}, by ${reviewer}${user === reviewer ? '' : ` (user ${user})`}${note === undefined ? '' : `: ${note}`}`,
      ref: item.ref,
      from: item.sender_agent,
      to: item.recipient,
      tool: item.tool ?? undefined,
      mode: 'enforce',
    },
    now,
  );
}
