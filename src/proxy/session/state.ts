import { expensesOf, pathsOf, ratesOf } from '../../guard/calls.ts';
import type { AuditEntry } from '../../guard/entry.ts';
import { withFlows } from '../../guard/flowing.ts';
import { type Context, type Inspection, inspect, inspectSteps, NO_TAIL, type Tail } from '../../guard/guard.ts';
import type { Frame } from '../../message/framer.ts';
import { readFrame } from '../../message/jsonrpc.ts';
import type { Limits } from '../../message/limits.ts';
import { type Message, otherSide, type Side } from '../../message/message.ts';
import { rawAt } from '../../message/pointer.ts';
import { Tape } from '../../message/tape.ts';
import type { Pin } from '../../pins/pin.ts';
import type { Mode } from '../../policy/decisions.ts';
import { modeFor, type Policy } from '../../policy/policy.ts';
import type { Expense } from '../../policy/spend.ts';
import type { FlowNews, PinBook } from '../../store/store.ts';
import { AnswerTimes } from '../answer-times.ts';
import { AskedAbout } from '../asking/asking.ts';
import { Continued } from '../asking/continued.ts';
import { declaresForms, mayBeAskedBack } from '../asking/question.ts';
import { type FlowSurroundings, SessionFlows } from '../flows.ts';
import { SessionPins } from '../pins/pins.ts';
import { Relist } from '../pins/relist.ts';
import { Masking } from './editing/masking.ts';
import type { Answer, Effect } from './effects.ts';
import { Lane } from './lane.ts';
import { Flood } from './protocol/flood.ts';
import { Ledger, type Pending } from './protocol/ledger.ts';
import { Protocol, type Violation } from './protocol/protocol.ts';
import { Rates } from './protocol/rates.ts';
import { callHasher } from './recording/call-hash.ts';
import { type Names, type RowInput, row, type Surroundings } from './recording/rows.ts';

export type SessionOptions = {
  readonly policy: Policy;
  readonly limits: Limits;
  readonly maxFrameBytes: number;
  readonly names: Names;
  readonly world: Surroundings;
  /** Tells this server from another under the same name: hash of its command line. */
  readonly launch: string;
  /** The same for people: the launch's canonical text, as it is pinned. */
  readonly launchJson: () => string;
  /** When somebody last decided about pins, in any unit; 0 for never. */
  readonly pinsChanged: () => number;
  readonly flows: FlowSurroundings;
  /** A row oktsec writes about itself. */
  readonly event: (name: string, note: string) => AuditEntry;
  readonly quarantineHours: number;
  /** Whether any approval is outstanding; most of the time there is none and no call is hashed. */
  readonly approvals: () => boolean;
};

const NOTHING = {};
const NONE: readonly never[] = [];
/** Larger messages are scanned in slices, so that small ones of the other side pass between. */
const SLICED_BYTES = 256 * 1024;
/** Lines of a server that are no messages are logged once in so many. */
const NOISE_PER_ROW = 100;

/** What one session knows: who asked what, what the protocol stands at, what was said lately. */
export class SessionState {
  policy: Policy;
  readonly options: SessionOptions;
  readonly protocol = new Protocol();
  /** Requests in flight, by the side that asked. */
  readonly ledgers: Readonly<Record<Side, Ledger>> = { client: new Ledger(), server: new Ledger() };
  readonly lanes: Readonly<Record<Side, Lane>> = { client: new Lane(NO_TAIL), server: new Lane(NO_TAIL) };
  readonly #tapes: Readonly<Record<Side, Tape>> = { client: new Tape(), server: new Tape() };
  readonly pins: SessionPins;
  readonly #flows: SessionFlows;
  readonly masking: Masking;
  readonly #rates = new Rates();
  readonly flood = new Flood();
  readonly relist: Relist;
  /** What a person is asked about in the client. */
  readonly askedAbout = new AskedAbout();
  /** Approved calls that their server asked something about. */
  readonly continued = new Continued();
  /** The client has said its last word: it waits for nothing it would have to be told of. */
  clientOver = false;
  /** Frames of the server's that waited go the way of any other. */
  free: (frames: readonly Frame[]) => void = () => {};
  /** Calls that were sent on, how many were answered, and the microseconds that took in all. */
  readonly calls = { made: 0, answered: 0, micros: 0, times: new AnswerTimes() };
  #noise = 0;

  constructor(options: SessionOptions) {
    this.options = options;
    this.policy = options.policy;
    this.relist = new Relist(options.world.ref);
    this.#flows = new SessionFlows(options.names.server, options.flows);
    this.masking = new Masking(options.names, options.flows.digest);
    this.pins = new SessionPins(options.names.server, options.launchJson, options.pinsChanged);
  }

  modeOf(side: Side, tool?: string): Mode {
    const { client, server } = this.options.names;
    const [from, to] = side === 'client' ? [client, server] : [server, client];
    return modeFor(this.policy, { from, to, side, tool });
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

  /** Judges a message; the joined window of its side moves on. @param gone it was forwarded before it is read */
  *inspect(message: Message, gone = false): Generator<Effect, Inspection, Answer> {
    const { side } = message;
    // What went out before everything was paused is told by what is in it.
    const policy = gone && this.policy.paused ? { ...this.policy, paused: false } : this.policy;
    if (this.pins.needed(message)) {
      const book = (yield { do: 'pins', side, launch: this.pins.launch }) as PinBook | undefined;
      this.pins.know(book);
    }
    if (this.#flows.needed(message, this.policy)) {
      const { session } = this.options.names;
      this.#flows.know((yield { do: 'flows', side, session, after: this.#flows.last }) as FlowNews | undefined);
    }
    const lane = this.lanes[side];
    const context = { ...this.#context(side, lane.tail), ...this.#aboutCall(message) };
    const own =
      message.frame.length <= SLICED_BYTES
        ? inspect(message, policy, context)
        : ((yield { do: 'work', side, steps: inspectSteps(message, policy, context) }) as Inspection);
    const inspection = this.#withFlows(own, message);
    lane.before = lane.tail;
    lane.tail = inspection.tail;
    const kept = this.pins.learn(inspection);
    if (kept !== undefined) yield this.#keep(kept);
    yield* this.remembers(message, inspection);
    return inspection;
  }

  /** Judges what does not come from the wire; its side's window moves on. */
  inspectAtOnce(message: Message): Inspection {
    const lane = this.lanes[message.side];
    const inspection = inspect(message, this.policy, this.#context(message.side, lane.tail));
    lane.before = lane.tail;
    lane.tail = inspection.tail;
    return inspection;
  }

  /** Judges a frame again after it was edited, in the window that stood before it. */
  inspectAgain(message: Message, policy: Policy = this.policy): Inspection {
    const context = { ...this.#context(message.side, this.lanes[message.side].before), real: this.#realPaths(message) };
    return this.#withFlows(inspect(message, policy, context), message, policy);
  }

  /** Judges by itself what a person let through, by the rules of now; the joined windows stay as they are. */
  inspectAlone(message: Message, callOf: () => string): Inspection {
    const context = { ...this.#context(message.side, NO_TAIL), real: this.#realPaths(message), callOf };
    return this.#withFlows(inspect(message, this.policy, context), message);
  }

  /** What a message spends when it goes on; undefined for most. */
  expenses(message: Message): readonly Expense[] | undefined {
    const { client: from, server: to } = this.options.names;
    const expenses =
      message.members === undefined
        ? expensesOf(message, this.policy, { from, to }).expenses
        : message.members.flatMap((call) => expensesOf(call, this.policy, { from, to }).expenses);
    return expenses.length === 0 ? undefined : expenses;
  }

  /** Wakes us when the next thing is due that waits for its time. */
  *rouse(): Generator<Effect, void> {
    const now = this.options.world.elapsed();
    const dues = [this.flood.due(now), this.askedAbout.due(now)].filter((due) => due !== undefined);
    if (dues.length > 0) yield { do: 'wake', millis: Math.ceil(Math.min(...dues) / 1000) + 1 };
  }

  /** Tells the other sessions of the client what went on of a private server. */
  *remembers(message: Message, inspection: Inspection): Generator<Effect, void, Answer> {
    const heard = this.#flows.heard(message, inspection, this.policy, this.options.world.now());
    if (heard === undefined) return;
    const { session } = this.options.names;
    const { side, frame } = message;
    const sources = () => {
      const found = heard();
      return found.length === 0 ? NONE : found.map((source) => ({ ...source, session }));
    };
    yield { do: 'remember', of: side, bytes: frame.length, sources };
  }

  #withFlows(inspection: Inspection, message: Message, policy = this.policy): Inspection {
    const flows = this.#flows.at(message, policy);
    if (flows === undefined) return inspection;
    const { client: from, server: to } = this.options.names;
    const call = () => this.#callOf(message);
    return withFlows(inspection, message, policy, { from, to, now: this.options.world.now(), flows, call });
  }

  violation(message: Message): Violation | undefined {
    const other = otherSide(message.side);
    for (const one of message.members ?? [message]) {
      const found = this.protocol.check(one, this.ledgers[one.side], this.ledgers[other]);
      if (found !== undefined) return found;
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
      if (one.id === undefined) continue;
      if (one.kind === 'request') {
        const { id, method = '', tool, revision } = one;
        const since = this.options.world.elapsed();
        const callHash = this.callHash(one);
        const forms = () => ({ declared: declaresForms(one), askedBack: mayBeAskedBack(one) });
        const token = tokenOf(one);
        const shown = approved !== undefined && whole ? one : undefined;
        this.ledgers[one.side].add({ id, method, tool, revision, forms, callHash, approved, shown, since, token });
        if (method === 'tools/call') this.calls.made += 1;
      } else if (one.kind === 'response' || one.kind === 'error') {
        this.#answered(this.ledgers[other].take(one.id), one);
      }
    }
  }

  /** A question of our own goes out: its answer is read like any other. */
  asked(id: string): void {
    const none = () => undefined;
    this.ledgers.client.add({
      id,
      method: 'tools/list',
      tool: undefined,
      revision: undefined,
      forms: () => ({ declared: false, askedBack: false }),
      callHash: () => '',
      since: this.options.world.elapsed(),
      token: none,
    });
  }

  #answered(pending: Pending | undefined, answer: Message): void {
    if (pending?.approved !== undefined) {
      const until = this.options.world.elapsed() + this.policy.asks.approvalSeconds * 1e6;
      this.continued.asked(answer, pending.callHash, pending.approved, until);
    }
    if (pending?.method !== 'tools/call') return;
    this.calls.answered += 1;
    const took = this.options.world.elapsed() - pending.since;
    this.calls.micros += took;
    this.calls.times.add(took);
  }

  /** Counts a line that is no message; @returns whether this one gets a row. */
  noise(): boolean {
    this.#noise += 1;
    return this.#noise % NOISE_PER_ROW === 1;
  }

  #keep({ pins, note }: { readonly pins: readonly Pin[]; readonly note: string }): Effect {
    const waits = pins.some(({ state }) => state !== 'approved');
    return { do: 'keep', commit: { entry: this.options.event(waits ? 'pin_changed' : 'pinned', note), pins } };
  }

  /** What must be known of a call before it is judged: where its paths lead, and whether it is one too many. */
  #aboutCall(message: Message): Pick<Context, 'real' | 'overRate'> {
    const { tool, method, side, kind } = message;
    if (side !== 'client' || kind !== 'request' || method !== 'tools/call' || tool === undefined) return NOTHING;
    const { client: from, server: to } = this.options.names;
    const rates = ratesOf(this.policy, { from, to }, tool);
    const overRate = rates.length === 0 ? undefined : this.#rates.count(tool, rates, this.options.world.elapsed());
    const real = this.#realPaths(message);
    return overRate === undefined && real === undefined ? NOTHING : { overRate, real };
  }

  /** Where the paths among a call's arguments lead, as far as that must be known. */
  #realPaths(message: Message): Context['real'] {
    if (message.side !== 'client' || message.method !== 'tools/call') return undefined;
    const { client: from, server: to } = this.options.names;
    const paths = pathsOf(message, this.policy, { from, to });
    return paths.length === 0 ? undefined : new Map(paths.map((path) => [path, this.options.world.realPath(path)]));
  }

  /** The hash of the call that a message is, or answers. */
  #callOf = (message: Message): string | undefined => {
    if (message.side === 'client') return message.kind === 'request' ? this.callHash(message)() : undefined;
    return message.id === undefined ? undefined : this.ledgers.client.peek(message.id)?.callHash();
  };

  #context(side: Side, tail: Tail): Context {
    const { client, server } = this.options.names;
    const [from, to] = side === 'client' ? [client, server] : [server, client];
    return { from, to, tail, now: this.options.world.now(), pins: this.pins.at, callOf: this.#callOf };
  }
}

/** Worked out when it is first asked for. */
function tokenOf(message: Message): () => string | undefined {
  let known: { readonly raw: string | undefined } | undefined;
  return () => {
    known ??= { raw: rawAt(message.frame, '/params/_meta/progressToken') };
    return known.raw;
  };
}
