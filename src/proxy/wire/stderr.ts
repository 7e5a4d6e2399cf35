import { Transform } from 'node:stream';

const ESC = 0x1b;

/**
 * Rewrites what could steer a terminal (ESC, C1 controls, bidi controls, all in UTF-8) as `\x1b` forms and leaves every
 * other byte as it is, broken UTF-8 included. A sequence split over two chunks is held back until it is complete.
 * @param active asked for each chunk; while it says no, bytes pass as they are
 */
export function escapeControls(active: () => boolean): Transform {
  let held: Buffer = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const bytes = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
      if (!active()) {
        held = bytes.subarray(bytes.length);
        done(null, bytes);
        return;
      }
      const keep = incompleteTail(bytes);
      held = bytes.subarray(bytes.length - keep);
      done(null, escaped(bytes.subarray(0, bytes.length - keep)));
    },
    flush(done) {
      done(null, held);
    },
  });
}

/** @returns the same bytes when there is nothing to rewrite. */
export function escaped(bytes: Buffer): Buffer {
  const out: Buffer[] = [];
  let from = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const length = controlLength(bytes, at);
    if (length === 0) continue;
    out.push(bytes.subarray(from, at), Buffer.from(name(bytes, at, length)));
    at += length - 1;
    from = at + 1;
  }
  if (out.length === 0) return bytes;
  out.push(bytes.subarray(from));
  return Buffer.concat(out);
}

function name(bytes: Buffer, at: number, length: number): string {
  const code = length === 1 ? ESC : (bytes.toString('utf8', at, at + length).codePointAt(0) ?? 0);
  return code > 0xff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\x${code.toString(16).padStart(2, '0')}`;
}

/** How many bytes at `at` make one control that is rewritten; 0 for everything else. */
function controlLength(bytes: Buffer, at: number): number {
  const first = bytes[at];
  if (first === ESC) return 1;
  const second = bytes[at + 1] ?? 0;
  // U+0080–U+009F, and U+061C (Arabic letter mark).
  if (first === 0xc2) return second >= 0x80 && second <= 0x9f ? 2 : 0;
  if (first === 0xd8) return second === 0x9c ? 2 : 0;
  if (first !== 0xe2) return 0;
  const third = bytes[at + 2] ?? 0;
  // U+200E, U+200F, U+202A–U+202E, U+2066–U+2069.
  if (second === 0x80) return third === 0x8e || third === 0x8f || (third >= 0xaa && third <= 0xae) ? 3 : 0;
  return second === 0x81 && third >= 0xa6 && third <= 0xa9 ? 3 : 0;
}

function incompleteTail(bytes: Buffer): number {
  const last = bytes[bytes.length - 1];
  if (last === 0xc2 || last === 0xd8 || last === 0xe2) return 1;
  const before = bytes[bytes.length - 2];
  return before === 0xe2 && (last === 0x80 || last === 0x81) ? 2 : 0;
}
