import { type Frame, isBlank } from '../../message/framer.ts';
import { isStray, type Message, otherSide, type Side } from '../../message/message.ts';
import { type Action, actionFor, type Decision, strictest } from '../../policy/decisions.ts';
import type { Released } from '../../store/store.ts';
import { Approval } from '../asking/approval.ts';
import { coveredBy } from '../asking/covered.ts';
import { Relisting } from '../pins/relisting.ts';
import { escaped } from '../wire/stderr.ts';
import { asItGoes } from './editing/as-it-goes.ts';
import { maskedWhole, repaired, shortened } from './editing/edited.ts';
import { frameOf, outgoing } from './editing/framed.ts';
import type { Effect } from './effects.ts';
import { type Judgement, whatFor } from './judgement.ts';
import type { Walk } from './lane.ts';
import { flooded, tellDropped } from './protocol/flooded.ts';
import { type Violation, violationDecision } from './protocol/protocol.ts';
import { Unsent } from './protocol/unsent.ts';
import { holdOf, keptBack } from './recording/hold.ts';
import { rowOf, spendingOf, wentOn } from './recording/judgement-row.ts';
import { isSameCall, reasonOfSame } from './recording/same-call.ts';
import type { Reason } from './refusing/answers.ts';
import { refuse } from './refusing/refuse.ts';
import { answerReleased, isReleased } from './released.ts';
import type { SessionState } from './state.ts';

/** The way of a frame that is read before it is forwarded: on streams where something may be refused. */
export class Gate {
  readonly #session: SessionState;
  readonly #unsent = new Unsent();
  readonly #approval: Approval;
  readonly #relisting: Relisting;

  constructor(session: SessionState) {
    this.#session = session;
    this.#approval = new Approval(session, (message, reason) => this.#refuse(message, reason));
    this.#relisting = new Relisting(session);
    session.free = (frames) => {
      for (const frame of frames) session.lanes.server.add(frame.raw.length, () => this.walk('server', frame));
    };
  }

  /** No answer comes any more: to none of our own questions either. */
  abandoned(): Effect[] {
    return [...this.#approval.abandon()];
  }

  *walk(side: Side, frame: Frame): Walk {
    const session = this.#session;
    const to = otherSide(side);
    if (isBlank(frame.bytes)) {
      if (session.modeOf(side) === 'observe') yield { do: 'send', to, bytes: frame.raw };
      return;
    }
    const started = session.options.world.elapsed();
    const message = session.read(side, frame.bytes);
    // Ids are each side's own: a request of the server's under ours is a message like any other, with its row.
    const answers = side === 'server' && message.kind !== 'request';
    if (answers && message.id !== undefined && session.relist.owns(message.id)) {
      yield* this.#relisting.answered(message);
      return;
    }
    if (
      side === 'client' &&
      message.method === undefined &&
      message.id !== undefined &&
      session.askedAbout.owns(message.id)
    ) {
      yield* this.#approval.answered(message);
      return;
    }
    const token = this.#approval.tokenIn(message);
    if (token !== undefined) {
      const bare = yield* this.#approval.comesAgain(message, token);
      if (bare !== undefined) yield* this.walk(side, frameOf(bare));
      return;
    }
    // While a form of ours is open no other of the server's can be taken for it.
    const waits = side === 'server' && asksForm(message) && session.askedAbout.formOpen;
    if (waits && message.id !== undefined && session.askedAbout.keep(message.id, frame)) return;
    const enforced = side === 'server' && session.modeOf('server') === 'enforce';
    const flow = enforced ? session.flood.judge(message, session.ledgers.client, started) : 'passes';
    if (flow !== 'passes' && (message.members ?? []).every(({ kind }) => kind === 'notification')) {
      yield* flooded(session, message, flow);
      return;
    }
    const crowded = waits ? 'too_many_pending' : flow === 'passes' ? undefined : 'too_many_notifications';
    const violation = crowded ?? session.violation(message);
    const inspection = yield* session.inspector.inspect(message);
    const decision = strictest([inspection.decision, violationDecision(violation)]);
    const judgement = { message, frame, inspection, violation, decision, mode: inspection.mode, started };
    if (yield* this.#approval.takesBack(judgement)) return;
    // Also in observe: a pause, or another tool's mode, stopped what the other side is not to hear of.
    if (session.askedAbout.withdraws(message) || this.#unsent.cancels(message, session.ledgers))
      yield {
        do: 'record',
        entry: rowOf(session, judgement, 'refuse', { note: 'of a request that was stopped here' }),
      };
    else if (inspection.mode === 'observe' && actionFor(decision, 'observe') === 'forward')
      yield* this.#observe(judgement);
    else if (actionFor(decision, 'enforce') === 'forward') {
      // A list of tools goes on without those that may not be called.
      const shorter = shortened(session, message);
      if (shorter === undefined) yield* this.#forward(judgement);
      else yield* this.#forward(judgement, shorter, 'mask');
    } else yield* this.#restrain(judgement);
    yield* this.#relisting.askAgain(judgement);
  }

  /** Frames whose turn has come, each read like any other. */
  *ripe(): Walk {
    const session = this.#session;
    for (const bytes of session.flood.ripe(session.options.world.elapsed())) {
      const started = session.options.world.elapsed();
      const message = session.read('server', bytes);
      const inspection = yield* session.inspector.inspect(message);
      const { decision, mode } = inspection;
      const judgement = {
        message,
        frame: frameOf(bytes),
        inspection,
        violation: undefined,
        decision,
        mode,
        started,
      };
      if (actionFor(decision, mode) === 'forward') yield* this.#forward(judgement);
      else yield* this.#restrain(judgement);
      yield* this.#relisting.askAgain(judgement);
    }
    yield* tellDropped(session, false);
    yield* this.#approval.overdue();
    yield* session.rouse();
  }

  *#observe(judgement: Judgement): Walk {
    const { message, frame } = judgement;
    const session = this.#session;
    const to = otherSide(message.side);
    session.passed(message);
    yield { do: 'send', to, bytes: frame.raw };
    if (!isStray(message) || session.noise()) yield wentOn(session, judgement);
  }

  *#forward(
    judgement: Judgement,
    edited: Uint8Array = judgement.frame.bytes,
    taken: Action = 'forward',
    approved?: { readonly rules: readonly string[]; readonly note: string },
  ): Walk {
    const { message } = judgement;
    const session = this.#session;
    const asks = message.side === 'client' && message.kind === 'request' && message.id !== undefined;
    if (asks && session.options.approvals()) {
      const stored = yield { do: 'take', side: message.side, hash: session.callHash(message)() };
      if (isReleased(stored)) {
        yield* this.#release(judgement, stored);
        return;
      }
    }
    const { bytes, note = approved?.note, masked } = asItGoes(session, message, edited, approved?.rules);
    const entry = rowOf(session, judgement, masked ? 'mask' : taken, note === undefined ? {} : { note });
    const reason = session.reason('scan_error', 'the log cannot be written', entry.ref ?? '-');
    const answered = session.answeredBy(message);
    const unwritten = () => {
      session.withheld(message, answered);
      return this.#refuse(message, reason);
    };
    const spending = spendingOf(session, judgement);
    if (spending !== undefined) {
      const outcome = yield { do: 'commit', side: message.side, commit: { entry, spending } };
      if (outcome !== 'won') {
        const what = 'it spends more than the policy allows';
        const over = { ...reason, decision: 'rate_limited', what, ref: spending.ref };
        yield* this.#refuse(message, outcome === 'over' ? over : reason);
        return;
      }
      session.passed(message, approved?.rules);
      yield { do: 'send', to: 'server', bytes: outgoing(judgement.frame, bytes) };
      return;
    }
    session.passed(message, approved?.rules);
    yield {
      do: 'forward',
      to: otherSide(message.side),
      bytes: outgoing(judgement.frame, bytes),
      entry,
      unwritten,
    };
  }

  /** A call that a released response answers. */
  *#release(judgement: Judgement, released: Released): Walk {
    const { message, mode, started } = judgement;
    const session = this.#session;
    session.passed(message);
    const { answer, frame, inspection, passes } = answerReleased(session, message, released);
    if (passes) {
      const entry = rowOf(session, judgement, 'forward', { note: 'answered by a released response' });
      const reason = session.reason('scan_error', 'the log cannot be written', '-');
      const unwritten = () => this.#refuse(answer, reason);
      const { bytes } = asItGoes(session, answer, frame.bytes, released.rules);
      yield { do: 'forward', to: 'client', bytes: outgoing(frame, bytes), entry, unwritten };
      session.passed(answer);
      yield* session.inspector.remembers(answer, { ...inspection, action: 'forward' });
      return;
    }
    yield {
      do: 'record',
      entry: rowOf(session, judgement, 'forward', { note: 'a released response was judged again' }),
    };
    const { decision } = inspection;
    yield* this.#restrain(
      { message: answer, frame, inspection, violation: undefined, decision, mode, started },
      message.side,
    );
  }

  /** Masked, shortened, held or refused. @param lane that waits for the answers */
  *#restrain(judgement: Judgement, lane: Side = judgement.message.side): Walk {
    const { message, frame, inspection, decision, violation } = judgement;
    const session = this.#session;
    if (isStray(message) && !session.read('server', frame.bytes).id) {
      yield { do: 'say', bytes: escaped(Buffer.concat([frame.bytes, Buffer.from('\n')])) };
      if (session.noise())
        yield { do: 'commit', side: 'server', commit: { entry: rowOf(session, judgement, 'refuse') } };
      return;
    }
    if (violation === undefined && message.fault === undefined && inspection.members === undefined) {
      const edited = repaired(session, message, inspection);
      if (edited !== undefined) {
        yield* this.#forward(judgement, edited, 'mask');
        return;
      }
    }
    const held = decision === 'content_quarantined' || decision === 'content_masked';
    const hold = held ? holdOf(this.#session, judgement) : undefined;
    const verdict: Decision = held && hold === undefined ? 'content_blocked' : held ? 'content_quarantined' : decision;
    const ref = hold?.ref ?? session.options.world.ref();
    const mine = hold !== undefined && message.side === 'client';
    const note = hold && coveredBy(session, message, inspection, hold);
    if (hold !== undefined && note !== undefined) {
      yield* this.#forward({ ...judgement, decision: 'allow' }, undefined, 'forward', { rules: hold.rules, note });
      if (!mine) yield* session.inspector.remembers(message, { ...inspection, action: 'forward' });
      return;
    }
    const masked = mine && session.options.approvals() ? maskedWhole(session, message, inspection) : undefined;
    const commit = keptBack(session, judgement, { hold, ref, verdict, maskable: masked !== undefined });
    const outcome = yield { do: 'commit', side: lane, commit };
    const released =
      hold === undefined ? undefined : outcome === 'won' ? frame.bytes : outcome === 'masked' ? masked : undefined;
    if (released !== undefined) {
      const { bytes } = asItGoes(session, message, released, outcome === 'won' ? hold?.rules : []);
      session.passed(message, hold?.rules, outcome === 'won');
      yield { do: 'send', to: mine ? 'server' : 'client', bytes: outgoing(frame, bytes) };
      if (!mine) yield* session.inspector.remembers(message, { ...inspection, action: 'forward' });
      return;
    }
    const before = isSameCall(outcome) ? outcome : undefined;
    const waits = outcome === 'lost' || before?.sameCall === 'waiting' ? hold : undefined;
    const asked = waits && { ...waits, ref: before?.ref ?? ref };
    if (asked !== undefined && lane === message.side && (yield* this.#approval.asks(judgement, asked))) return;
    const what = whatFor(inspection, violation) ?? decision;
    if (before !== undefined) {
      yield* this.#refuse(message, reasonOfSame(session, before, what), violation);
      return;
    }
    if (hold !== undefined && outcome === 'unavailable') {
      // Nothing could be promised, so it was refused: that is a row of its own, whose reference the asker is told.
      const refused = { ref: session.options.world.ref(), note: 'not held: the log could not be written' };
      yield { do: 'record', entry: rowOf(session, { ...judgement, decision: 'content_blocked' }, 'refuse', refused) };
      yield* this.#refuse(message, session.reason('content_blocked', what, refused.ref), violation);
      return;
    }
    if (outcome === 'full') yield* this.#refuse(message, session.reason('content_blocked', what, ref), violation);
    else
      yield* this.#refuse(
        message,
        session.reason(verdict, what, ref, hold !== undefined && outcome !== 'over'),
        violation,
      );
  }

  #refuse(message: Message, reason: Reason, violation?: Violation): Effect[] {
    const session = this.#session;
    this.#unsent.add(message, violation);
    return refuse(message, reason, violation, session.ledgers);
  }
}

function asksForm(message: Message): boolean {
  return (message.members ?? [message]).some(
    ({ kind, method }) => kind === 'request' && method === 'elicitation/create',
  );
}
