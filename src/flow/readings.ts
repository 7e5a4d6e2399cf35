/** A reading of an outgoing text: itself, or what a run in it decodes to. */
export type Reading = {
  readonly text: string;
  /** Offset of a character of the reading in the text: of a decoded run, where the run begins. */
  readonly from: (offset: number) => number;
};

/** Characters of one message that are read at most, all its readings taken together. */
export const MOST_READ = 262_144;
const MOST_RUNS = 16;
/** Lines of base64, the last of them shorter. */
const RUN =
  /(?<![A-Za-z0-9+/_-])(?:[A-Za-z0-9+/_-]{40,}\s{1,4}){0,4000}[A-Za-z0-9+/_-]{40,}(?:\s{1,4}[A-Za-z0-9+/_-]{4,39})?/g;
const PERCENT = /%[0-9a-f]{2}/i;

/** The text, its percent escapes undone, and its base64 decoded where that gives text. */
export function readingsOf(whole: string): Reading[] {
  const text = whole.slice(0, MOST_READ);
  const readings: Reading[] = [{ text, from: (offset) => offset }];
  if (PERCENT.test(text)) readings.push({ text: unescaped(text), from: () => 0 });
  let runs = 0;
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (++runs > MOST_RUNS) break;
    const digits = run.replaceAll(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/');
    for (let shift = 0; shift < 4; shift += 1) {
      const decoded = textOf(digits.slice(shift));
      if (decoded === undefined) continue;
      readings.push({ text: decoded, from: () => index });
      break;
    }
  }
  return readings;
}

function unescaped(text: string): string {
  const bytes = text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  // Escapes are of UTF-8; what is none reads as it stands.
  if (!/[\x80-\xff]/.test(bytes) || /[^\x00-\xff]/.test(bytes)) return bytes;
  return new TextDecoder().decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
}

/** Undefined where the digits hold no text: a picture, an id, digits that begin one place later. */
function textOf(digits: string): string | undefined {
  const whole = digits.slice(0, digits.length - (digits.length % 4 === 1 ? 1 : 0));
  const binary = atob(whole);
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
  const sample = bytes.subarray(0, 256);
  const plain = sample.filter((byte) => (byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13).length;
  const text = new TextDecoder().decode(bytes);
  if (plain >= sample.length * 0.9) return text;
  return text.includes('\ufffd') ? undefined : text;
}
