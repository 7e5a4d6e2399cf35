import type { Inspection } from '../../guard/guard.ts';
import { maskStopping } from '../../guard/mask.ts';
import { type NameMask, replaceId } from '../../message/edit.ts';
import { type Frame, isBlank } from '../../message/framer.ts';
import type { Message, Side } from '../../message/message.ts';
import { rawAt } from '../../message/pointer.ts';
import { type Action, actionFor, DECISIONS, type Decision, strictest } from '../../policy/decisions.ts';
import type { Claim, Hold, Released } from '../../store/store.ts';
import { Approval } from '../asking/approval.ts';
import { Relisting } from '../pins/relisting.ts';
import { escaped } from '../wire/stderr.ts';
import type { Reason } from './answers.ts';
import { asItGoes } from './as-it-goes.ts';
import type { Answer, Effect } from './effects.ts';
import type { Judgement } from './judged.ts';
import { holdOf, rowOf, ruleNames, spendingOf, wentOn } from './judgement.ts';
import type { Walk } from './lane.ts';
import { idKey } from './ledger.ts';
import { mayCall } from './offered.ts';
import { type Violation, violationDecision } from './protocol.ts';
import { refuse, withNewline } from './refuse.ts';
import { repair } from './repair.ts';
import { shapeOf } from './rows.ts';
import type { SessionState } from './state.ts';

const REMEMBERED_REFUSALS = 1000;

/** The way of a frame that is read before it is forwarded: on streams where something may be refused. */
export class Gate {
  readonly #session: SessionState;
  /** Ids of requests that never reached the server: their cancellation does not either. */
  readonly #refused = new Set<string>();
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
    const to = side === 'client' ? 'server' : 'client';
    if (isBlank(frame.bytes)) {
      if (session.modeOf(side) === 'observe') yield { do: 'send', to, bytes: frame.raw };
      return;
    }
    const started = session.options.world.elapsed();
    const message = session.read(side, frame.bytes);
    if (side === 'server' && message.id !== undefined && session.relist.owns(message.id)) {
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
      if (bare !== undefined) yield* this.walk(side, { kind: 'frame', bytes: bare, raw: withNewline(bare) });
      return;
    }
    // While a form of ours is open no other of the server's can be taken for it.
    const waits = side === 'server' && asksForm(message) && session.askedAbout.formOpen;
    if (waits && message.id !== undefined && session.askedAbout.keep(message.id, frame)) return;
    if (side === 'server' && session.modeOf('server') === 'enforce') {
      const flow = session.flood.judge(message, session.ledgers.client, started);
      if (flow !== 'passes') {
        yield* this.#flooded(message, frame, flow);
        return;
      }
    }
    const violation = waits ? 'too_many_pending' : session.violation(message);
    const inspection = yield* session.inspect(message);
    const decision = strictest([inspection.decision, violationDecision(violation)]);
    const judgement = { message, frame, inspection, violation, decision, mode: inspection.mode, started };
    if (yield* this.#approval.takesBack(judgement)) return;
    const withdrawn = this.#withdrawsForm(message);
    if (inspection.mode === 'observe' && actionFor(decision, 'observe') === 'forward') yield* this.#observe(judgement);
    else if (withdrawn || this.#cancelsRefused(message))
      yield { do: 'record', entry: rowOf(this.#session, judgement, 'refuse') };
    else if (actionFor(decision, 'enforce') === 'forward') yield* this.#shown(judgement);
    else yield* this.#restrain(judgement);
    yield* this.#relisting.askAgain(judgement);
  }

  /** Dropped with one row a second, or kept back until its turn. */
  *#flooded(message: Message, frame: Frame, flow: 'dropped' | 'later'): Walk {
    const session = this.#session;
    const now = session.options.world.elapsed();
    if (flow === 'later') {
      yield* session.rouse();
      return;
    }
    const dropped = session.flood.summary(now);
    if (dropped === undefined) return;
    yield {
      do: 'record',
      entry: session.write({
        ...shapeOf(message),
        hash: session.options.world.hash(frame.bytes),
        decision: 'rate_limited',
        mode: 'enforce',
        action: 'refuse',
        rules: [],
        judged: [],
        started: now,
        ref: session.options.world.ref(),
        note: `${dropped} ${dropped === 1 ? 'notification' : 'notifications'} dropped: too many, or for no request in flight`,
      }),
    };
  }

  /** Frames whose turn has come, each read like any other. */
  *ripe(): Walk {
    const session = this.#session;
    for (const bytes of session.flood.ripe(session.options.world.elapsed())) {
      const started = session.options.world.elapsed();
      const message = session.read('server', bytes);
      const inspection = yield* session.inspect(message);
      const { decision, mode } = inspection;
      const judgement = {
        message,
        frame: { kind: 'frame' as const, bytes, raw: withNewline(bytes) },
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
    yield* this.#approval.overdue();
    yield* session.rouse();
  }

  *#observe(judgement: Judgement): Walk {
    const { message, frame } = judgement;
    const to = message.side === 'client' ? 'server' : 'client';
    this.#session.passed(message);
    yield { do: 'send', to, bytes: frame.raw };
    const noisy = message.fault === 'parse_error' && message.side === 'server';
    if (!noisy || this.#session.noise()) yield wentOn(this.#session, judgement);
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
    const reason = reasonOf('scan_error', 'the log cannot be written', entry.ref ?? '-', false);
    const unwritten = () => {
      if (asks) session.ledgers.client.take(message.id ?? 'null');
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
      yield {
        do: 'send',
        to: 'server',
        bytes: withNewline(bytes === judgement.frame.bytes ? judgement.frame.raw : bytes),
      };
      return;
    }
    session.passed(message, approved?.rules);
    yield {
      do: 'forward',
      to: message.side === 'client' ? 'server' : 'client',
      bytes: withNewline(bytes === judgement.frame.bytes ? judgement.frame.raw : bytes),
      entry,
      unwritten,
    };
  }

  /**
   * A call that a released response answers. What was released is judged by the rules of today: they let it go when they
   * find no more than a person was shown, and what they block is released by nobody.
   */
  *#release(judgement: Judgement, { content, rules }: Released): Walk {
    const { message, started } = judgement;
    const session = this.#session;
    const bytes = withoutNewline(replaceId(content, message.id ?? 'null') ?? content);
    const frame: Frame = { kind: 'frame', bytes, raw: withNewline(bytes) };
    session.passed(message);
    const answer = session.read('server', bytes);
    const inspection = session.inspectAtOnce(answer);
    const { decision } = inspection;
    const asShown =
      DECISIONS[decision].rank <= DECISIONS.content_quarantined.rank &&
      inspection.rules.every((rule) => rules.includes(rule));
    if (asShown || actionFor(decision, 'enforce') === 'forward') {
      const entry = rowOf(this.#session, judgement, 'forward', { note: 'answered by a released response' });
      const reason = reasonOf('scan_error', 'the log cannot be written', '-', false);
      const unwritten = () => this.#refuse(answer, reason);
      yield { do: 'forward', to: 'client', bytes: frame.raw, entry, unwritten };
      session.passed(answer);
      yield* session.remembers(answer, { ...inspection, action: 'forward' });
      return;
    }
    yield {
      do: 'record',
      entry: rowOf(this.#session, judgement, 'forward', { note: 'a released response was judged again' }),
    };
    const again = { message: answer, frame, inspection, violation: undefined, decision, mode: judgement.mode, started };
    yield* this.#restrain(again, message.side);
  }

  /** Masked, shortened, held or refused. @param lane that waits for the answers */
  *#restrain(judgement: Judgement, lane: Side = judgement.message.side): Walk {
    const { message, frame, inspection, decision, violation } = judgement;
    const session = this.#session;
    if (message.fault === 'parse_error' && message.side === 'server' && !session.read('server', frame.bytes).id) {
      yield { do: 'say', bytes: escaped(Buffer.concat([frame.bytes, Buffer.from('\n')])) };
      if (session.noise())
        yield { do: 'commit', side: 'server', commit: { entry: rowOf(this.#session, judgement, 'refuse') } };
      return;
    }
    if (violation === undefined && message.fault === undefined && inspection.members === undefined) {
      const edited = this.#edited(message, inspection);
      if (edited !== undefined) {
        yield* this.#forward(judgement, edited, 'mask');
        return;
      }
    }
    const held = decision === 'content_quarantined' || decision === 'content_masked';
    const hold = held ? holdOf(this.#session, judgement) : undefined;
    const verdict: Decision = held && hold === undefined ? 'content_blocked' : held ? 'content_quarantined' : decision;
    const ref = hold?.ref ?? session.options.world.ref();
    const entry = rowOf(this.#session, { ...judgement, decision: verdict }, hold === undefined ? 'refuse' : 'hold', {
      ref,
    });
    const mine = hold !== undefined && message.side === 'client';
    if (mine && session.continued.covers(message, inspection, hold.callHash, session.options.world.elapsed())) {
      const note = 'goes on with a call that a person approved';
      yield* this.#forward({ ...judgement, decision: 'allow' }, undefined, 'forward', { rules: hold.rules, note });
      return;
    }
    const masked = mine && session.options.approvals() ? this.#masked(message, inspection) : undefined;
    const outcome = yield {
      do: 'commit',
      side: lane,
      commit: {
        entry,
        hold,
        claim: hold && this.#claim(hold),
        spending: hold && spendingOf(session, judgement),
        ifWon:
          hold &&
          rowOf(this.#session, { ...judgement, decision: 'allow' }, 'forward', { note: 'approved by a person' }),
        ifMasked:
          masked === undefined
            ? undefined
            : rowOf(this.#session, { ...judgement, decision: 'content_masked' }, 'mask', {
                note: 'approved by a person, masked',
              }),
      },
    };
    const released =
      hold === undefined ? undefined : outcome === 'won' ? frame.bytes : outcome === 'masked' ? masked : undefined;
    if (released !== undefined) {
      const { bytes } = asItGoes(session, message, released, outcome === 'won' ? hold?.rules : []);
      session.passed(message, hold?.rules);
      yield {
        do: 'send',
        to: mine ? 'server' : 'client',
        bytes: withNewline(bytes === frame.bytes ? frame.raw : bytes),
      };
      if (!mine) yield* session.remembers(message, { ...inspection, action: 'forward' });
      return;
    }
    const waits = hold !== undefined && outcome === 'lost' && lane === message.side;
    if (waits && (yield* this.#approval.asks(judgement, hold))) return;
    const what = violation ?? inspection.note ?? ruleNames(inspection) ?? decision;
    const kept = hold !== undefined && outcome !== 'unavailable' && outcome !== 'over';
    yield* this.#refuse(message, reasonOf(verdict, ruleNames(inspection) ?? what, ref, kept), violation);
  }

  /** A word for this very call, or for the rest of the client session; answers have only the latter. */
  #claim({ side, callHash, rules, from, to, tool }: Hold): Claim {
    const standing = { session: this.#session.options.names.session, side, from, to, tool };
    return { kind: 'approval', hash: side === 'client' ? callHash : undefined, rules, standing };
  }

  /** A list of tools goes on without those that may not be called, anything else as it is. */
  *#shown(judgement: Judgement): Walk {
    const { message } = judgement;
    const shows = message.kind === 'response' && message.method === 'tools/list' ? mayCall(this.#session) : undefined;
    const shorter = shows === undefined ? undefined : repair(message, [], shows);
    if (shorter === undefined || shorter === message.frame) yield* this.#forward(judgement);
    else yield* this.#forward(judgement, shorter, 'mask');
  }

  /** The frame after the byte edits, when they take out all that may not pass. */
  #edited(message: Message, inspection: Inspection): Uint8Array | undefined {
    return this.#clean(message, repair(message, inspection.judged, mayCall(this.#session), this.#namer(message)));
  }

  /** The call with all that holds it masked, for an approval that asks for that. */
  #masked(message: Message, inspection: Inspection): Uint8Array | undefined {
    return this.#clean(message, maskStopping(message, inspection.judged, this.#namer(message)));
  }

  #namer({ side }: Message): NameMask {
    const { masking, policy, options } = this.#session;
    return masking.namer(side, policy, options.world.now());
  }

  /** What was edited, when nothing in it stops it any more. */
  #clean(message: Message, edited: Uint8Array | undefined): Uint8Array | undefined {
    const session = this.#session;
    if (edited === undefined || edited === message.frame) return undefined;
    const again = session.read(message.side, edited);
    const verdict = again.fault === undefined ? session.inspectAgain(again) : undefined;
    if (verdict === undefined) return undefined;
    return DECISIONS[verdict.decision].rank <= DECISIONS.content_flagged.rank ? edited : undefined;
  }

  #refuse(message: Message, reason: Reason, violation?: Violation): Effect[] {
    const session = this.#session;
    const { side, kind, id } = message;
    if (side === 'client' && kind === 'request' && id !== undefined && violation !== 'id_in_flight') {
      if (this.#refused.size >= REMEMBERED_REFUSALS) this.#refused.clear();
      this.#refused.add(idKey(id));
    }
    return refuse(message, reason, violation, session.ledgers);
  }

  /** The cancellation of a request that the server never saw; of others the ledger takes note. */
  #cancelsRefused(message: Message): boolean {
    if (message.kind !== 'notification' || message.method !== 'notifications/cancelled') return false;
    const id = rawAt(message.frame, '/params/requestId');
    if (id === undefined) return false;
    const { ledgers } = this.#session;
    if (message.side === 'client' && this.#refused.delete(idKey(id)) && !ledgers.client.has(id)) return true;
    ledgers[message.side].cancel(id);
    return false;
  }

  /** The server takes back a form of its own that waits behind ours: nobody has seen it, and nobody will. */
  #withdrawsForm({ side, kind, method, frame }: Message): boolean {
    if (side !== 'server' || kind !== 'notification' || method !== 'notifications/cancelled') return false;
    const { askedAbout } = this.#session;
    const id = askedAbout.keeps ? rawAt(frame, '/params/requestId') : undefined;
    return id !== undefined && askedAbout.withdraw(id);
  }
}

function asksForm({ kind, method }: Message): boolean {
  return kind === 'request' && method === 'elicitation/create';
}

function isReleased(answer: Answer): answer is Released {
  return typeof answer === 'object' && answer !== null && 'content' in answer;
}

function withoutNewline(bytes: Uint8Array): Uint8Array {
  return bytes.at(-1) === 10 ? bytes.subarray(0, -1) : bytes;
}

function reasonOf(decision: string, what: string, ref: string, held: boolean): Reason {
  return { decision, what, ref, held };
}
