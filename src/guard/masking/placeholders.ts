import type { Masked } from '../../message/edit.ts';
import type { Side } from '../../message/message.ts';
import { CROCKFORD } from '../../message/words/crockford.ts';

/** What a placeholder stands for. It never leaves the memory of the session that masked it. */
export type Kept = {
  /** `[REDACTED:category:NAME]` */
  readonly placeholder: string;
  readonly category: string;
  /** The side it came from: it is only ever put back on the way to that side. */
  readonly side: Side;
  /** The bytes within their JSON string, as they were spelled there. */
  readonly raw: Uint8Array;
  /** The same, read. */
  readonly text: string;
  /** What it was masked for. */
  readonly rules: readonly string[];
  /** Microseconds since 1970; from then on it stands for nothing. */
  readonly expires: number;
  /** It was put back once: whoever got it may repeat it. */
  readonly restored: boolean;
};

/** Where placeholders stand in a text. The name has 60 bits of a keyed hash: nobody who was not given it can say it. */
export const PLACEHOLDER = /\[REDACTED:[a-z_]{1,32}:[0-9A-HJKMNP-TV-Z]{12}\]/g;

/** Of one session: so many, of so many bytes each and in all. The oldest go. */
const MOST = 1024;
const MOST_BYTES_EACH = 4096;
const MOST_BYTES = 1024 * 1024;

/** What was masked in one session, by its placeholder. The same value has the same one for as long as the key stands. */
export class Placeholders {
  /** In the order of their last use, the oldest first. */
  readonly #kept = new Map<string, Kept>();
  readonly #keyed: (text: string) => string;
  #bytes = 0;

  /** @param keyed a keyed hash of a text, hex of 60 bits at least; the empty text where there is no key */
  constructor(keyed: (text: string) => string) {
    this.#keyed = keyed;
  }

  /** What stands for this value from now on; undefined for what is too long, or where there is no key. */
  keep(side: Side, { category, rules }: Masked, raw: Uint8Array, now: number, expires: number): string | undefined {
    if (raw.length === 0 || raw.length > MOST_BYTES_EACH) return undefined;
    const spelled = decoder.decode(raw);
    const digest = this.#keyed(`placeholder ${side} ${category} ${spelled}`);
    if (digest.length < 15) return undefined;
    const placeholder = `[REDACTED:${category}:${nameOf(digest)}]`;
    const before = this.#kept.get(placeholder);
    if (before !== undefined && !same(before.raw, raw)) return undefined;
    if (before !== undefined) this.#drop(before);
    this.#put({
      placeholder,
      category,
      side,
      raw: before?.raw ?? Uint8Array.from(raw),
      text: before?.text ?? (JSON.parse(`"${spelled}"`) as string),
      rules: [...new Set([...(before?.rules ?? []), ...rules])],
      expires,
      restored: before?.restored ?? false,
    });
    this.#forget(now);
    return placeholder;
  }

  /** What a placeholder stands for on the way to a side; undefined for what is unknown, past its time, or of the other side. */
  get(placeholder: string, to: Side, now: number): Kept | undefined {
    const kept = this.#kept.get(placeholder);
    return kept === undefined || kept.side !== to || kept.expires <= now ? undefined : kept;
  }

  /** It was put back. */
  wasRestored(placeholder: string): void {
    const kept = this.#kept.get(placeholder);
    if (kept !== undefined) this.#kept.set(placeholder, { ...kept, restored: true });
  }

  /** What a side was given back and may repeat. */
  *givenTo(side: Side, now: number): Generator<Kept> {
    for (const kept of this.#kept.values()) if (kept.restored && kept.side === side && kept.expires > now) yield kept;
  }

  get size(): number {
    return this.#kept.size;
  }

  clear(): void {
    this.#kept.clear();
    this.#bytes = 0;
  }

  #put(kept: Kept): void {
    this.#kept.set(kept.placeholder, kept);
    this.#bytes += kept.raw.length;
  }

  #drop({ placeholder, raw }: Kept): void {
    this.#kept.delete(placeholder);
    this.#bytes -= raw.length;
  }

  #forget(now: number): void {
    for (const kept of this.#kept.values()) {
      const full = this.#kept.size > MOST || this.#bytes > MOST_BYTES;
      if (!full && kept.expires > now) return;
      this.#drop(kept);
    }
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function nameOf(digest: string): string {
  const bits = BigInt(`0x${digest.slice(0, 15)}`);
  return Array.from({ length: 12 }, (_, n) => CROCKFORD[Number((bits >> BigInt(5 * n)) & 31n)]).join('');
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, n) => byte === b[n]);
}
