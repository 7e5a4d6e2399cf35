/** Who put a frame on a stdio relay: the MCP client that started us, or the server we started. */
export type Side = 'client' | 'server';

export function otherSide(side: Side): Side {
  return side === 'client' ? 'server' : 'client';
}

const KINDS = ['request', 'response', 'error', 'notification', 'batch', 'unscannable', 'letter', 'event'] as const;
/** `error` is a JSON-RPC error response; `event` a row oktsec writes about itself. */
export type Kind = (typeof KINDS)[number];

export const CHANNELS = [
  'tool_args',
  'tool_result',
  'tool_description',
  'agent_message',
  'prompt',
  'file',
  'call',
] as const;
/** What kind of text a part is; `call` is all arguments of a call as one JSON text. */
export type Channel = (typeof CHANNELS)[number];

/** Why a frame is no message. Each is `unscannable`: refused in enforce, forwarded and recorded in observe. */
const FAULTS = [
  'parse_error',
  'invalid_utf8',
  'ambiguous_frame',
  'duplicate_key',
  'key_case_variant',
  'lone_surrogate',
  'too_deep',
  'too_many_keys',
  'too_many_strings',
  'invalid_request',
  'invalid_response',
  'no_message',
  'batch_refused',
  'oversize',
] as const;
export type Fault = (typeof FAULTS)[number];

/** One scanned text of a message. Offsets are bytes in the frame, quotes included: `frame[start] === '"'`. */
export type Part = {
  /** RFC 6901 pointer to the value, or to the member whose key this is. */
  readonly pointer: string;
  readonly channel: Channel;
  /** An object key rather than a value. */
  readonly key: boolean;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Free content that is read together with its neighbours and with the messages before it. */
  readonly joins: boolean;
  /** `text` was decoded from base64, or is a list of numbers: offsets into it do not map to a string, so a mask takes the whole. */
  readonly decoded?: boolean | undefined;
  /** Of a key, the number that stands beside it as it is spelled, where it has eight characters or more. */
  readonly number?: string | undefined;
};

/** What a response needs to know of the request it answers. */
export type Asked = { readonly method: string; readonly tool?: string | undefined };

/**
 * One thing one agent says to another. Every frame becomes one, malformed ones included.
 * `parts` is a function because what stands whatever the text says never needs its strings decoded.
 */
export type Message = {
  readonly kind: Kind;
  readonly side: Side;
  /** The frame's bytes without its terminator. */
  readonly frame: Uint8Array;
  /** The id exactly as it was spelled (`1`, `"1"`, `1e0`); absent on notifications. */
  readonly id?: string | undefined;
  /** The method; of a response, that of the request it answers when known. */
  readonly method?: string | undefined;
  readonly tool?: string | undefined;
  /** The protocol revision this very frame declares: in `_meta`, or in initialize's params or result. */
  readonly revision?: string | undefined;
  readonly fault?: Fault | undefined;
  /** Members of a batch, in order, each with `frame` being its own slice. */
  readonly members?: readonly Message[] | undefined;
  parts(): readonly Part[];
  /** Of a `tools/call`, and of arguments given as one text: as a JSON reader sees them, an empty object where there are none. */
  readonly args?: (() => unknown) | undefined;
};

/** Whether nobody can tell which tool a message is about, as of one that another reader may take for a call or an answer. */
export function mayBeOfAnyTool(message: Message): boolean {
  return message.fault !== undefined && !(isStray(message) && message.id === undefined);
}

/** A line on a server's stdout that is no message and poses as none: words, or a line of its log in JSON. */
export function isStray(message: Message): boolean {
  return message.side === 'server' && (message.fault === 'parse_error' || message.fault === 'no_message');
}
