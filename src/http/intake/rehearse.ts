import { type Inspection, NO_TAIL } from '../../guard/guard.ts';
import { inspectLetter, isKnown } from '../../guard/letter.ts';
import type { ParsedLetter } from '../../message/letter.ts';
import { mayMessage } from '../../policy/acl.ts';
import { modeFor } from '../../policy/policy.ts';
import type { Standing } from '../services.ts';

/** What enforce would do with a letter, for `/api/dry-run`: nothing is counted, kept or written. */
export function rehearse(standing: Standing, parsed: ParsedLetter, now: number): Inspection {
  const { policy, ring } = standing;
  const { from, to } = parsed.letter;
  const access = mayMessage(policy, from, to, (name) => isKnown(policy, ring, name), now);
  const forced = { ...policy, forced: policy.forced ?? modeFor(policy, { from, to, side: 'server' }) };
  return inspectLetter(parsed, forced, {
    identified: { status: 'unverified' },
    access,
    replayed: false,
    tail: NO_TAIL,
    now,
  });
}
