/** Symbols of a gram. */
export const GRAM = 4;
const WAY = '|';
const SET = '&';

/**
 * Of several meanings the ways in which each may be worded, and of each way sets of grams, of each of which a wording holds one. Told which
 * grams a sentence has, it says which meanings may stand in it.
 */
export class GramSets {
  /** Of each meaning its first way, of each way its first set. */
  readonly #waysAt: Uint32Array;
  readonly #setsAt: Uint32Array;
  /** Of each gram the sets that it belongs to. */
  readonly #ownAt: Uint32Array;
  readonly #own: Uint16Array;
  /** Of each set the last sentence that held one of it: of those with an even number, and with an odd one. */
  readonly #held: readonly [Int32Array, Int32Array];

  /**
   * @param written of each meaning: `|` between ways, `&` between sets, the rarest first, the grams of a set one behind another
   * @param numberOf the gram that stands at a place of it, counted from 1
   * @param found is told of each gram which meaning it is of, and the rank of its set; of one that is alone that it is of the next, too
   */
  constructor(
    written: readonly string[],
    numberOf: (all: string, at: number) => number,
    found: (gram: number, meaning: number, rank: number) => void,
  ) {
    const room = 2 + written.length + written.reduce((sum, { length }) => sum + length, 0) / GRAM;
    const grams = new Uint16Array(room);
    const sets = new Uint16Array(room);
    const setsAt = new Uint32Array(room);
    this.#waysAt = new Uint32Array(written.length + 1);
    let [count, set, way, most] = [0, 0, 0, 0];
    for (const [meaning, all] of written.entries()) {
      for (let at = 0; at < all.length; ) {
        const next = all.indexOf(WAY, at);
        const end = next < 0 ? all.length : next;
        const first = set;
        for (; at < end; at += GRAM) {
          if (all[at] === SET) {
            set += 1;
            at += 1;
          }
          const gram = numberOf(all, at);
          found(gram, meaning, set - first);
          grams[count] = gram;
          sets[count] = set;
          count += 1;
          most = Math.max(most, gram);
        }
        if (set === first)
          for (let one = count - 1; one >= 0 && sets[one] === set; one -= 1) found(grams[one] as number, meaning, 1);
        set += 1;
        way += 1;
        setsAt[way] = set;
        at = end + 1;
      }
      this.#waysAt[meaning + 1] = way;
    }
    this.#setsAt = setsAt.slice(0, way + 1);
    this.#ownAt = new Uint32Array(most + 2);
    for (let at = 0; at < count; at += 1)
      this.#ownAt[(grams[at] as number) + 1] = (this.#ownAt[(grams[at] as number) + 1] as number) + 1;
    for (let gram = 0; gram <= most; gram += 1)
      this.#ownAt[gram + 1] = (this.#ownAt[gram + 1] as number) + (this.#ownAt[gram] as number);
    const next = this.#ownAt.slice();
    this.#own = new Uint16Array(count);
    for (let at = 0; at < count; at += 1) {
      const gram = grams[at] as number;
      this.#own[next[gram] as number] = sets[at] as number;
      next[gram] = (next[gram] as number) + 1;
    }
    this.#held = [new Int32Array(set), new Int32Array(set)];
  }

  /** Notes the grams of a sentence. */
  note(grams: Uint16Array, count: number, sentence: number): void {
    const held = this.#held[sentence & 1] as Int32Array;
    for (let at = 0; at < count; at += 1) {
      const gram = grams[at] as number;
      const end = this.#ownAt[gram + 1] as number;
      for (let one = this.#ownAt[gram] as number; one < end; one += 1) held[this.#own[one] as number] = sentence;
    }
  }

  /** Whether a sentence that was noted holds one of each set of some way of a meaning. */
  holds(meaning: number, sentence: number): boolean {
    const held = this.#held[sentence & 1] as Int32Array;
    const last = this.#waysAt[meaning + 1] as number;
    for (let way = this.#waysAt[meaning] as number; way < last; way += 1) {
      let set = this.#setsAt[way] as number;
      const end = this.#setsAt[way + 1] as number;
      while (set < end && held[set] === sentence) set += 1;
      if (set === end) return true;
    }
    return false;
  }

  /** Forgets all sentences, so that they may be counted anew. */
  clear(): void {
    for (const held of this.#held) held.fill(0);
  }
}
