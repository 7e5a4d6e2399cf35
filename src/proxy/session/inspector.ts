import { pathsOf, ratesOf } from '../../guard/calls.ts';
import { withFlows } from '../../guard/flowing.ts';
import {
  type Context,
  type Inspection,
  inspect,
  inspectShort,
  inspectSteps,
  NO_TAIL,
  type Tail,
} from '../../guard/guard.ts';
import type { Message, Side } from '../../message/message.ts';
import type { Pin } from '../../pins/pin.ts';
import type { Policy } from '../../policy/policy.ts';
import { folded } from '../../policy/spelled.ts';
import type { FlowNews, PinBook } from '../../store/store.ts';
import { SessionFlows } from '../flows/flows.ts';
import type { SessionPins } from '../pins/pins.ts';
import type { Answer, Effect } from './effects.ts';
import type { SessionOptions } from './options.ts';
import { Rates } from './protocol/rates.ts';
import { partiesOf } from './recording/rows.ts';

type Parts = {
  readonly options: SessionOptions;
  readonly pins: SessionPins;
  /** What stands now. */
  readonly policy: () => Policy;
  /** The hash of the call that a message is, or answers. */
  readonly callOf: (message: Message) => string | undefined;
};

/** What was said on one side lately, for what is split over several messages; and the same before the last message. */
type Window = { tail: Tail; before: Tail };

const NOTHING = {};
const NONE: readonly never[] = [];
/** Larger messages are scanned in slices, so that small ones of the other side pass between. */
const SLICED_BYTES = 256 * 1024;
/** The same while our code is cold and each step of it takes milliseconds: until so much was read. */
const COLD_SLICED_BYTES = 512;
const COLD_BYTES = 64 * 1024;

/** How the messages of one session are judged: with what was said before, the server's pins and what others gave. */
export class Inspector {
  readonly #options: SessionOptions;
  readonly #pins: SessionPins;
  readonly #policy: () => Policy;
  readonly #callOf: (message: Message) => string | undefined;
  readonly #flows: SessionFlows;
  readonly #rates = new Rates();
  /** Bytes of messages judged so far. */
  #read = 0;
  readonly #windows: Readonly<Record<Side, Window>> = {
    client: { tail: NO_TAIL, before: NO_TAIL },
    server: { tail: NO_TAIL, before: NO_TAIL },
  };

  constructor({ options, pins, policy, callOf }: Parts) {
    this.#options = options;
    this.#pins = pins;
    this.#policy = policy;
    this.#callOf = callOf;
    this.#flows = new SessionFlows(options.names.server, options.flows);
  }

  /** Judges a message; the joined window of its side moves on. @param gone it was forwarded before it is read */
  *inspect(message: Message, gone = false): Generator<Effect, Inspection, Answer> {
    const { side } = message;
    // What went out before everything was paused is told by what is in it.
    const stands = this.#policy();
    const policy = gone && stands.paused ? { ...stands, paused: false } : stands;
    if (this.#pins.needed(message)) {
      const book = (yield { do: 'pins', side, launch: this.#pins.launch }) as PinBook | undefined;
      this.#pins.know(book);
    }
    if (this.#flows.needed(message, this.#policy())) {
      const { session } = this.#options.names;
      this.#flows.know((yield { do: 'flows', side, session, after: this.#flows.last }) as FlowNews | undefined);
    }
    const window = this.#windows[side];
    const context = { ...this.#context(side, window.tail), ...this.#aboutCall(message) };
    const own =
      this.#inspectNow(message, policy, context) ??
      ((yield { do: 'work', side, steps: inspectSteps(message, policy, context) }) as Inspection);
    const inspection = this.#withFlows(own, message);
    window.before = window.tail;
    window.tail = inspection.tail;
    const kept = this.#pins.learn(inspection);
    if (kept !== undefined) yield this.#keep(kept);
    yield* this.remembers(message, inspection);
    return inspection;
  }

  /** Undefined when it takes steps: it is long, or may need detectors that are to be loaded. */
  #inspectNow(message: Message, policy: Policy, context: Context): Inspection | undefined {
    if (message.frame.length > this.#slicedFrom(message)) return undefined;
    return policy.rules.detectors.deferred ? inspectShort(message, policy, context) : inspect(message, policy, context);
  }

  /** Counts what is read, and says from how many bytes on it is read in slices. */
  #slicedFrom({ frame }: Message): number {
    if (this.#read >= COLD_BYTES) return SLICED_BYTES;
    this.#read += frame.length;
    return COLD_SLICED_BYTES;
  }

  /** The same for what is said to us alone: the window of its side stays as it is. */
  *aside(message: Message): Generator<Effect, Inspection, Answer> {
    const window = this.#windows[message.side];
    const { tail } = window;
    const inspection = yield* this.inspect(message);
    window.tail = tail;
    return inspection;
  }

  /** Judges what does not come from the wire; its side's window moves on. */
  atOnce(message: Message): Inspection {
    const window = this.#windows[message.side];
    const inspection = inspect(message, this.#policy(), this.#context(message.side, window.tail));
    window.before = window.tail;
    window.tail = inspection.tail;
    return inspection;
  }

  /** Judges a frame again after it was edited, in the window that stood before it. */
  again(message: Message, policy: Policy = this.#policy()): Inspection {
    const context = {
      ...this.#context(message.side, this.#windows[message.side].before),
      real: this.#realPaths(message),
    };
    return this.#withFlows(inspect(message, policy, context), message, policy);
  }

  /** Judges by itself what a person let through, by the rules of now; the joined windows stay as they are. */
  alone(message: Message, callOf: () => string): Inspection {
    const context = { ...this.#context(message.side, NO_TAIL), real: this.#realPaths(message), callOf };
    return this.#withFlows(inspect(message, this.#policy(), context), message);
  }

  /** Tells the other sessions of the client what went on of a private server. */
  *remembers(message: Message, inspection: Inspection): Generator<Effect, void, Answer> {
    const heard = this.#flows.heard(message, inspection, this.#policy(), this.#options.world.now());
    if (heard === undefined) return;
    const { session } = this.#options.names;
    const { side, frame } = message;
    const sources = () => {
      const found = heard();
      return found.length === 0 ? NONE : found.map((source) => ({ ...source, session }));
    };
    yield { do: 'remember', of: side, bytes: frame.length, sources };
  }

  #withFlows(inspection: Inspection, message: Message, policy = this.#policy()): Inspection {
    const flows = this.#flows.at(message, policy);
    if (flows === undefined) return inspection;
    const { client: from, server: to } = this.#options.names;
    const call = () => this.#callOf(message);
    return withFlows(inspection, message, policy, { from, to, now: this.#options.world.now(), flows, call });
  }

  /** What must be known of calls before they are judged: where their paths lead, and whether one is one too many. */
  #aboutCall(message: Message): Pick<Context, 'real' | 'overRate'> {
    const calls = callsIn(message);
    if (calls.length === 0) return NOTHING;
    const { client: from, server: to } = this.#options.names;
    let overRate: string | undefined;
    for (const { tool = '' } of calls) {
      const rates = ratesOf(this.#policy(), { from, to }, tool);
      if (rates.length > 0) overRate ??= this.#rates.count(folded(tool), rates, this.#options.world.elapsed());
    }
    const real = this.#realPaths(message);
    return overRate === undefined && real === undefined ? NOTHING : { overRate, real };
  }

  /** Where the paths among the arguments of calls lead, as far as that must be known. */
  #realPaths(message: Message): Context['real'] {
    const { client: from, server: to } = this.#options.names;
    const paths = callsIn(message).flatMap((call) => pathsOf(call, this.#policy(), { from, to }));
    return paths.length === 0 ? undefined : new Map(paths.map((path) => [path, this.#options.world.realPath(path)]));
  }

  #context(side: Side, tail: Tail): Context {
    const { names, world } = this.#options;
    const { from, to } = partiesOf(names, side);
    return { from, to, tail, now: world.now(), pins: this.#pins.at, callOf: this.#callOf };
  }

  #keep({ pins, note }: { readonly pins: readonly Pin[]; readonly note: string }): Effect {
    const waits = pins.some(({ state }) => state !== 'approved');
    return { do: 'keep', commit: { entry: this.#options.event(waits ? 'pin_changed' : 'pinned', note), pins } };
  }
}

/** The calls of tools that a message of the client's makes: a batch may make many. */
function callsIn(message: Message): readonly Message[] {
  const { side, method, tool, members } = message;
  if (side !== 'client') return NONE;
  if (members !== undefined) return members.flatMap(callsIn);
  return method === 'tools/call' && tool !== undefined ? [message] : NONE;
}
