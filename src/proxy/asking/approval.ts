import { replaceId } from '../../message/edit.ts';
import { rawAt } from '../../message/json/pointer.ts';
import type { Message } from '../../message/message.ts';
import { asksIn } from '../../policy/asking.ts';
import { DECISIONS } from '../../policy/decisions.ts';
import type { Hold } from '../../store/store.ts';
import { frameOf } from '../session/editing/framed.ts';
import type { Answer, Effect } from '../session/effects.ts';
import type { Judgement } from '../session/judgement.ts';
import type { Walk } from '../session/lane.ts';
import { cancelledBy } from '../session/protocol/unsent.ts';
import { rowOf } from '../session/recording/judgement-row.ts';
import type { SessionState } from '../session/state.ts';
import { isAlong } from './along.ts';
import { type Asked, answeredUnread } from './asked-about.ts';
import {
  type Asking,
  answeredToken,
  askingRequest,
  askingResult,
  type Choice,
  choiceIn,
  declaresForms,
  isOffered,
  mayBeAskedBack,
  questionToken,
  readRetry,
  takenBack,
} from './question.ts';
import { type Refuse, Words } from './words.ts';

const MICROS = 1_000_000;

/**
 * Approval where the user is: what is held is asked about in the client, by a form that no server and no model answers.
 * It lets through what is held and never what is blocked; all that is said of it is a row.
 */
export class Approval {
  readonly #session: SessionState;
  readonly #words: Words;

  constructor(session: SessionState, refuse: Refuse) {
    this.#session = session;
    this.#words = new Words(session, refuse);
  }

  /** Asks about what was just held. @returns false when nobody can be asked: then it is refused as ever */
  *asks(judgement: Judgement, hold: Hold): Generator<Effect, boolean, Answer> {
    const session = this.#session;
    const { message } = judgement;
    const { askedAbout, policy, options, protocol, clientOver } = session;
    const id = message.id;
    if (id === undefined || clientOver || !askedAbout.mayAsk || !asksIn(policy, options.names.client)) return false;
    // A form about what the client took back is one that nobody knows what to do with.
    if (message.side === 'server' && session.ledgers.client.isCancelled(id)) return false;
    const pending = message.side === 'server' ? session.ledgers.client.peek(id) : undefined;
    const comesAgain = pending === undefined ? declaresForms(message) : pending.forms().declared;
    if (comesAgain === false || (comesAgain === undefined && !protocol.showsForms)) return false;
    if (comesAgain && !(pending === undefined ? mayBeAskedBack(message) : pending.forms().askedBack)) return false;
    const seconds = comesAgain ? policy.asks.approvalSeconds : policy.asks.seconds;
    const until = options.world.elapsed() + seconds * MICROS;
    const one: Asked = { judgement, hold, id, pending, until, comesAgain: comesAgain === true };
    if (pending !== undefined) session.ledgers.client.take(id);
    if (!one.comesAgain) {
      askedAbout.wait(one);
      yield* this.#next();
      return true;
    }
    const token = questionToken(options.world.random());
    askedAbout.open(token, one, options.world.elapsed());
    yield { do: 'send', to: 'client', bytes: askingResult(id, token, this.#asking(one)) };
    // Nobody says that it will never come again: it makes room when its time is over.
    yield* session.rouse();
    return true;
  }

  /** A frame of the client's that answers our own question: it goes no further. */
  *answered(message: Message): Walk {
    const token = JSON.parse(message.id ?? '""') as string;
    const asked = this.#session.askedAbout.take(token);
    // Nobody waits for it any more.
    if (asked === undefined) return;
    const usable = message.kind === 'response' && message.fault === undefined;
    const choice = yield* this.#personsChoice(asked, usable ? choiceIn(rawAt(message.frame, '/result')) : 'none');
    const stands = yield* this.#words.settle(asked, choice);
    if (stands && choice !== 'none') yield* this.#alike(asked.hold, choice);
    yield* this.#next();
  }

  /** What waits for its form while the same is answered: one word is enough for what it is about. */
  *#alike(said: Hold, choice: Choice): Walk {
    const { askedAbout } = this.#session;
    for (const one of askedAbout.drawn(({ hold }) => hold.ref === said.ref || isAlong(hold, said, choice))) {
      if (choice === 'refuse') {
        yield* this.#words.settle(one, choice);
        continue;
      }
      // The same call waited under the same reference, which is settled now: it is an item of its own.
      const own = one.hold.ref === said.ref ? yield* this.#words.heldAnew(one) : one;
      if (own === undefined) continue;
      if (isAlong(own.hold, said, choice)) yield* this.#words.settle(own, 'along');
      else askedAbout.wait(own);
    }
  }

  /** The token of ours that a request brings back, if it does. */
  tokenIn(message: Message): string | undefined {
    if (message.side !== 'client' || declaresForms(message) === undefined) return undefined;
    return answeredToken(message);
  }

  /**
   * A request that comes again with the answer to our question. What was ours is taken out of it.
   * @returns the bare request, when it has to go the way of any other
   */
  *comesAgain(message: Message, token: string): Generator<Effect, Uint8Array | undefined, Answer> {
    const session = this.#session;
    const { frame, choice } = readRetry(message.frame, token);
    const asked = session.askedAbout.take(token);
    const again = session.read('client', frame);
    // Another call than the one that was shown is a new one.
    const late = asked === undefined || asked.until <= session.options.world.elapsed();
    if (late || again.id === undefined || session.callHash(again)() !== asked.hold.callHash) return frame;
    yield* this.#words.settle(this.#renewed(asked, again), yield* this.#personsChoice(asked, choice));
    return undefined;
  }

  /**
   * What a person chose of what was offered. A client without a person in front of it (`codex exec`) answers by itself, and at once:
   * nobody chose that.
   */
  *#personsChoice(asked: Asked, choice: Choice | 'none'): Generator<Effect, Choice | 'none', Answer> {
    const { options } = this.#session;
    if (choice !== 'none' && !isOffered(choice, asked.judgement.message.method)) return 'none';
    if (choice === 'none' || !answeredUnread(asked, options.world.elapsed())) return choice;
    const note = `the form about ${asked.hold.ref} was answered sooner than a person reads it: it stays held`;
    yield { do: 'record', entry: options.event('answered_unread', note) };
    return 'none';
  }

  /** The client takes back what a person is asked about. @returns whether it was that */
  *takesBack(judgement: Judgement): Generator<Effect, boolean, Answer> {
    // Ids are each side's own: a server that takes something back takes back what it asked itself.
    const id = judgement.message.side === 'client' ? cancelledBy(judgement.message) : undefined;
    const dropped = id === undefined ? undefined : this.#session.askedAbout.cancel(id);
    if (dropped === undefined) return false;
    const word = this.#words.word(dropped.asked, 'reject', 'the client took its request back');
    const entry = rowOf(this.#session, judgement, 'refuse', { note: 'of a request that was stopped here' });
    yield { do: 'commit', side: 'client', commit: { entry, word } };
    yield* this.#close(dropped.token);
    yield* this.#next();
    return true;
  }

  /** What nobody answered in time is held as ever: its asker is told so. */
  *overdue(): Walk {
    const dropped = this.#session.askedAbout.overdue(this.#session.options.world.elapsed());
    for (const { asked, token } of dropped) {
      yield* this.#close(token);
      yield* this.#words.unanswered(asked);
    }
    if (dropped.length > 0) yield* this.#next();
  }

  /** The server is gone: whoever waits is told that it is held. */
  *abandon(): Walk {
    for (const asked of this.#session.askedAbout.abandon()) yield* this.#words.unanswered(asked);
  }

  /** The next form, or if there is none what of the server's waited for ours to close. */
  *#next(): Walk {
    const { askedAbout, options } = this.#session;
    const one = askedAbout.next();
    if (one !== undefined) {
      const token = questionToken(options.world.random());
      askedAbout.open(token, one, options.world.elapsed());
      yield { do: 'send', to: 'client', bytes: askingRequest(token, this.#asking(one)) };
    }
    this.#session.free(askedAbout.freed());
    yield* this.#session.rouse();
  }

  *#close(token: string | undefined): Walk {
    if (token !== undefined) yield { do: 'send', to: 'client', bytes: takenBack(token) };
  }

  #asking({ judgement, hold }: Asked): Asking {
    const { message, inspection } = judgement;
    const judged = inspection.judged.filter(({ decision }) => DECISIONS[decision].action !== 'forward');
    return {
      server: this.#session.options.names.server,
      method: message.method ?? message.kind,
      tool: message.tool,
      answers: message.side === 'server',
      judged,
      ref: hold.ref,
    };
  }

  /** What is held, as the request that came again wants to have it. */
  #renewed(asked: Asked, again: Message): Asked {
    const { judgement, pending } = asked;
    const id = again.id ?? 'null';
    if (pending === undefined) {
      const frame = frameOf(again.frame);
      return { ...asked, id, renewed: true, judgement: { ...judgement, message: again, frame } };
    }
    const bytes = replaceId(judgement.frame.bytes, id) ?? judgement.frame.bytes;
    this.#session.ledgers.client.add({ ...pending, id });
    const message = this.#session.read('server', bytes);
    this.#session.ledgers.client.take(id);
    const frame = frameOf(bytes);
    return { ...asked, id, renewed: true, pending: { ...pending, id }, judgement: { ...judgement, message, frame } };
  }
}
