/**
 * The work budget of one message, counted and never timed, so that the same message always ends the same way. One unit is
 * about a microsecond of matching. Without it a text made of nothing but near misses would hold every other message up.
 */
export class Work {
  /** The budget ran out before everything was read: enforce refuses, observe records. */
  limited = false;
  /** Nothing was met that had to be looked at closely or read another way. */
  idle = true;
  /** Nothing of it that another message could go on with. */
  ended = true;
  /** Nothing was met that stretches what is written beyond measure: nothing encoded or spelled out, no run that may be out of the middle of one. */
  straight = true;
  /** By how many characters what is written is longer than other readings of it, all of them together. */
  stretch = 0;
  /** Of what was looked at and reached beyond an end of its text: how far from that end it reached, to either side of it. */
  reach = 0;
  /** The same of what another message could go on with. */
  openReach = 0;
  /** How far from an end of its text what may be half of an encoding goes. */
  half = 0;
  /** Something that was looked at reached beyond the beginning of its text; beyond its end. */
  readonly cut = { start: false, end: false };
  #left: number;

  /** @param units what may be spent; grows with every text by `grant` */
  constructor(units = 60_000) {
    this.#left = units;
  }

  /** A larger text may cost more. */
  grant(characters: number): void {
    this.#left += grantOf(characters);
  }

  /** Begins to look at what is met from here on. */
  mark(): Mark {
    const { idle, ended, straight, half } = this;
    const mark = { idle, ended, straight, half, left: this.#left };
    this.idle = true;
    this.ended = true;
    this.straight = true;
    this.half = 0;
    return mark;
  }

  /** What was spent since; undefined where something was met. What was met before counts again. */
  since({ idle, ended, straight, half, left }: Mark): number | undefined {
    const calm = this.idle && this.straight && this.half === 0 && !this.limited;
    this.idle &&= idle;
    this.ended &&= ended;
    this.straight &&= straight;
    this.half = Math.max(this.half, half);
    return calm ? left - this.#left : undefined;
  }

  /** Takes `units` and says whether they were there. */
  spend(units: number): boolean {
    this.stir();
    return this.pass(units);
  }

  /**
   * The same for what was looked at in `from` … `to` of a text of so many characters, which may lie beyond both its ends: away from
   * them it reads the same whatever stands next to the text.
   * @param open whether another message could go on with it
   */
  spendWithin(units: number, from: number, to: number, length: number, open = true): boolean {
    if (from < NEAR) {
      this.cut.start = true;
      this.#touch(Math.max(to, -from), open);
    }
    if (to > length - NEAR) {
      this.cut.end = true;
      this.#touch(Math.max(length - from, to - length), open);
    }
    return this.pass(units);
  }

  #touch(reach: number, open: boolean): void {
    this.idle = false;
    this.reach = Math.max(this.reach, reach);
    if (!open) return;
    this.ended = false;
    this.openReach = Math.max(this.openReach, reach);
  }

  /** The same for what was told from its surroundings to be nothing. */
  pass(units: number): boolean {
    this.#left -= units;
    if (this.#left >= 0) return true;
    this.limited = true;
    return false;
  }

  /** Something was read another way too: with what comes next to it, it may read otherwise. */
  stir(): void {
    this.#touch(Number.POSITIVE_INFINITY, true);
  }

  /**
   * What goes so far from an end of a text of `length` may be half of an encoding: within another one, or longer than `LONGEST_HALF`, how
   * much it stands for is unknown.
   */
  halve(half: number, length: number, depth: number): void {
    if (half > LONGEST_HALF || (half > 0 && depth > 0)) this.straight = false;
    else this.half = Math.max(this.half, half);
    if (Math.min(half, length) < LONG_HALF) return;
    this.idle = false;
    this.ended = false;
  }

  /** A text stayed unread for another reason: an expansion beyond its cap, too deep a nesting. */
  exceed(): void {
    this.limited = true;
  }
}

/** What a text of so many characters may cost by its length alone: ordinary ones take a twentieth to a fifth of a unit per character. */
export function grantOf(characters: number): number {
  return characters >> 1;
}

/** Half an encoding that goes farther may hold more than a match. */
export const LONGEST_HALF = 512;

/** Shorter halves are read with what comes next to them, whatever else stands in their texts. */
const LONG_HALF = 40;

/** Two blanks at each side of a boundary and one between them count as one. */
const NEAR = 8;

/** What had been met and what was left at one moment. */
type Mark = Readonly<Pick<Work, 'idle' | 'ended' | 'straight' | 'half'> & { left: number }>;
