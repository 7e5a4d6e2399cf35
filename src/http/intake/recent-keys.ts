const BITS = 1 << 23;
const PROBES = 4;

/**
 * Which replay keys were accepted lately, as two Bloom filters that take turns: "no" is certain and costs no look into the
 * database, "yes" is asked there. Of 1 MiB each, however many there are: too many only mean more questions.
 */
export class RecentKeys {
  #now = new Uint8Array(BITS >> 3);
  #before = new Uint8Array(BITS >> 3);
  #turned = Number.NaN;

  /** @param key its last 16 bytes are of a hash. @param at, windowMicros on one clock that never goes back */
  add(key: Uint8Array, at: number, windowMicros: number): void {
    if (Number.isNaN(this.#turned)) this.#turned = at;
    // A key is asked for until its letter is no longer fresh: it stays for one to two windows.
    if (at - this.#turned > windowMicros) {
      [this.#now, this.#before] = [this.#before, this.#now];
      this.#now.fill(0);
      this.#turned = at;
    }
    for (let probe = 0; probe < PROBES; probe += 1) {
      const bit = bitOf(key, probe);
      this.#now[bit >> 3] = (this.#now[bit >> 3] as number) | (1 << (bit & 7));
    }
  }

  /** False is certain. */
  mayHold(key: Uint8Array): boolean {
    return holds(this.#now, key) || holds(this.#before, key);
  }
}

function holds(bits: Uint8Array, key: Uint8Array): boolean {
  for (let probe = 0; probe < PROBES; probe += 1) {
    const bit = bitOf(key, probe);
    if (((bits[bit >> 3] as number) & (1 << (bit & 7))) === 0) return false;
  }
  return true;
}

/** A hash needs no further hashing: each probe takes three bytes of it. */
function bitOf(key: Uint8Array, probe: number): number {
  const at = key.length - 16 + 4 * probe;
  return (((key[at] as number) << 16) | ((key[at + 1] as number) << 8) | (key[at + 2] as number)) & (BITS - 1);
}
