import type { Context } from '../../command.ts';
import type { Here } from '../../here/clients.ts';
import { proveAgain } from '../clients/prove-again.ts';
import type { Check } from './check.ts';

/** Every wrapped server, started again bare and behind oktsec: whether it still says the same. */
export async function proofChecks(context: Context, at: Here): Promise<Check[]> {
  const proven = await proveAgain(context, at);
  return proven.map(({ ref, proof }): Check => {
    if (proof.outcome === 'same') return { level: 'ok', what: `${ref} says the same behind oktsec` };
    if (proof.outcome === 'untried') return { level: 'warn', what: `${ref} could not be tried: ${proof.why}` };
    return { level: 'fail', what: `${ref} differs behind oktsec: ${proof.how}`, hint: `oktsec unwrap ${ref}` };
  });
}
