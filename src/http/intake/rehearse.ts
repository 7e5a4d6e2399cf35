import { type Inspection, NO_TAIL } from '../../guard/guard.ts';
import { inspectLetter, isKnown } from '../../guard/letter.ts';
import type { ParsedLetter } from '../../message/letter.ts';
import { mayMessage } from '../../policy/acl.ts';
import type { Standing } from '../services.ts';

/** What would become of a letter now, whoever signed it, for `/api/dry-run`: nothing is counted, kept or written. */
export function rehearse({ policy, ring, paused }: Standing, parsed: ParsedLetter, now: number): Inspection {
  const { from, to } = parsed.letter;
  return inspectLetter(parsed, policy, {
    identified: { status: 'unverified' },
    access: mayMessage(policy, from, to, (name) => isKnown(policy, ring, name), now),
    paused,
    replayed: false,
    tail: NO_TAIL,
    now,
  });
}
