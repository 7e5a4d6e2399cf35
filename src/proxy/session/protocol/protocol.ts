import { rawAt, textAt } from '../../../message/json/pointer.ts';
import type { Message } from '../../../message/message.ts';
import { CLIENT_REQUESTS } from '../../../message/requests.ts';
import { BATCHED, STATELESS } from '../../../message/revisions.ts';
import type { Decision } from '../../../policy/decisions.ts';
import { showsForms } from '../../asking/question.ts';
import type { Ledger } from './ledger.ts';

/** What a side did that the protocol does not allow. */
export type Violation =
  | 'unsolicited_response'
  | 'id_in_flight'
  | 'too_many_pending'
  | 'too_many_notifications'
  | 'second_initialize'
  | 'version_downgrade'
  | 'server_request_not_allowed'
  | 'forged_request'
  | 'undeclared_capability';

const NEEDS_CAPABILITY = new Map([
  ['sampling/createMessage', 'sampling'],
  ['elicitation/create', 'elicitation'],
  ['roots/list', 'roots'],
]);

/**
 * What the frames of one session have said of revision, handshake and capabilities. No handshake is required to
 * forward: what was not seen restricts nothing.
 */
export class Protocol {
  /** The revision in force: the newest of what initialize settled and requests declared. */
  revision: string | undefined;
  /** Raw JSON of the client's capabilities; undefined when no initialize was seen. */
  #capabilities: string | undefined;
  #initialize: 'no' | 'asked' | 'settled' = 'no';
  /** The client has done more in the stateless revision than to probe. */
  #stateless = false;

  /** Whether arrays are batches: they belong to revision 2025-03-26, and to sessions that declared none. */
  get batches(): boolean {
    return this.revision === undefined || this.revision === BATCHED;
  }

  /** Judges a frame against what went before; `asked` holds the requests in flight of the side that must have asked. */
  check(message: Message, own: Ledger, asked: Ledger): Violation | undefined {
    switch (message.kind) {
      case 'request':
        return message.side === 'client' ? this.#clientRequest(message, own) : this.#serverRequest(message, own);
      case 'response':
      case 'error':
        // An error without a usable id says that a frame could not be read: it answers no request.
        if (message.id === undefined || message.id === 'null') return undefined;
        return asked.has(message.id) ? undefined : 'unsolicited_response';
      default:
        return undefined;
    }
  }

  /** A frame went through: what it says stands from now on. */
  note(message: Message): void {
    if (message.kind === 'request' && message.side === 'client') {
      if (message.method === 'initialize') {
        this.#initialize = 'asked';
        this.#capabilities = rawAt(message.frame, '/params/capabilities') ?? '{}';
      } else if (message.revision !== undefined) {
        this.#newer(message.revision);
        if (message.method !== 'server/discover') this.#stateless = true;
      }
    } else if (message.side === 'server' && message.method === 'initialize') {
      if (message.kind === 'error') this.#initialize = 'no';
      if (message.kind !== 'response') return;
      this.#initialize = 'settled';
      this.revision = message.revision ?? textAt(message.frame, '/result/protocolVersion') ?? this.revision;
    }
  }

  #clientRequest(message: Message, own: Ledger): Violation | undefined {
    if (message.id !== undefined && own.has(message.id)) return 'id_in_flight';
    if (own.full) return 'too_many_pending';
    if (message.method === 'initialize') {
      if (this.#initialize !== 'no') return 'second_initialize';
      return this.#stateless ? 'version_downgrade' : undefined;
    }
    const declared = message.revision;
    if (declared === undefined || this.revision === undefined || message.method === 'server/discover') return undefined;
    return declared < this.revision ? 'version_downgrade' : undefined;
  }

  #serverRequest(message: Message, own: Ledger): Violation | undefined {
    const method = message.method ?? '';
    if (CLIENT_REQUESTS.has(method)) return 'forged_request';
    if (this.revision !== undefined && this.revision >= STATELESS) return 'server_request_not_allowed';
    const capability = NEEDS_CAPABILITY.get(method);
    if (capability !== undefined && this.#capabilities !== undefined && !this.#declared(capability)) {
      return 'undeclared_capability';
    }
    if (message.id !== undefined && own.has(message.id)) return 'id_in_flight';
    return own.full ? 'too_many_pending' : undefined;
  }

  /** Whether the client said at the handshake that it shows forms. */
  get showsForms(): boolean {
    return showsForms(this.#capabilities);
  }

  #declared(capability: string): boolean {
    const all: unknown = JSON.parse(this.#capabilities ?? '{}');
    return typeof all === 'object' && all !== null && Object.hasOwn(all, capability);
  }

  #newer(revision: string): void {
    if (this.revision === undefined || revision > this.revision) this.revision = revision;
  }
}

export function violationDecision(violation: Violation | undefined): Decision {
  if (violation === undefined) return 'allow';
  return violation.startsWith('too_many') ? 'rate_limited' : 'protocol_violation';
}
