import { hashOfHeldLetter } from '../../guard/mail.ts';
import type { Hold } from '../../store/store.ts';
import type { Work } from './work.ts';

/** What is kept of a letter until a person settles it. @param id of the message that it becomes when it is approved */
export function holdLetter({ body, parsed, inspection, standing, now }: Work, id: string, ref: string): Hold {
  return {
    ref,
    callHash: hashOfHeldLetter(id),
    side: 'client',
    content: body,
    from: parsed.letter.from,
    to: parsed.letter.to,
    rules: inspection.rules,
    expiresAt: now + standing.config.quarantine.expiryHours * 3_600_000_000,
  };
}
