import type { AuditEntry } from '../../guard/entry.ts';
import { withoutSecretKeys } from '../../guard/hidden-keys.ts';
import { DECISIONS, type Decision } from '../../policy/decisions.ts';
import type { Services, Standing } from '../services.ts';
import type { Work } from './work.ts';

/** Letters belong to no session of a client. */
const SESSION = '0000000000000000';

/** The row about a letter. */
export function letterEntry(
  services: Services,
  work: Work,
  decision: Decision,
  ref: string | undefined,
  note: string | undefined,
): AuditEntry {
  const { parsed, identified, inspection, fate, started, now } = work;
  const { letter } = parsed;
  const { status } = identified;
  const size = Buffer.byteLength(letter.content);
  return {
    time: now,
    surface: 'http',
    session: SESSION,
    from: letter.from,
    to: letter.to,
    kind: 'letter',
    side: 'client',
    method: status === 'verified' ? `letter/${identified.format}` : 'letter',
    size,
    hash: services.sha256(letter.content),
    sender: status,
    key: status === 'unverified' ? undefined : identified.fingerprint,
    decision,
    mode: inspection.mode,
    action: decision === fate.decision ? fate.action : DECISIONS[decision].action,
    rules: inspection.rules,
    findings: withoutSecretKeys(inspection.judged),
    latencyMicros: services.micros() - started,
    ref,
    note,
  };
}

/** The row about what is no letter: nobody knows whose it is. @param started microseconds, of `services.micros` */
export function strangerEntry(
  services: Services,
  standing: Standing,
  decision: Decision,
  size: number,
  hash: Uint8Array,
  started: number,
): AuditEntry {
  return {
    time: services.now(),
    surface: 'http',
    session: SESSION,
    from: 'unknown',
    to: 'unknown',
    kind: 'letter',
    side: 'client',
    method: 'letter',
    size,
    hash,
    sender: 'rejected',
    decision,
    mode: standing.policy.forced ?? standing.policy.mode,
    action: 'refuse',
    rules: [],
    findings: [],
    latencyMicros: services.micros() - started,
    ref: services.newRef(),
  };
}
