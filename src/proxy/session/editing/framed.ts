import type { Frame } from '../../../message/framer.ts';

/** A frame of bytes that did not come from the wire like this. */
export function frameOf(bytes: Uint8Array): Frame {
  return { kind: 'frame', bytes, raw: withNewline(bytes) };
}

/** What goes out for a frame: as it came where `bytes` are still its own, else those. */
export function outgoing(frame: Frame, bytes: Uint8Array): Uint8Array {
  return withNewline(bytes === frame.bytes ? frame.raw : bytes);
}

/** Bytes on their way out, with the terminator they may lack. */
export function withNewline(bytes: Uint8Array): Uint8Array {
  return bytes[bytes.length - 1] === 10 ? bytes : Buffer.concat([bytes, Buffer.from('\n')]);
}

export function withoutNewline(bytes: Uint8Array): Uint8Array {
  return bytes.at(-1) === 10 ? bytes.subarray(0, -1) : bytes;
}
