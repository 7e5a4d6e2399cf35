import { inspectLetter, isKnown } from '../../guard/letter.ts';
import { mailText } from '../../guard/mail.ts';
import { verifyLetterAside } from '../../identity/letter.ts';
import { type ParsedLetter, parseLetter } from '../../message/letter.ts';
import { mayMessage } from '../../policy/acl.ts';
import { DECISIONS, type Decision } from '../../policy/decisions.ts';
import { Escalation } from '../../policy/escalation.ts';
import type { PostFailure } from '../../store/store.ts';
import type { Services, Standing } from '../services.ts';
import { fateOf } from './fate.ts';
import { identityPolicy, replayEnd, windowOf } from './freshness.ts';
import { holdLetter } from './hold-letter.ts';
import { letterEntry, strangerEntry } from './letter-entry.ts';
import { Limits } from './limits.ts';
import { type Receipt, receiptOf, unavailable } from './receipt.ts';
import { RecentKeys } from './recent-keys.ts';
import { Tails } from './tails.ts';
import { Turn } from './turn.ts';
import type { Waiting } from './waiting.ts';
import type { Work } from './work.ts';

/** The way of a letter from its bytes to its recipient's mailbox, and of every one to a row. */
export class Intake {
  readonly #services: Services;
  readonly #waiting: Waiting;
  readonly #turn: Turn;
  readonly #limits = new Limits();
  readonly #escalation = new Escalation();
  readonly #tails = new Tails();
  readonly #recent = new RecentKeys();

  constructor(services: Services, waiting: Waiting) {
    this.#services = services;
    this.#waiting = waiting;
    this.#turn = new Turn(services.recorder);
    for (const key of services.mailroom.replayKeys())
      this.#recent.add(key, services.micros(), Number.POSITIVE_INFINITY);
  }

  async accept(body: Uint8Array): Promise<Receipt> {
    const started = this.#services.micros();
    const standing = this.#services.standing();
    const parsed = parseLetter(body, standing.config.limits.maxDepth);
    if ('fault' in parsed) return this.#malformed(body, parsed.fault, standing, started);
    return this.#judge(body, parsed, standing, started);
  }

  /** A row for what was too long to be read. */
  async oversize(size: number): Promise<void> {
    const standing = this.#services.standing();
    const entry = strangerEntry(
      this.#services,
      standing,
      'oversize',
      size,
      new Uint8Array(32),
      this.#services.micros(),
    );
    await this.#turn.commit({ entry });
  }

  async #judge(body: Uint8Array, parsed: ParsedLetter, standing: Standing, started: number): Promise<Receipt> {
    const { policy, ring } = standing;
    const { letter } = parsed;
    const now = this.#services.now();
    const known = (name: string) => isKnown(policy, ring, name);
    const identified = await verifyLetterAside(letter, {
      ring,
      policy: identityPolicy(standing),
      aud: this.#services.instance,
      names: namesOf(standing),
      now,
    });
    const verified = identified.status === 'verified';
    const firstId = verified ? this.#acceptedAs(identified.replayKey) : undefined;
    const replayed = firstId !== undefined;
    const access = mayMessage(policy, letter.from, letter.to, known, now);
    const limit =
      replayed || identified.status === 'rejected'
        ? undefined
        : this.#limits.take(letter, verified, access, standing.config, this.#services.micros());
    const inspection = inspectLetter(parsed, policy, {
      identified,
      access,
      suspendedUntil: verified ? this.#escalation.suspendedUntil(letter.from, now) : undefined,
      limited: limit?.what,
      paused: standing.paused,
      replayed,
      tail: this.#tails.of(letter, verified),
      now,
    });
    this.#tails.remember(letter, verified, inspection);
    const fate = fateOf(inspection, parsed, standing, now);
    return this.#commit({
      body,
      parsed,
      standing,
      identified,
      inspection,
      fate,
      now,
      started,
      firstId,
      retry: limit?.seconds,
    });
  }

  async #commit(work: Work): Promise<Receipt> {
    const { parsed, standing, identified, inspection, fate, now, firstId } = work;
    const { letter } = parsed;
    const verified = identified.status === 'verified';
    const id = this.#services.newId();
    const plain = fate.decision === 'allow' && fate.action === 'forward';
    const ref = plain ? undefined : this.#services.newRef();
    const entry = letterEntry(this.#services, work, fate.decision, ref, fate.note);
    const { http } = DECISIONS[fate.decision];
    const passes = fate.action === 'forward' || fate.action === 'mask';
    // 429 and 503 take no claim: the same bytes may be sent again.
    const final = identified.status === 'verified' && (passes || http === 202 || http === 403);
    const { expiryHours, maxMessages, maxBytes } = standing.config.delivery;
    const expiresAt = now + expiryHours * 3_600_000_000;
    const held = fate.action === 'hold' ? holdLetter(work, id, ref ?? '') : undefined;
    if (final) this.#recent.add(identified.replayKey, this.#services.micros(), windowOf(standing));
    const outcome = await this.#turn.commit({
      entry,
      hold: held,
      post: {
        id,
        replay: final
          ? {
              key: identified.replayKey,
              signedAt: identified.signedAt,
              expiresAt: replayEnd(identified.signedAt, now, standing),
            }
          : undefined,
        stands: verified ? () => this.#stillCounts(letter.from, identified.fingerprint) : undefined,
        mail: passes
          ? {
              owner: letter.to,
              letter: mailText(fate.letter, {
                id,
                verified,
                metadataSigned: verified && identified.metadataSigned,
                receivedAt: now,
              }),
              expiresAt,
              maxMessages,
              maxBytes,
            }
          : undefined,
        otherwise: (failure, first) => {
          work = { ...work, firstId: first };
          return letterEntry(this.#services, work, FAILED[failure], ref ?? this.#services.newRef(), failure);
        },
      },
    });
    if (outcome === 'replayed' || outcome === 'mailbox_full' || outcome === 'key_revoked') {
      return receiptOf(work, FAILED[outcome], { id: work.firstId, reason: outcome, retry: 10 });
    }
    if (outcome === 'unavailable') return unavailable(verified);
    if (outcome === 'full')
      return receiptOf(work, 'content_blocked', { reason: 'too much of this sender is held already', retry: 10 });
    if (passes) this.#waiting.wake(letter.to);
    if (fate.decision === 'content_blocked' && verified && fate.action === 'refuse')
      this.#escalate(letter.from, standing, now);
    return {
      http: passes ? 200 : http,
      status: passes ? 'delivered' : DECISIONS[fate.decision].status,
      decision: fate.decision,
      id: fate.decision === 'replayed' ? firstId : passes || held !== undefined ? id : undefined,
      rules: inspection.rules,
      verified,
      identified,
      reason: fate.note,
      ref: held?.ref,
      expiresAt: held?.expiresAt ?? (passes ? expiresAt : undefined),
      retryAfterSeconds: http === 429 ? work.retry : http === 503 ? 10 : undefined,
    };
  }

  /** Whether two copies meet under the lock is the commit's question; here most letters need no look at all. */
  #acceptedAs(key: Uint8Array): string | undefined {
    return this.#recent.mayHold(key) ? this.#services.mailroom.replayed(key) : undefined;
  }

  async #malformed(body: Uint8Array, fault: string, standing: Standing, started: number): Promise<Receipt> {
    const hash = this.#services.sha256(body);
    const entry = { ...strangerEntry(this.#services, standing, 'malformed', body.length, hash, started), note: fault };
    const outcome = await this.#turn.commit({ entry });
    if (outcome === 'unavailable') return unavailable(false);
    return { http: 400, status: 'rejected', decision: 'malformed', rules: [], verified: false, reason: fault };
  }

  #escalate(agent: string, { config, policy }: Standing, now: number): void {
    const until = this.#escalation.blocked(agent, config.escalation, now);
    if (until === undefined) return;
    const { refusals, windowSeconds } = config.escalation;
    const when = new Date(until / 1000).toISOString();
    const note = `suspended until ${when}: ${refusals} blocked letters in ${windowSeconds} s`;
    this.#services.recorder.spool({ ...this.#services.event('escalated', note, agent), mode: policy.mode });
  }

  #stillCounts(agent: string, fingerprint: string): boolean {
    const { ring } = this.#services.standing();
    return ring.keys.get(agent)?.some((key) => key.public.fingerprint === fingerprint) === true;
  }
}

const FAILED = {
  replayed: 'replayed',
  mailbox_full: 'mailbox_full',
  key_revoked: 'identity_rejected',
} as const satisfies Record<PostFailure, Decision>;

function* namesOf({ policy, ring }: Standing): Generator<string> {
  yield* policy.agents.keys();
  yield* ring.keys.keys();
}
