import { type Message, otherSide } from '../../message/message.ts';
import { DECISIONS } from '../../policy/decisions.ts';
import { letsPass } from '../../policy/lets-pass.ts';
import type { Claim, Commit } from '../../store/store.ts';
import { asItGoes } from '../session/editing/as-it-goes.ts';
import { outgoing } from '../session/editing/framed.ts';
import type { Answer, Effect } from '../session/effects.ts';
import { ruleNames, whatFor } from '../session/judgement.ts';
import type { Walk } from '../session/lane.ts';
import { rowOf, spendingOf } from '../session/recording/judgement-row.ts';
import type { Reason } from '../session/refusing/answers.ts';
import type { SessionState } from '../session/state.ts';
import type { Asked } from './asked-about.ts';
import type { Choice } from './question.ts';

/** A word for a client session ends with it, and after so long at the latest. */
const SESSION_MICROS = 24 * 3_600_000_000;
const MICROS = 1_000_000;
const THIRTY_DAYS_MICROS = 30 * 86_400 * MICROS;

/** What lets it through; `along`: a word about another one that is for this one too. */
type Yes = Exclude<Choice, 'refuse'> | 'along';

/** How the gate refuses: it keeps count of what the server never saw. */
export type Refuse = (message: Message, reason: Reason) => Effect[];

/** What becomes of a held message by what a person said of it in the client: it goes on, or its asker is told why not. */
export class Words {
  readonly #session: SessionState;
  readonly #refuse: Refuse;

  constructor(session: SessionState, refuse: Refuse) {
    this.#session = session;
    this.#refuse = refuse;
  }

  /** Carries out what the person chose. @returns whether it stands: nobody settled it elsewhere, nothing is against it now */
  *settle(asked: Asked, choice: Choice | 'along' | 'none'): Generator<Effect, boolean, Answer> {
    if (choice === 'none') yield* this.unanswered(asked);
    else if (choice === 'refuse') yield* this.#rejected(asked);
    else return yield* this.#approved(asked, choice);
    return choice === 'refuse';
  }

  /** Held under a reference of its own. @returns undefined where it could not be held, and its asker was told */
  *heldAnew(asked: Asked): Generator<Effect, Asked | undefined, Answer> {
    const session = this.#session;
    const { judgement } = asked;
    const hold = { ...asked.hold, ref: session.options.world.ref() };
    const entry = rowOf(session, { ...judgement, decision: 'content_quarantined' }, 'hold', { ref: hold.ref });
    if ((yield { do: 'commit', side: 'client', commit: { entry, hold } }) === 'won') return { ...asked, hold };
    const what = ruleNames(judgement.inspection) ?? judgement.decision;
    yield* this.#told(asked, session.reason('content_blocked', what, hold.ref));
    return undefined;
  }

  *#rejected(asked: Asked): Walk {
    const { judgement } = asked;
    const entry = rowOf(this.#session, judgement, 'refuse', { ref: asked.hold.ref, note: 'refused in the client' });
    yield { do: 'commit', side: 'client', commit: { entry, word: this.word(asked, 'reject') } };
    const what = `${ruleNames(judgement.inspection) ?? judgement.decision}, refused by a person`;
    yield* this.#told(asked, this.#session.reason(judgement.decision, what, asked.hold.ref));
  }

  /** Judged by the rules of this moment: what they refuse is let through by nobody, what was not shown neither. */
  *#approved(asked: Asked, choice: Yes): Generator<Effect, boolean, Answer> {
    const session = this.#session;
    const { hold, judgement } = asked;
    const { message } = judgement;
    const inspection = session.inspector.alone(message, () => hold.callHash);
    const { rank } = DECISIONS[inspection.decision];
    const asShown =
      rank <= DECISIONS.content_quarantined.rank && inspection.rules.every((rule) => hold.rules.includes(rule));
    if (!asShown) {
      const now = { ...judgement, inspection, decision: inspection.decision };
      const note = 'approved in the client, and refused by the rules of now';
      yield { do: 'commit', side: 'client', commit: { entry: rowOf(session, now, 'refuse', { ref: hold.ref, note }) } };
      const what = whatFor(inspection) ?? inspection.decision;
      yield* this.#told(asked, session.reason(inspection.decision, what, hold.ref));
      return false;
    }
    const outcome = yield { do: 'commit', side: 'client', commit: this.#approval(asked, choice) };
    if (outcome !== 'won') {
      const why = outcome === 'over' ? 'it spends too much' : 'settled elsewhere';
      const what = `${ruleNames(judgement.inspection) ?? judgement.decision}, ${why}`;
      yield* this.#told(asked, session.reason(judgement.decision, what, hold.ref));
      return false;
    }
    if (asked.pending !== undefined) session.ledgers.client.add(asked.pending);
    const { bytes } = asItGoes(session, message, judgement.frame.bytes, hold.rules);
    session.passed(message, hold.rules);
    const to = otherSide(message.side);
    yield { do: 'send', to, bytes: outgoing(judgement.frame, bytes) };
    yield* session.inspector.remembers(message, { ...inspection, action: 'forward' });
    if (choice !== 'always') return true;
    const { rules, tool, callHash: call, ref } = hold;
    // To the second, as it will stand in the config.
    const expires = Math.ceil((session.options.world.now() + THIRTY_DAYS_MICROS) / MICROS) * MICROS;
    const exemption = { rules, server: session.options.names.server, tool, call, ref, expires };
    // The next call may come before the config was written and read again.
    session.policy = letsPass(session.policy, exemption);
    yield { do: 'exempt', exemption };
    return true;
  }

  #approval(asked: Asked, choice: Yes): Commit {
    const session = this.#session;
    const { hold, judgement } = asked;
    const { names, world } = session.options;
    const until = world.now() + SESSION_MICROS;
    const claim: Claim = {
      kind: 'approval',
      hash: hold.side === 'client' ? hold.callHash : undefined,
      rules: hold.rules,
    };
    const note = `approved in the client: ${SAID[choice]}`;
    return {
      entry: rowOf(session, judgement, 'refuse', { ref: hold.ref, note: 'approved in the client, settled elsewhere' }),
      word: {
        ...this.word(asked, 'approve', SAID[choice]),
        session: choice === 'session' ? { name: names.session, until } : undefined,
      },
      // Somebody may have let it through elsewhere meanwhile.
      claim,
      ifWon: rowOf(session, { ...judgement, decision: 'allow' }, 'forward', { note }),
      spending: spendingOf(session, judgement),
    };
  }

  /** As the log takes it: it counts only while nobody has settled it elsewhere. */
  word({ hold }: Asked, say: 'approve' | 'reject', note?: string): NonNullable<Commit['word']> {
    return { ref: hold.ref, say, reviewer: `a person in ${this.#session.options.names.client}`, note };
  }

  /** It is held as ever, and its asker is told so. */
  *unanswered(asked: Asked): Walk {
    // In the stateless revision the request was answered by the question.
    if (asked.comesAgain && asked.renewed !== true) return;
    const { judgement, hold } = asked;
    const what = ruleNames(judgement.inspection) ?? judgement.decision;
    yield* this.#told(asked, this.#session.reason(judgement.decision, what, hold.ref, true));
  }

  *#told(asked: Asked, reason: Reason): Walk {
    const { message } = asked.judgement;
    if (asked.pending !== undefined && !this.#session.ledgers.client.has(asked.id)) {
      this.#session.ledgers.client.add(asked.pending);
    }
    yield* this.#refuse(message, reason);
  }
}

const SAID = {
  once: 'once',
  session: 'until the client ends',
  always: 'always for these arguments',
  along: 'along with the one before',
} as const satisfies Record<Yes, string>;
