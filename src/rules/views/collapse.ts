/** A text that stands for another, and where each of its units comes from. */
export type Mapped = {
  readonly text: string;
  /** Where in `text` something else stands than there, ascending; a place where something was left out is the one behind it. */
  readonly changes: readonly number[];
  /** Offset in the original of a unit of `text`. */
  offset(at: number): number;
  /** The first unit of `text` that comes from `at` or later. */
  indexOf(at: number): number;
};

/** The text with every run of white space as one space. */
export function collapse(text: string): Mapped {
  const builder = new MapBuilder();
  let blank = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 32 || (unit >= 9 && unit <= 13) || unit === 0xa0) {
      if (!blank) builder.add(' ', at);
      blank = true;
      continue;
    }
    blank = false;
    builder.add(text[at] ?? '', at);
  }
  return builder.done(text.length);
}

/** Builds a `Mapped` from left to right. */
export class MapBuilder {
  #pieces = '';
  #offsets: Uint32Array;
  #size = 0;
  readonly #changes: number[] = [];
  /** What was copied last ended here. */
  #reached = 0;

  constructor(expected = 4_096) {
    this.#offsets = new Uint32Array(expected);
  }

  get size(): number {
    return this.#size;
  }

  /** Adds what stands for the character at `at`. */
  add(piece: string, at: number): void {
    this.#pieces += piece;
    this.#reserve(piece.length);
    for (let unit = 0; unit < piece.length; unit += 1) {
      this.#offsets[this.#size + unit] = at;
      this.#changes.push(this.#size + unit);
    }
    if (piece !== '') this.#reached = at + 1;
    this.#size += piece.length;
  }

  /** Adds `text` from `from` to `to` as it is. */
  copy(text: string, from: number, to: number): void {
    if (from !== this.#reached) this.#changes.push(this.#size);
    this.#reached = to;
    this.#pieces += text.slice(from, to);
    this.#reserve(to - from);
    for (let at = from; at < to; at += 1) this.#offsets[this.#size + at - from] = at;
    this.#size += to - from;
  }

  /** Removes the last unit, as a backspace does. */
  takeBack(): void {
    if (this.#size === 0) return;
    this.#size -= 1;
    this.#pieces = this.#pieces.slice(0, -1);
    this.#reached = -1;
  }

  #reserve(more: number): void {
    if (this.#size + more <= this.#offsets.length) return;
    const larger = new Uint32Array((this.#size + more) * 2);
    larger.set(this.#offsets.subarray(0, this.#size));
    this.#offsets = larger;
  }

  /** @param length of the original */
  done(length: number): Mapped {
    const offsets = this.#offsets;
    const size = this.#size;
    if (this.#reached !== length) this.#changes.push(size);
    return {
      text: this.#pieces,
      changes: this.#changes,
      offset: (at) => (at < size ? (offsets[at] ?? 0) : length),
      indexOf: (at) => {
        let low = 0;
        let high = size;
        while (low < high) {
          const middle = (low + high) >> 1;
          if ((offsets[middle] ?? 0) < at) low = middle + 1;
          else high = middle;
        }
        return low;
      },
    };
  }
}
