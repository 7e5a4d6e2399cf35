import type { AuditEntry } from '../guard/entry.ts';
import type { Side } from '../message/message.ts';
import type { Policy } from '../policy/policy.ts';
import { visible } from '../rules/visible.ts';
import type { Commit, Outcome, Recorder } from '../store/store.ts';
import { Learning } from './flows/learning.ts';
import type { Reader, Wire } from './reader.ts';
import type { Effect, Exemption } from './session/effects.ts';
import type { Session } from './session/session.ts';
import { sliced } from './sliced.ts';
import { toldOf } from './told.ts';
import { READ_PATIENCE_MS } from './wire/backlog.ts';

export type CarrierOptions = {
  readonly wire: Wire;
  readonly session: Session;
  readonly recorder: Recorder;
  /** The agent whose pins are asked for. */
  readonly server: string;
  readonly verbose: boolean;
  /** Bytes go first and are read after. */
  readonly free: boolean;
  /** A row oktsec writes about itself. */
  readonly event: (name: string, note: string) => AuditEntry;
  /** Writes a person's word for these very arguments into the config. */
  readonly exempt: (exemption: Exemption) => Promise<void>;
  /** Told when the relay comes to its end. */
  readonly leaving: () => void;
};

/** Clients of the SDKs send SIGTERM two seconds after they closed our input. */
const CLOSE_WAIT_MS = 1500;
/** Carries out what the session decides: the only place where its effects meet the wire and the log. */
export class Carrier implements Reader {
  readonly #options: CarrierOptions;
  /** How many messages were kept back. */
  readonly stopped = { held: 0, refused: 0 };
  /** How much was taken to be read. */
  bytesRead = 0;
  #broken = false;
  #closing = false;
  #free: boolean;
  #idle: (() => void) | undefined;
  #waking: NodeJS.Timeout | undefined;
  readonly #learning: Learning;

  constructor(options: CarrierOptions) {
    this.#options = options;
    this.#free = options.free;
    this.#learning = new Learning(
      (source) => options.recorder.remember(source),
      (work) => {
        if (!this.#broken) this.#guarded(this.#free, work);
      },
    );
  }

  take(side: Side, chunk: Uint8Array, gone: boolean): void {
    this.bytesRead += chunk.length;
    if (!this.#broken) this.#guarded(gone, () => this.#run(this.#options.session.receive(side, chunk, gone), gone));
  }

  end(side: Side, gone: boolean): void {
    if (!this.#broken) this.#guarded(gone, () => this.#run(this.#options.session.end(side, gone), gone));
  }

  backlog(side: Side): number {
    return this.#broken ? 0 : this.#options.session.backlog(side);
  }

  /**
   * What operators decide changed. Reading first begins with the next chunk; letting bytes go first waits until nothing
   * is held any more, so that none of them overtakes another.
   */
  setPolicy(policy: Policy, free: boolean): void {
    this.#options.session.setPolicy(policy);
    this.#free = free;
    this.#settle();
  }

  async close(): Promise<void> {
    const { session, recorder, leaving, event } = this.#options;
    leaving();
    this.#closing = true;
    if (!session.idle && !this.#broken) {
      await new Promise<void>((done) => {
        this.#idle = done;
        setTimeout(done, CLOSE_WAIT_MS);
      });
    }
    // Bytes that went first and get no row of their own are told of all the same.
    if (!session.idle && this.#free && !this.#broken)
      recorder.spool(event('unread', 'the session ended before the last messages were read'));
    if (!this.#broken) for (const effect of session.orphaned()) this.#carry(effect);
    this.#guarded(this.#free, () => this.#learning.now());
    await recorder.close();
  }

  /**
   * Our own code failed. Where something may be refused nothing more is forwarded: requests in flight get errors, the
   * server is stopped, the process ends with 2. Where bytes go first they go on, unread, and that is said once.
   */
  fail(error: unknown, gone: boolean = this.#free): void {
    if (this.#broken) return;
    this.#broken = true;
    const { wire, session, recorder, event } = this.#options;
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    wire.say(`oktsec: error: an error of our own: ${visible(text)}\n`);
    recorder.spool(event('internal_error', text.split('\n')[0] ?? ''));
    if (gone) {
      wire.say('oktsec: hint: messages go on unread; start the client again to have them read\n');
      wire.relieved();
      return;
    }
    for (const effect of session.orphaned()) this.#carry(effect);
    wire.abort(2);
  }

  #run(effects: readonly Effect[], gone: boolean): void {
    const { wire } = this.#options;
    for (const effect of effects) {
      switch (effect.do) {
        case 'commit':
          this.#ask(effect.side, gone, this.#counted(effect.commit, this.#options.recorder.commit(effect.commit)));
          break;
        case 'take':
          this.#ask(effect.side, gone, this.#options.recorder.takeResponse(effect.hash));
          break;
        case 'pins':
          this.#ask(effect.side, gone, this.#options.recorder.pins(this.#options.server, effect.launch));
          break;
        case 'flows':
          this.#learning.now();
          this.#ask(effect.side, gone, this.#options.recorder.flows(effect.session, effect.after));
          break;
        case 'work':
          this.#ask(effect.side, gone, sliced(effect.steps, gone ? this.#whenCalm : setImmediate));
          break;
        default:
          this.#carry(effect);
      }
    }
    this.#settle();
    wire.relieved();
    if (this.#options.session.idle) this.#idle?.();
  }

  /** What a person had approved was not kept back after all. */
  async #counted({ entry, claim, spending, ifSame }: Commit, outcome: Promise<Outcome>): Promise<Outcome> {
    const became = await outcome;
    if (became === 'over' && spending !== undefined) {
      this.#tell(spending.ifOver('it spends too much'));
      this.stopped.refused += 1;
      return became;
    }
    if (became === 'full') {
      this.#tell({ ...entry, action: 'refuse', note: 'too much is held already' });
      this.stopped.refused += 1;
      return became;
    }
    if (typeof became === 'object') {
      this.#tell(ifSame?.(became) ?? entry);
      this.stopped.refused += 1;
      return became;
    }
    const passes = claim !== undefined && (became === 'won' || became === 'masked');
    // Told once it is known: what a person had approved passes after all, what could not be held has a row of its own.
    const unheld = entry.action === 'hold' && became === 'unavailable';
    if (!passes && !unheld) this.#tell(entry);
    if (passes || entry.action === 'forward') return became;
    if (entry.action === 'hold' && !unheld) this.stopped.held += 1;
    else this.stopped.refused += 1;
    return became;
  }

  /** At the end nothing comes that reading could delay. */
  readonly #whenCalm = (then: () => void) => {
    if (this.#closing) setImmediate(then);
    else this.#options.wire.whenCalm(then, READ_PATIENCE_MS);
  };

  #settle(): void {
    if (!this.#free || this.#options.session.settled) this.#options.wire.setFree(this.#free);
  }

  #carry(effect: Effect): void {
    const { wire, recorder } = this.#options;
    switch (effect.do) {
      case 'send':
        if (effect.reply) wire.reply(effect.bytes);
        else wire.send(effect.to, effect.bytes);
        break;
      case 'forward':
        if (recorder.spool(effect.entry)) wire.send(effect.to, effect.bytes);
        else for (const instead of effect.unwritten()) this.#carry(instead);
        this.#tell(effect.entry);
        break;
      case 'record':
        recorder.spool(effect.entry);
        this.#tell(effect.entry);
        break;
      case 'wake':
        clearTimeout(this.#waking);
        this.#waking = setTimeout(() => {
          if (!this.#broken) this.#guarded(false, () => this.#run(this.#options.session.wake(), false));
        }, effect.millis).unref();
        break;
      case 'keep':
        void recorder.commit(effect.commit);
        break;
      case 'exempt':
        void this.#options.exempt(effect.exemption);
        break;
      case 'remember':
        // What the client said is only held against results.
        this.#learning.add(effect.sources, effect.bytes, effect.of === 'client');
        break;
      case 'end':
        wire.endOf(effect.to);
        break;
      case 'say':
        wire.note(effect.bytes);
        break;
    }
  }

  #ask(side: Side, gone: boolean, answer: Promise<Parameters<Session['answer']>[1]>): void {
    answer.then(
      (value) => {
        if (!this.#broken) this.#guarded(gone, () => this.#run(this.#options.session.answer(side, value), gone));
      },
      (error: unknown) => this.fail(error, gone),
    );
  }

  #guarded(gone: boolean, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.fail(error, gone);
    }
  }

  #tell(entry: AuditEntry): void {
    const line = toldOf(entry, this.#options.verbose);
    if (line !== undefined) this.#options.wire.say(line);
  }
}
