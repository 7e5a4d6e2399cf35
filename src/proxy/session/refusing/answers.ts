import type { Fault } from '../../../message/message.ts';
import { STATELESS } from '../../../message/revisions.ts';

/** Our one code for a refusal by policy, outside what the protocol keeps for itself. */
export const REFUSED = 4030;
const PARSE_ERROR = -32700;
export const INVALID_REQUEST = -32600;
const UNSUPPORTED_VERSION = -32022;
const USER_REJECTED = -1;
const INTERNAL_ERROR = -32603;

/** Why something was refused, for the side that asked. Never holds what was found. */
export type Reason = {
  readonly decision: string;
  /** `RULE (name)`, or a fault's name. */
  readonly what: string;
  readonly ref: string;
  /** Held for a person: the sentence says what releases it. */
  readonly held: boolean;
  /** How oktsec is called here. */
  readonly command: string;
};

/** A request, as far as its answer hangs on it. */
type Asker = {
  readonly method: string | undefined;
  readonly id: string | undefined;
  /** The revision its `_meta` declares. */
  readonly revision: string | undefined;
};

const encoder = new TextEncoder();

/** A JSON-RPC error; `id` as it was spelled, `null` when it could not be read; `more`: what its code wants beside our reason. */
export function errorAnswer(id: string | undefined, code: number, reason: Reason, more: object = {}): Uint8Array {
  const data = { ...more, oktsec: { decision: reason.decision, rule: reason.what, ref: reason.ref } };
  const error = JSON.stringify({ code, message: sentence(reason), data });
  return line(`{"jsonrpc":"2.0","id":${id ?? 'null'},"error":${error}}`);
}

/** The error for a request that its server will never answer. */
export function goneAnswer(id: string): Uint8Array {
  const error = { code: INTERNAL_ERROR, message: 'oktsec: the server ended before it answered' };
  return line(`{"jsonrpc":"2.0","id":${id},"error":${JSON.stringify(error)}}`);
}

/** The error for a frame that is no message. */
export function faultAnswer(id: string | undefined, fault: Fault, reason: Reason): Uint8Array {
  return errorAnswer(id, fault === 'parse_error' || fault === 'invalid_utf8' ? PARSE_ERROR : INVALID_REQUEST, reason);
}

/**
 * What the asker of a request gets in place of its result. A tool call gets a tool result, which models are shown;
 * with `resultType` exactly when the request declared a revision that knows it, for the clients of that revision
 * take nothing else and older schemas do not have it.
 */
export function refusal(asked: Asker, reason: Reason): Uint8Array {
  if (asked.method === 'tools/call') {
    const result = {
      content: [{ type: 'text', text: sentence(reason) }],
      isError: true,
      ...(asked.revision !== undefined && asked.revision >= STATELESS ? { resultType: 'complete' } : {}),
    };
    return line(`{"jsonrpc":"2.0","id":${asked.id ?? 'null'},"result":${JSON.stringify(result)}}`);
  }
  return requestError(asked, reason);
}

/**
 * The error for a request that nobody answers. To a probe: with a code of our own, or without the revisions that count, clients
 * fall back to the old protocol and say nothing; with the one they asked for they try it once more, then say why they stop.
 */
export function requestError({ id, method, revision }: Asker, reason: Reason): Uint8Array {
  if (method !== 'server/discover') return errorAnswer(id, REFUSED, reason);
  const requested = revision ?? STATELESS;
  return errorAnswer(id, UNSUPPORTED_VERSION, reason, { supported: [requested], requested });
}

/** What a server gets in place of the client's answer to its own request. */
export function declined(id: string | undefined, method: string | undefined, reason: Reason): Uint8Array {
  if (method === 'elicitation/create') {
    return line(`{"jsonrpc":"2.0","id":${id ?? 'null'},"result":{"action":"decline"}}`);
  }
  return errorAnswer(id, method === 'sampling/createMessage' ? USER_REJECTED : REFUSED, reason);
}

/** Several answers as the batch that asked for them. */
export function batchAnswer(answers: readonly Uint8Array[]): Uint8Array {
  const texts = answers.map((answer) => new TextDecoder().decode(answer).trimEnd());
  return line(`[${texts.join(',')}]`);
}

/** For the model, and for the person whom it tells: what happened, and the command that goes on from there. */
function sentence({ what, ref, held, command }: Reason): string {
  if (held)
    return `held by oktsec: ${what}, ref ${ref}. A person can release it with: ${command} allow ${ref} --once. Do not retry before that`;
  const blocked = `blocked by oktsec: ${what}, ref ${ref}, do not retry`;
  return ref === '-' ? blocked : `${blocked}. A person can see why with: ${command} logs show ${ref}`;
}

function line(text: string): Uint8Array {
  return encoder.encode(`${text}\n`);
}
