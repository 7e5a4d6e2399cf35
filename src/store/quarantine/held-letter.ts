import { idOfHeldLetter, mailText } from '../../guard/mail.ts';
import { parseLetter } from '../../message/letter.ts';
import type { Ledger } from '../writing/ledger.ts';
import { factsOf } from './hold-row.ts';
import type { StoredItem } from './items.ts';

/** A held letter as its recipient gets it. @param body the letter, or what was masked of it */
export function mailOf(
  ledger: Ledger,
  item: StoredItem,
  body: Uint8Array | null,
  approved: { readonly at: number; readonly reviewer: string },
): { readonly id: string; readonly letter: string } {
  const facts = factsOf(ledger, item);
  const parsed = body === null ? undefined : parseLetter(body);
  if (facts === undefined || parsed === undefined || 'fault' in parsed) throw new Error('a held letter is none');
  const id = idOfHeldLetter(item.call_hash);
  const letter = mailText(parsed.letter, {
    id,
    verified: facts.sender === 'verified',
    metadataSigned: facts.method === 'letter/v2',
    receivedAt: facts.time,
    approved,
  });
  return { id, letter };
}
