import { formatTimestamp } from '../identity/timestamp.ts';
import type { LetterText } from '../message/letter.ts';

/** What its recipient is told of a letter beside its text. Times in microseconds since 1970. */
export type MailFacts = {
  readonly id: string;
  readonly verified: boolean;
  readonly metadataSigned: boolean;
  readonly receivedAt: number;
  /** Of a letter that was held. */
  readonly approved?: { readonly at: number; readonly reviewer: string } | undefined;
};

/** A letter as it lies in a mailbox: the JSON that its reader gets. */
export function mailText(letter: LetterText, facts: MailFacts): string {
  const { from, to, content, metadata, timestamp } = letter;
  return JSON.stringify({
    id: facts.id,
    from,
    to,
    content,
    ...(metadata === undefined ? {} : { metadata }),
    verified_sender: facts.verified,
    metadata_signed: facts.metadataSigned,
    ...(timestamp === undefined ? {} : { timestamp }),
    received_at: formatTimestamp(facts.receivedAt),
    ...(facts.approved === undefined
      ? {}
      : { approved_at: formatTimestamp(facts.approved.at), reviewer: facts.approved.reviewer }),
  });
}

/** What stands for the call's hash of a held letter: the message's id without its dashes. */
export function hashOfHeldLetter(id: string): string {
  return id.replaceAll('-', '');
}

export function idOfHeldLetter(hash: string): string {
  return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.*)$/, '$1-$2-$3-$4-$5');
}
