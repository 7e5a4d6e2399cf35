import type { AuditEntry } from '../../guard/entry.ts';
import type { Frame } from '../../message/framer.ts';
import { Tape } from '../../message/json/tape.ts';
import { readFrame } from '../../message/jsonrpc.ts';
import { type Message, otherSide, type Side } from '../../message/message.ts';
import type { Mode } from '../../policy/decisions.ts';
import { modeFor, type Policy } from '../../policy/policy.ts';
import { AskedAbout } from '../asking/asked-about.ts';
import { Continued } from '../asking/continued.ts';
import { SessionPins } from '../pins/pins.ts';
import { Relist } from '../pins/relist.ts';
import { Calls } from './calls.ts';
import { Masking } from './editing/masking.ts';
import type { Effect } from './effects.ts';
import { Inspector } from './inspector.ts';
import { Lane } from './lane.ts';
import type { SessionOptions } from './options.ts';
import { Flood } from './protocol/flood.ts';
import { idKey, Ledger, type Pending } from './protocol/ledger.ts';
import { ownQuestion, pendingOf, serverRequest } from './protocol/pending.ts';
import { Protocol, type Violation } from './protocol/protocol.ts';
import { Tasks } from './protocol/tasks.ts';
import { cancelledBy } from './protocol/unsent.ts';
import { callHasher } from './recording/call-hash.ts';
import { partiesOf, type RowInput, row } from './recording/rows.ts';
import type { Reason } from './refusing/answers.ts';

/** Lines of a server that are no messages are logged once in so many. */
const NOISE_PER_ROW = 100;

/** What one session knows: who asked what, what the protocol stands at, what was said lately. */
export class SessionState {
  policy: Policy;
  readonly options: SessionOptions;
  readonly protocol = new Protocol();
  /** Requests in flight, by the side that asked. */
  readonly ledgers: Readonly<Record<Side, Ledger>> = { client: new Ledger(), server: new Ledger() };
  readonly lanes: Readonly<Record<Side, Lane>> = { client: new Lane(), server: new Lane() };
  readonly #tapes: Readonly<Record<Side, Tape>> = { client: new Tape(), server: new Tape() };
  readonly pins: SessionPins;
  readonly inspector: Inspector;
  readonly masking: Masking;
  readonly flood = new Flood();
  readonly tasks = new Tasks();
  readonly relist: Relist;
  /** What a person is asked about in the client. */
  readonly askedAbout = new AskedAbout();
  /** Approved calls that their server asked something about. */
  readonly continued = new Continued();
  /** The client has said its last word: it waits for nothing it would have to be told of. */
  clientOver = false;
  /** Frames of the server's that waited go the way of any other. */
  free: (frames: readonly Frame[]) => void = () => {};
  readonly calls = new Calls();
  #noise = 0;

  constructor(options: SessionOptions) {
    this.options = options;
    this.policy = options.policy;
    this.relist = new Relist(options.world.ref);
    this.masking = new Masking(options.names, options.flows.digest);
    this.pins = new SessionPins(options.names.server, options.launchJson, options.pinsChanged);
    this.inspector = new Inspector({
      options,
      pins: this.pins,
      policy: () => this.policy,
      callOf: (message) => this.#callOf(message),
    });
  }

  modeOf(side: Side, tool?: string): Mode {
    const { from, to } = partiesOf(this.options.names, side);
    return modeFor(this.policy, { from, to, side, tool });
  }

  /** Of what nobody reads, so that it may be about any tool. */
  modeOfUnread(side: Side): Mode {
    const { from, to } = partiesOf(this.options.names, side);
    return modeFor(this.policy, { from, to, side, anyTool: true });
  }

  write(input: RowInput): AuditEntry {
    return row(this.options.names, this.options.world, input);
  }

  /** The approval hash of a request. */
  callHash(message: Message): () => string {
    const { names, launch, world } = this.options;
    return callHasher(message, names, { launch, pinned: (tool) => this.pins.definition(tool) }, world.hash);
  }

  /** The message a frame is, as this session stands. */
  read(side: Side, bytes: Uint8Array): Message {
    const asked = this.ledgers[otherSide(side)];
    return readFrame(bytes, side, {
      asked: (id) => asked.peek(id),
      batches: this.protocol.batches,
      limits: this.options.limits,
      tape: this.#tapes[side],
    });
  }

  /** Wakes us when the next thing is due that waits for its time. */
  *rouse(): Generator<Effect, void> {
    const now = this.options.world.elapsed();
    const dues = [this.flood.due(now), this.askedAbout.due(now)].filter((due) => due !== undefined);
    if (dues.length > 0) yield { do: 'wake', millis: Math.ceil(Math.min(...dues) / 1000) + 1 };
  }

  violation(message: Message): Violation | undefined {
    const other = otherSide(message.side);
    const asked = new Set<string>();
    const answered = new Set<string>();
    for (const one of message.members ?? [message]) {
      const found = this.protocol.check(one, this.ledgers[one.side], this.ledgers[other]);
      if (found !== undefined) return found;
      // The ledgers know of no member of a batch before all of it has passed.
      if (message.members !== undefined && one.id !== undefined) {
        const answers = one.kind === 'response' || one.kind === 'error';
        const [seen, key] = [answers ? answered : asked, idKey(one.id)];
        if (seen.has(key)) return answers ? 'unsolicited_response' : 'id_in_flight';
        seen.add(key);
      }
      // It waits for a person, who decides about the one that was shown.
      if (one.side === 'client' && one.kind === 'request' && one.id !== undefined && this.askedAbout.has(one.id))
        return 'id_in_flight';
    }
    return undefined;
  }

  /**
   * A message went through: its requests are in flight, what it answered no longer is.
   * @param approved rules that a person let it pass for. @param whole nothing of it was masked
   */
  passed(message: Message, approved?: readonly string[], whole = true): void {
    const other = otherSide(message.side);
    for (const one of message.members ?? [message]) {
      this.protocol.note(one);
      const takenBack = cancelledBy(one);
      if (takenBack !== undefined) this.ledgers[one.side].cancel(takenBack);
      if (one.id === undefined) continue;
      if (one.kind === 'request') {
        const since = this.options.world.elapsed();
        if (one.side === 'server') {
          this.ledgers.server.add(serverRequest(one.id, one, since));
          continue;
        }
        const shown = approved !== undefined && whole ? one : undefined;
        const tool = one.tool ?? this.tasks.toolOf(one);
        const about = { since, callHash: this.callHash(one), approved, shown, tool };
        this.ledgers.client.add(pendingOf(one.id, one, about));
        if (one.method === 'tools/call') this.calls.sent();
      } else if (one.kind === 'response' || one.kind === 'error') {
        this.#answered(this.ledgers[other].take(one.id), one);
      }
    }
  }

  /** The requests in flight that a message answers. */
  answeredBy(message: Message): readonly Pending[] {
    const asked = this.ledgers[otherSide(message.side)];
    return (message.members ?? [message]).flatMap(({ id, kind }) =>
      id === undefined || (kind !== 'response' && kind !== 'error') ? [] : (asked.peek(id) ?? []),
    );
  }

  /** A message that had passed went nowhere: its requests are not in flight, and what it `answered` still is. */
  withheld(message: Message, answered: readonly Pending[]): void {
    for (const { id, kind, side } of message.members ?? [message]) {
      if (id !== undefined && kind === 'request') this.ledgers[side].take(id);
    }
    for (const pending of answered) this.ledgers[otherSide(message.side)].add(pending);
  }

  /** A question of our own goes out: its answer is read like any other. */
  asked(id: string): void {
    this.ledgers.client.add(ownQuestion(id, this.options.world.elapsed()));
  }

  #answered(pending: Pending | undefined, answer: Message): void {
    if (pending?.approved !== undefined) {
      const until = this.options.world.elapsed() + this.policy.asks.approvalSeconds * 1e6;
      this.continued.asked(answer, pending.callHash, pending.approved, until);
    }
    if (pending?.method !== 'tools/call') return;
    const enforced = (tool: string) => this.modeOf('server', tool) === 'enforce';
    if (this.tasks.answered(pending, answer, (one, other) => (enforced(other) ? other : one)))
      this.ledgers.client.goesOn(pending);
    this.calls.hadAnswer(this.options.world.elapsed() - pending.since);
  }

  /** Counts a line that is no message; @returns whether this one gets a row. */
  noise(): boolean {
    this.#noise += 1;
    return this.#noise % NOISE_PER_ROW === 1;
  }

  /** Why something does not go on, for the side that asked. */
  reason(decision: string, what: string, ref: string, held = false): Reason {
    return { decision, what, ref, held, command: this.options.command };
  }

  /** The hash of the call that a message is, or answers. */
  #callOf(message: Message): string | undefined {
    if (message.side === 'client') return message.kind === 'request' ? this.callHash(message)() : undefined;
    return message.id === undefined ? undefined : this.ledgers.client.peek(message.id)?.callHash();
  }
}
