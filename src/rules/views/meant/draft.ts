/** What stands for a stretch of a text. */
export type Edit = { readonly start: number; readonly end: number; readonly piece: string };

/** `at` is where the piece stands in the text as it reads by now. */
type Placed = Edit & { readonly at: number };

/** So many stretches of a text are read as what they mean, by each way to say it. */
const MOST = 1_024;

/** A text that is rewritten in several turns: as it reads by now, and where that differs from what was written. */
export class Draft {
  text: string;
  #own: readonly Placed[] = [];

  constructor(text: string) {
    this.text = text;
  }

  /** Of the text as it was written, in its order, none over another. */
  get edits(): readonly Edit[] {
    return this.#own;
  }

  /** @param next of `text`, ascending; what reaches into the one before is left out */
  apply(next: readonly Edit[]): void {
    const own = this.#own;
    const found: Edit[] = [];
    let text = '';
    let [reached, read, shift] = [0, 0, 0];
    for (const { start, end, piece } of next.slice(0, MOST)) {
      if (start < reached) continue;
      for (; read < own.length && endOf(own[read] as Placed) <= start; read += 1) {
        const one = own[read] as Placed;
        found.push(one);
        shift = one.end - endOf(one);
      }
      // An earlier edit that this one reaches into becomes a part of it.
      let [first, last] = [start, end];
      const before = shift;
      for (; read < own.length && (own[read] as Placed).at < end; read += 1) {
        const one = own[read] as Placed;
        first = Math.min(first, one.at);
        last = Math.max(last, endOf(one));
        shift = one.end - endOf(one);
      }
      const whole = this.text.slice(first, start) + piece + this.text.slice(end, last);
      found.push({ start: first + before, end: last + shift, piece: whole });
      text += this.text.slice(reached, first) + whole;
      reached = last;
    }
    if (reached === 0 && text === '') return;
    found.push(...own.slice(read));
    this.text = text + this.text.slice(reached);
    this.#own = placed(found);
  }
}

function endOf({ at, piece }: Placed): number {
  return at + piece.length;
}

function placed(found: readonly Edit[]): Placed[] {
  let shift = 0;
  return found.map(({ start, end, piece }) => {
    const at = start + shift;
    shift += piece.length - (end - start);
    return { start, end, piece, at };
  });
}
