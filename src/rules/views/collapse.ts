/** A text that stands for another, and where each of its units comes from. */
export type Mapped = {
  readonly text: string;
  /** Where in `text` something else stands than there, ascending; a place where something was left out is the one behind it. */
  readonly changes: readonly number[];
  /** Some of it stands in another order than in the original. */
  readonly turned: boolean;
  /** How many characters of the original nothing stands for, at most. */
  readonly dropped: number;
  /** Offset in the original of a unit of `text`. */
  offset(at: number): number;
  /** The first unit of `text` that comes from `at` or later. */
  indexOf(at: number): number;
};

/** The text with every run of white space as one space. */
export function collapse(text: string): Mapped {
  const builder = new MapBuilder();
  let kept = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (!isBlank(text.charCodeAt(at))) continue;
    builder.copy(text, kept, at);
    builder.add(' ', at);
    while (isBlank(text.charCodeAt(at + 1))) at += 1;
    kept = at + 1;
  }
  builder.copy(text, kept, text.length);
  return builder.done(text.length);
}

function isBlank(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13) || unit === 0xa0;
}

/** Builds a `Mapped` from left to right. */
export class MapBuilder {
  #pieces = '';
  /** Of each stretch, where it begins here, and where it comes from: the complement where all of it comes from one place. */
  readonly #starts: number[] = [];
  readonly #origins: number[] = [];
  #size = 0;
  readonly #changes: number[] = [];
  /** What was copied last ended here. */
  #reached = 0;
  #turned = false;
  #dropped = 0;

  /** Adds what stands for the character at `at`. */
  add(piece: string, at: number): void {
    if (piece === '') return;
    if (at < this.#reached - 1) this.#turned = true;
    this.#dropped += Math.max(0, at - this.#reached);
    this.#pieces += piece;
    this.#begin(~at);
    for (let unit = 0; unit < piece.length; unit += 1) this.#changes.push(this.#size + unit);
    this.#reached = at + 1;
    this.#size += piece.length;
  }

  /** Adds `text` from `from` to `to` as it is. */
  copy(text: string, from: number, to: number): void {
    if (from !== this.#reached) this.#changes.push(this.#size);
    this.#dropped += Math.max(0, from - this.#reached);
    this.#reached = to;
    if (from === to) return;
    this.#pieces += text.slice(from, to);
    this.#begin(from);
    this.#size += to - from;
  }

  /** Removes the last unit, as a backspace does. */
  takeBack(): void {
    if (this.#size === 0) return;
    this.#size -= 1;
    this.#pieces = this.#pieces.slice(0, -1);
    this.#reached = -1;
    if (this.#starts.at(-1) !== this.#size) return;
    this.#starts.pop();
    this.#origins.pop();
  }

  #begin(origin: number): void {
    this.#starts.push(this.#size);
    this.#origins.push(origin);
  }

  /** @param length of the original */
  done(length: number): Mapped {
    const starts = this.#starts;
    const origins = this.#origins;
    const size = this.#size;
    if (this.#reached !== length) this.#changes.push(size);
    const offset = (at: number): number => {
      if (at >= size) return length;
      const stretch = lastUpTo(starts, at);
      const origin = origins[stretch] ?? 0;
      return origin < 0 ? ~origin : origin + at - (starts[stretch] ?? 0);
    };
    return {
      text: this.#pieces,
      changes: this.#changes,
      turned: this.#turned,
      dropped: this.#dropped + Math.max(0, length - this.#reached),
      offset,
      indexOf: (at) => {
        let low = 0;
        let high = size;
        while (low < high) {
          const middle = (low + high) >> 1;
          if (offset(middle) < at) low = middle + 1;
          else high = middle;
        }
        return low;
      },
    };
  }
}

/** The last of some ascending numbers that is not above one. */
function lastUpTo(numbers: readonly number[], one: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] as number) <= one) low = middle;
    else high = middle - 1;
  }
  return low;
}
