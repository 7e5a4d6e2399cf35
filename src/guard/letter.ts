import type { Keyring } from '../identity/keyring.ts';
import { keysOf } from '../identity/keyring.ts';
import type { Identified } from '../identity/letter.ts';
import type { ParsedLetter } from '../message/letter.ts';
import { type Access, mayMessage } from '../policy/acl.ts';
import { actionFor, type Decision } from '../policy/decisions.ts';
import { modeFor, type Policy } from '../policy/policy.ts';
import { type Inspection, inspect, NO_TAIL, type Tail } from './guard.ts';
import { PAUSED } from './lifecycle.ts';

/** What the surface knows of a letter beside its text. Times in microseconds since 1970. */
export type LetterContext = {
  readonly identified: Identified;
  readonly access: Access;
  /** The sender is suspended until then because of what it sent before. */
  readonly suspendedUntil?: number | undefined;
  /** One of its rates is used up. */
  readonly limited?: string | undefined;
  /** A person stopped everything. */
  readonly paused?: boolean | undefined;
  /** The same letter was accepted before. */
  readonly replayed: boolean;
  readonly tail: Tail;
  readonly now: number;
};

/**
 * Judges a letter: identity, replay, suspension, rate, ACL, and only then what it says. What is refused for who wrote it
 * is not read at all [119]; what policy refuses is read where nothing is refused, so that the row says what was in it.
 */
export function inspectLetter(parsed: ParsedLetter, policy: Policy, context: LetterContext): Inspection {
  const { from, to } = parsed.letter;
  const { identified, tail, now } = context;
  const mode = modeFor(policy, { from, to, side: parsed.message.side });
  const verdict = (decision: Decision, note?: string): Inspection => ({
    decision,
    mode,
    action: actionFor(decision, mode),
    judged: [],
    rules: [],
    tail,
    ...(note === undefined ? {} : { note }),
  });
  if (identified.status === 'rejected') return verdict(identified.decision, identified.reason);
  if (context.replayed) return verdict('replayed');
  const standing = standingDecision(policy, from, to, context);
  if (standing !== undefined && actionFor(standing.decision, mode) !== 'forward')
    return verdict(standing.decision, standing.note);
  const read = inspect(parsed.message, policy, { from, to, tail, now });
  if (standing === undefined) return read;
  return { ...read, decision: standing.decision, action: actionFor(standing.decision, mode), note: standing.note };
}

function standingDecision(
  policy: Policy,
  from: string,
  to: string,
  { access, suspendedUntil, limited, paused }: LetterContext,
): { readonly decision: Decision; readonly note: string } | undefined {
  if (paused === true) return { decision: 'paused', note: PAUSED };
  for (const name of [from, to]) {
    if (policy.agents.get(name)?.suspended) return { decision: 'suspended', note: `${name} is suspended` };
  }
  if (suspendedUntil !== undefined) {
    const until = new Date(suspendedUntil / 1000).toISOString();
    return { decision: 'suspended', note: `${from} is suspended until ${until} after repeated refusals` };
  }
  if (limited !== undefined) return { decision: 'rate_limited', note: limited };
  return access.allowed ? undefined : { decision: 'acl_denied', note: access.why };
}

/**
 * Why a letter that was held is released by nobody today, whatever it says: its key was revoked, a party suspended, the
 * ACL changed [148]. Undefined when none of these stands against it.
 * @param fingerprint of the key that signed it; absent when nobody did
 */
export function letterStopped(
  letter: { readonly from: string; readonly to: string; readonly fingerprint?: string | undefined },
  policy: Policy,
  ring: Keyring,
  now: number,
): string | undefined {
  const { from, to, fingerprint } = letter;
  if (fingerprint !== undefined) {
    const counts = keysOf(ring, from, now).some((key) => key.public.fingerprint === fingerprint);
    if (!counts) return `the key that signed it no longer counts for ${from}`;
  }
  const access = mayMessage(policy, from, to, (name) => isKnown(policy, ring, name), now);
  return standingDecision(policy, from, to, {
    identified: { status: 'unverified' },
    access,
    replayed: false,
    tail: NO_TAIL,
    now,
  })?.note;
}

/** Whether anything is known of a name: an entry in the config, or a key. */
export function isKnown(policy: Policy, ring: Keyring, name: string): boolean {
  return policy.agents.has(name) || ring.keys.has(name);
}
