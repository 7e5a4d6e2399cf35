import type { Ledger } from '../writing/ledger.ts';
import type { StoredItem } from './items.ts';

/** Of the row that was written when it was held: the chain covers them. */
type Facts = { readonly kind: string; readonly sender: string; readonly method: string | null; readonly time: number };

export function factsOf(ledger: Ledger, item: StoredItem): Facts | undefined {
  return ledger.db
    .prepare<[number], Facts>(
      'SELECT kind, sender, method, time FROM audit JOIN shape ON shape.id = audit.shape WHERE seq = ?',
    )
    .get(item.seq);
}

/** What is held is a letter and not a call or a response: its row says so, which the chain covers. */
export function isLetter(ledger: Ledger, item: StoredItem): boolean {
  return factsOf(ledger, item)?.kind === 'letter';
}

/** The client session that it was held in. */
export function sessionOf(ledger: Ledger, { seq }: StoredItem): string {
  const found = ledger.db
    .prepare<[number], string>('SELECT name FROM audit JOIN session ON session.id = audit.session WHERE seq = ?')
    .pluck()
    .get(seq);
  if (found === undefined) throw new Error('the row of what is held is gone');
  return found;
}
