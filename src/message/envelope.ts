import { ARRAY, kindOf, member, NULL, NUMBER, OBJECT, STRING, type Tape, textIs, wordAt } from './json/tape.ts';
import type { Asked, Fault, Kind, Side } from './message.ts';
import { needsId } from './requests.ts';

const PROTOCOL_VERSION = 'io.modelcontextprotocol/protocolVersion';

/** The members of an envelope as tokens; -1 is absent. */
export type Envelope = {
  readonly version: number;
  readonly id: number;
  readonly method: number;
  readonly params: number;
  readonly result: number;
  readonly error: number;
};

export function readEnvelope(tape: Tape): Envelope {
  const found = { version: -1, id: -1, method: -1, params: -1, result: -1, error: -1 };
  for (let key = 1; key < tape.count; key = tape.nexts[key + 1]!) {
    if (textIs(tape, key, 'jsonrpc')) found.version = key + 1;
    else if (textIs(tape, key, 'id')) found.id = key + 1;
    else if (textIs(tape, key, 'method')) found.method = key + 1;
    else if (textIs(tape, key, 'params')) found.params = key + 1;
    else if (textIs(tape, key, 'result')) found.result = key + 1;
    else if (textIs(tape, key, 'error')) found.error = key + 1;
  }
  return found;
}

/** None of what makes an envelope: a line of some log, which no reader takes for a message. */
export function isNone({ version, id, method, params, result, error }: Envelope): boolean {
  return Math.max(version, id, method, params, result, error) < 0;
}

export function answerKind(found: Envelope): Kind {
  return found.error < 0 ? 'response' : 'error';
}

export function requestFault(
  tape: Tape,
  found: Envelope,
  id: string | undefined,
  method: string | undefined,
  tool: string | undefined,
): Fault | undefined {
  if (!isVersion2(tape, found.version) || method === undefined || method === '') return 'invalid_request';
  // A reader that looks for `result` first takes this for an answer.
  if (found.result >= 0 || found.error >= 0) return 'invalid_request';
  if (found.id >= 0 && id === undefined) return 'invalid_request';
  if (found.params >= 0) {
    const kind = kindOf(tape, found.params);
    if (kind !== OBJECT && kind !== ARRAY && kind !== NULL) return 'invalid_request';
  }
  if (found.id < 0 && needsId(method)) return 'invalid_request';
  return method === 'tools/call' && (tool === undefined || tool === '') ? 'invalid_request' : undefined;
}

export function answerFault(
  tape: Tape,
  found: Envelope,
  id: string | undefined,
  side: Side,
  asked: Asked | undefined,
): Fault | undefined {
  const hasResult = found.result >= 0;
  const hasError = found.error >= 0;
  // With neither, what a client sends is a request without its method, unless it has the id of a server's question.
  const fault =
    hasResult || hasError || asked !== undefined || side === 'server' ? 'invalid_response' : 'invalid_request';
  if (!isVersion2(tape, found.version) || hasResult === hasError) return fault;
  if (hasResult) return id === undefined ? fault : undefined;
  const code = member(tape, found.error, 'code');
  const message = member(tape, found.error, 'message');
  if (code < 0 || kindOf(tape, code) !== NUMBER || message < 0 || kindOf(tape, message) !== STRING) return fault;
  // An error may answer what could not be read: then its id is null or left out.
  return id === undefined && found.id >= 0 && kindOf(tape, found.id) !== NULL ? fault : undefined;
}

function isVersion2(tape: Tape, i: number): boolean {
  return i >= 0 && kindOf(tape, i) === STRING && textIs(tape, i, '2.0');
}

export function toolOf(tape: Tape, found: Envelope): string | undefined {
  return found.params < 0 ? undefined : textMember(tape, found.params, 'name');
}

/** Read when asked for the first time. No key stands in it twice, so that any reader sees the same. */
export function argumentsOf(tape: Tape, { params }: Envelope): () => unknown {
  const i = params < 0 ? -1 : member(tape, params, 'arguments');
  if (i < 0) return NO_ARGUMENTS;
  const { frame } = tape;
  const start = tape.starts[i]!;
  const end = tape.ends[i]!;
  let read: { readonly value: unknown } | undefined;
  return () => {
    read ??= { value: JSON.parse(decoder.decode(frame.subarray(start, end))) as unknown };
    return read.value;
  };
}

const NO_ARGUMENTS = () => ({});
const decoder = new TextDecoder();

function textMember(tape: Tape, object: number, name: string): string | undefined {
  const i = member(tape, object, name);
  return i >= 0 && kindOf(tape, i) === STRING ? wordAt(tape, i) : undefined;
}

export function revisionOf(tape: Tape, found: Envelope, method: string | undefined): string | undefined {
  const body = found.params >= 0 ? found.params : found.result;
  if (body < 0) return undefined;
  const meta = member(tape, body, '_meta');
  const declared = meta < 0 ? undefined : textMember(tape, meta, PROTOCOL_VERSION);
  return declared ?? (method === 'initialize' ? textMember(tape, body, 'protocolVersion') : undefined);
}
