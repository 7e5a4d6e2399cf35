import type { Message } from '../../message/message.ts';
import { withNewline } from '../session/editing/framed.ts';
import type { Judgement } from '../session/judgement.ts';
import type { Walk } from '../session/lane.ts';
import type { SessionState } from '../session/state.ts';
import type { Question } from './relist.ts';

/** The way of our own question what a server offers now: when it is asked, and what becomes of the answer. */
export class Relisting {
  readonly #session: SessionState;

  constructor(session: SessionState) {
    this.#session = session;
  }

  /** After some calls the server is asked what it offers now. */
  *askAgain({ message, mode }: Judgement): Walk {
    const { relist, policy } = this.#session;
    if (mode !== 'enforce') return;
    if (message.side === 'client') {
      if (message.kind === 'request') relist.heard(message);
    } else if (message.kind === 'response' && message.method === 'tools/call') {
      yield* this.#asks(relist.called(policy.relistCalls));
    }
  }

  /** The answer to our own question: what it tells is held against the pins, and goes no further. */
  *answered(message: Message): Walk {
    const session = this.#session;
    session.ledgers.client.take(message.id ?? 'null');
    if (message.kind === 'response') yield* session.inspector.aside(message);
    yield* this.#asks(session.relist.answered(message));
  }

  *#asks(question: Question | undefined): Walk {
    if (question === undefined) return;
    this.#session.asked(question.id);
    yield { do: 'send', to: 'server', bytes: withNewline(question.bytes) };
  }
}
