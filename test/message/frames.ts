import { type FrameContext, readFrame } from '../../src/message/jsonrpc.ts';
import { LIMITS } from '../../src/message/limits.ts';
import type { Asked, Message, Side } from '../../src/message/message.ts';

/** Text as bytes, or one byte for each character when the text is meant as bytes. */
export function bytes(text: string, encoding: 'utf8' | 'latin1' | 'utf16le' = 'utf8'): Uint8Array {
  return new Uint8Array(Buffer.from(text, encoding));
}

export function text(frame: Uint8Array | undefined): string | undefined {
  return frame === undefined ? undefined : Buffer.from(frame).toString();
}

export function context(asked: Record<string, Asked> = {}, more: Partial<FrameContext> = {}): FrameContext {
  const known = new Map(Object.entries(asked));
  return { asked: (id) => known.get(id), batches: true, limits: LIMITS, ...more };
}

export function read(frame: string | Uint8Array, side: Side = 'client', asked: Record<string, Asked> = {}): Message {
  return readFrame(typeof frame === 'string' ? bytes(frame) : frame, side, context(asked));
}

/** What a Message says, without its bytes. */
export function said(message: Message): Partial<Message> {
  const { kind, id, method, tool, fault } = message;
  return JSON.parse(JSON.stringify({ kind, id, method, tool, fault })) as Partial<Message>;
}

export function call(args: string, name = '"t"', id = '1'): string {
  return `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":${name},"arguments":${args}}}`;
}
