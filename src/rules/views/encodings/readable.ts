/** Readable bytes in a row that chance hardly gives. */
const ENOUGH = 8;
/** Characters of base64 that so many bytes take, after what is left of the one before. */
const FEWEST = 10;
/** Of a longer run only the beginning and the end are read from every alignment. */
export const LONG_RUN = 8_192;

/** The value of each base64 character, both alphabets; 0 for all others. */
export const VALUES: Uint8Array = values();

const HEX: Uint8Array = hexDigits();
/** 1 for base32 in capitals, 2 in small letters, 3 for its digits. */
const BASE32: Uint8Array = base32Cases();

/**
 * Whether a run of base64 characters may read as text, as hexadecimal or from one of its first four characters. False is
 * certain; it makes no strings, and random bytes end it after a few.
 */
export function mayRead(codes: Uint8Array, start: number, end: number): boolean {
  let capital = false;
  let hex = end - start >= 16;
  // Which cases base32 may be in: both at first.
  let base32 = hex ? 3 : 0;
  let binary = hex;
  for (let at = start; at < end; at += 1) {
    const code = codes[at] as number;
    if (code >= 65 && code <= 90) capital = true;
    base32 &= BASE32[code] as number;
    if (code !== 48 && code !== 49) binary = false;
    if (HEX[code] === 0 && !(code === 120 && at === start + 1)) {
      hex = false;
      if (capital && base32 === 0) break;
    }
  }
  if (hex && binary) return end - start >= 64;
  if (hex) return hexReads(codes, start, end);
  if (base32 !== 0 && base32Reads(codes, start, end)) return true;
  // Text in base64 has capitals; a path or a name in small letters is none.
  if (!capital) return false;
  if (isPacked(codes, start)) return true;
  for (let skip = 0; skip < 4; skip += 1) {
    if (skip === 0 || end - start <= LONG_RUN) {
      if (base64Reads(codes, start + skip, end)) return true;
    } else if (base64Reads(codes, start + skip, start + LONG_RUN) || base64Reads(codes, end - LONG_RUN + skip, end))
      return true;
  }
  return false;
}

/** gzip and zlib as base64 begins them: `H4sI`, `eJw`, `eNo` and their neighbours. */
function isPacked(codes: Uint8Array, start: number): boolean {
  const third = codes[start + 2] as number;
  if (codes[start] === 72) return codes[start + 1] === 52 && third === 115 && codes[start + 3] === 73;
  if (codes[start] !== 101) return false;
  const second = codes[start + 1];
  if (second === 74) return third >= 119 && third <= 122;
  if (second === 78) return third >= 111 && third <= 114;
  return second === 70 ? third >= 52 && third <= 55 : second === 65 && third >= 69 && third <= 72;
}

function base32Reads(codes: Uint8Array, start: number, end: number): boolean {
  let bits = 0;
  let have = 0;
  let run = 0;
  for (let at = start; at < end; at += 1) {
    bits = ((bits << 5) | base32Value(codes[at] as number)) & 0x1fff;
    have += 5;
    if (have < 8) continue;
    have -= 8;
    const byte = (bits >> have) & 255;
    run = (byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13 ? run + 1 : 0;
    if (run >= ENOUGH) return true;
  }
  return false;
}

export function base32Value(code: number): number {
  return code < 65 ? code - 24 : (code & 31) - 1;
}

function base64Reads(codes: Uint8Array, from: number, to: number): boolean {
  let bits = 0;
  let have = 0;
  let run = 0;
  let more = 0;
  let before = 1;
  let last = 1;
  const late = to - FEWEST;
  for (let at = from; at < to; at += 1) {
    bits = (bits << 6) | (VALUES[codes[at] as number] as number);
    have += 6;
    if (have < 8) continue;
    have -= 8;
    const byte = (bits >> have) & 255;
    // Text in UTF-16: every second byte is zero.
    if (byte === 0 && before === 0 && last !== 0) return true;
    before = last;
    last = byte;
    // A character of several bytes that is well formed counts as readable.
    if (more > 0 && (byte & 0xc0) === 0x80) {
      more -= 1;
      run += 1;
    } else if ((byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13 || byte === 27) {
      run = more > 0 ? 1 : run + 1;
      more = 0;
    } else if (byte >= 0xc2 && byte <= 0xf4) {
      run = more > 0 ? 1 : run + 1;
      more = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
    } else {
      // What is left of the run holds too little.
      if (at >= late) return false;
      run = 0;
      more = 0;
    }
    if (run >= ENOUGH) return true;
  }
  return false;
}

function hexReads(codes: Uint8Array, start: number, end: number): boolean {
  let run = 0;
  let zeros = 0;
  for (let at = codes[start + 1] === 120 ? start + 2 : start; at + 1 < end; at += 2) {
    const byte = (digit(codes[at] as number) << 4) | digit(codes[at + 1] as number);
    const shown = (byte >= 32 && byte < 127) || byte >= 0x80 || byte === 9 || byte === 10 || byte === 13 || byte === 27;
    run = shown ? run + 1 : 0;
    if (byte === 0) zeros += 1;
    if (run >= ENOUGH || zeros >= ENOUGH / 2) return true;
  }
  return false;
}

/** Whether a run of what lists of codes are made of may be one: eight codes, set apart. */
export function mayList(codes: Uint8Array, start: number, end: number): boolean {
  let digits = 0;
  let gaps = 0;
  let before = false;
  for (let at = start; at < end; at += 1) {
    const is = HEX[codes[at] as number] === 1;
    if (is) digits += 1;
    else if (before) gaps += 1;
    before = is;
  }
  return digits >= 12 && gaps >= 7;
}

function digit(code: number): number {
  return code < 58 ? code - 48 : (code | 32) - 87;
}

function hexDigits(): Uint8Array {
  const table = new Uint8Array(256);
  for (const char of '0123456789abcdefABCDEF') table[char.charCodeAt(0)] = 1;
  return table;
}

function base32Cases(): Uint8Array {
  const table = new Uint8Array(256);
  for (let at = 0; at < 26; at += 1) {
    table[65 + at] = 1;
    table[97 + at] = 2;
  }
  table.fill(3, 50, 56);
  return table;
}

function values(): Uint8Array {
  const table = new Uint8Array(256);
  const order = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  for (let at = 0; at < order.length; at += 1) table[order.charCodeAt(at)] = at;
  table[45] = 62;
  table[95] = 63;
  return table;
}
