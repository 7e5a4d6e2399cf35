import { type Cut, type Frame, Framer, isBlank } from '../../message/framer.ts';
import { isStray, otherSide, type Side } from '../../message/message.ts';
import { strictest } from '../../policy/decisions.ts';
import type { Policy } from '../../policy/policy.ts';
import type { AnswerTimes } from '../answer-times.ts';
import type { Answer, Effect } from './effects.ts';
import { Gate } from './gate.ts';
import type { Walk } from './lane.ts';
import type { SessionOptions } from './options.ts';
import { Oversize } from './oversize.ts';
import { tellDropped } from './protocol/flooded.ts';
import { violationDecision } from './protocol/protocol.ts';
import { wentOn } from './recording/judgement-row.ts';
import { goneAnswer } from './refusing/answers.ts';
import { SessionState } from './state.ts';

/**
 * The protocol of one relay, without any I/O: bytes of two sides in, effects out, answers to its questions in again.
 * A side's frames keep their order. `gone` bytes were forwarded before they came here: of them there are only rows.
 */
export class Session {
  readonly #state: SessionState;
  readonly #framers: Readonly<Record<Side, Framer>>;
  /** Of the frame that has begun, bytes were forwarded: so is the rest of it, whatever the mode is now. */
  readonly #begunGone: Record<Side, boolean> = { client: false, server: false };
  readonly #oversize: Oversize;
  readonly #gate: Gate;

  constructor(options: SessionOptions) {
    this.#state = new SessionState(options);
    this.#framers = { client: new Framer(options.maxFrameBytes), server: new Framer(options.maxFrameBytes) };
    this.#oversize = new Oversize(this.#state);
    this.#gate = new Gate(this.#state);
  }

  /** Bytes of a side; `gone` when they were forwarded already. */
  receive(side: Side, chunk: Uint8Array, gone: boolean): Effect[] {
    const framer = this.#framers[side];
    const out: Effect[] = [];
    const begunGone = framer.partial && this.#begunGone[side];
    if (begunGone && !gone) this.#forwardRest(side, chunk);
    framer.push(chunk).forEach((cut, index) => {
      this.#accept(side, cut, gone || (index === 0 && begunGone), out);
    });
    this.#begunGone[side] = framer.partial && (gone || (begunGone && chunk.indexOf(10) < 0));
    this.#run(side, out);
    return out;
  }

  /** The side's stream is over. */
  end(side: Side, gone: boolean): Effect[] {
    const out: Effect[] = [];
    const framer = this.#framers[side];
    const begunGone = framer.partial && this.#begunGone[side];
    for (const cut of framer.end()) this.#accept(side, cut, gone || begunGone, out);
    const lane = this.#state.lanes[side];
    if (side === 'client') this.#state.clientOver = true;
    if (!gone) lane.add(0, () => this.#over(side));
    this.#run(side, out);
    return out;
  }

  /** The answer to the question that a side waits on. */
  answer(side: Side, value: Answer): Effect[] {
    const out: Effect[] = [];
    this.#state.lanes[side].answer(value, out);
    this.#run(otherSide(side), out);
    return out;
  }

  /** Bytes of whole frames that wait to be read through; one that has only begun is bounded by its own limit. */
  backlog(side: Side): number {
    return this.#state.lanes[side].waiting;
  }

  /** The time that a frame waited for has come. */
  wake(): Effect[] {
    const out: Effect[] = [];
    this.#state.lanes.server.add(0, () => this.#gate.ripe());
    this.#run('server', out);
    return out;
  }

  /** What operators decide changed: it stands from the next frame on. */
  setPolicy(policy: Policy): void {
    this.#state.policy = policy;
  }

  /** What became of the calls so far; `waited`: for how many microseconds the oldest has had no answer. */
  get calls(): {
    readonly made: number;
    readonly answered: number;
    readonly micros: number;
    readonly times: Pick<AnswerTimes, 'read'>;
    readonly waited: number | undefined;
  } {
    const oldest = this.#state.ledgers.client.oldestCall();
    const waited = oldest === undefined ? undefined : this.#state.options.world.elapsed() - oldest.since;
    return { ...this.#state.calls, waited };
  }

  get idle(): boolean {
    return this.#state.lanes.client.idle && this.#state.lanes.server.idle;
  }

  /** Nothing is held of what was received: from here on bytes may go first. */
  get settled(): boolean {
    const whole = (side: Side) => !this.#framers[side].partial || this.#begunGone[side];
    return this.idle && whole('client') && whole('server') && this.#state.askedAbout.quiet;
  }

  /** No answer comes any more: in enforce each request in flight gets an error, once, so that no client waits for it. */
  orphaned(): Effect[] {
    if (this.#state.clientOver) return [];
    const { client } = this.#state.ledgers;
    const waiting = [...client.all()].filter(({ tool }) => this.#state.modeOf('client', tool) === 'enforce');
    const gone = waiting.flatMap(({ id }): Effect[] => {
      client.take(id);
      return this.#state.relist.gaveUp(id) ? [] : [{ do: 'send', to: 'client', bytes: goneAnswer(id) }];
    });
    return [...gone, ...this.#gate.abandoned()];
  }

  /** What a side says may let frames of the other go on that waited, and those the next ones of this side. */
  #run(side: Side, out: Effect[]): void {
    const own = this.#state.lanes[side];
    const other = this.#state.lanes[otherSide(side)];
    own.run(out);
    while (other.run(out) && own.run(out));
  }

  *#over(side: Side): Walk {
    if (side === 'server') {
      yield* tellDropped(this.#state, true);
      yield* this.orphaned();
    }
    yield { do: 'end', to: otherSide(side) };
  }

  #accept(side: Side, cut: Cut, gone: boolean, out: Effect[]): void {
    const lane = this.#state.lanes[side];
    if (cut.kind === 'blank') {
      if (gone || this.#state.modeOf(side) === 'enforce') return;
      lane.add(cut.raw.length, function* (): Walk {
        yield { do: 'send', to: otherSide(side), bytes: cut.raw };
      });
    } else if (cut.kind === 'piece') {
      if (this.#oversize.piece(side, cut, gone)) lane.run(out);
    } else if (cut.kind !== 'frame') this.#oversize.end(side, cut);
    else if (gone) this.#observe(side, cut);
    else lane.add(cut.raw.length, () => this.#gate.walk(side, cut));
  }

  /** The mode changed inside a frame: its first bytes are out, so the rest follows. */
  #forwardRest(side: Side, chunk: Uint8Array): void {
    const end = chunk.indexOf(10);
    const rest = end < 0 ? chunk : chunk.subarray(0, end + 1);
    this.#state.lanes[side].add(rest.length, function* (): Walk {
      yield { do: 'send', to: otherSide(side), bytes: rest };
    });
  }

  /**
   * A frame that was forwarded: it takes its place in the ledgers at once, and is judged in its turn, behind what came before
   * it on either side: nobody waits for it, and the log tells a call before its answer.
   */
  #observe(side: Side, frame: Frame): void {
    if (isBlank(frame.bytes)) return;
    const message = this.#state.read(side, frame.bytes);
    const violation = this.#state.violation(message);
    this.#state.passed(message);
    const session = this.#state;
    const walk = function* (): Walk {
      const inspection = yield* session.inspector.inspect(message, true);
      const decision = strictest([inspection.decision, violationDecision(violation)]);
      if (isStray(message) && !session.noise()) return;
      const { mode } = inspection;
      yield wentOn(session, { message, frame, inspection, violation, decision, mode, started: undefined });
    };
    this.#state.lanes[side].add(frame.raw.length, walk, this.#state.lanes[otherSide(side)]);
  }
}
