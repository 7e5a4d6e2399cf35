/** Readable characters in a row that chance hardly gives. */
const MIN_READABLE = 10;

/** Bytes as text when they hold any: all of UTF-8 or UTF-16, else the readable stretches among them. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.length < 8) return undefined;
  const wide = utf16(bytes);
  if (wide !== undefined) return wide;
  const stretches: string[] = [];
  let stretch = '';
  let letters = 0;
  let high = 0;
  const close = (): void => {
    if (stretch.length >= Math.min(MIN_READABLE, bytes.length) && letters * 3 >= stretch.length)
      stretches.push(stretch);
    stretch = '';
    letters = 0;
  };
  let start = 0;
  for (let at = 0; at <= bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const shown = (byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13 || byte === 27;
    if (at < bytes.length && (shown || byte >= 0x80)) {
      if (byte >= 0x80) high += 1;
      if ((byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57) || byte === 32)
        letters += 1;
      continue;
    }
    if (at - start >= 8) {
      const part = bytes.subarray(start, at);
      if (high === 0) {
        stretch = latin1(part);
        close();
      } else {
        // Compressed and random bytes are seldom UTF-8 for long; their ASCII stretches still count.
        const text = utf8(part);
        if (text !== undefined) {
          stretch = text;
          letters = text.length;
          close();
        } else stretches.push(...asciiStretches(part));
      }
    }
    start = at + 1;
    letters = 0;
    high = 0;
  }
  return stretches.length === 0 ? undefined : stretches.join('\n');
}

function asciiStretches(bytes: Uint8Array): string[] {
  return (latin1(bytes).match(/[\x20-\x7e\t\n\r]{12,}/g) ?? []).filter(
    (one) => (one.match(/[A-Za-z0-9 ]/g) ?? []).length * 3 >= one.length * 2,
  );
}

/** Little or big endian UTF-16 of mostly ASCII: every second byte is zero. */
function utf16(bytes: Uint8Array): string | undefined {
  const zeros = [0, 0];
  const size = Math.min(bytes.length & ~1, 64);
  for (let at = 0; at < size; at += 1) if (bytes[at] === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1;
  for (const high of [0, 1]) {
    if ((zeros[high] ?? 0) * 4 < size * 1.5 || (zeros[1 - high] ?? 0) > 2) continue;
    let text = '';
    for (let at = 0; at + 1 < bytes.length; at += 2) {
      const unit = ((bytes[at + high] ?? 0) << 8) | (bytes[at + 1 - high] ?? 0);
      if (unit !== 0xfeff) text += String.fromCharCode(unit);
    }
    return text;
  }
  return undefined;
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return text;
}

const decoder = new TextDecoder();

function utf8(bytes: Uint8Array): string | undefined {
  return isUtf8(bytes) ? decoder.decode(bytes) : undefined;
}

/** A loop of ours: a decoder that throws on the first bad byte costs a hundred times as much, and most runs are no text. */
function isUtf8(bytes: Uint8Array): boolean {
  let more = 0;
  for (const byte of bytes) {
    if (more > 0) {
      if ((byte & 0xc0) !== 0x80) return false;
      more -= 1;
    } else if (byte >= 0x80) {
      if (byte < 0xc2 || byte > 0xf4) return false;
      more = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
    }
  }
  return more === 0;
}
