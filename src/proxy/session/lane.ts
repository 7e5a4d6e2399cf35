import type { Answer, Effect } from './effects.ts';
import { isQuestion } from './effects.ts';

/** One frame's way through: effects out, answers to its questions in. */
export type Walk = Generator<Effect, void, Answer>;

/** What counts for a frame beside its bytes: ever so many short ones take memory too. */
const ENTRY_BYTES = 256;

/** One direction of a session: frames in order, one at a time; a frame with a question open holds back the next. */
export class Lane {
  /** Bytes of the frames that wait, and what remembering each of them takes. */
  waiting = 0;
  /** Frames that were taken in, and those of them that are through. */
  added = 0;
  done = 0;
  #queue: (Waiting | undefined)[] = [];
  #head = 0;
  #open: Walk | undefined;

  /** Nothing waits and no question is open. */
  get idle(): boolean {
    return this.#open === undefined && this.#head === this.#queue.length;
  }

  /** @param after the side whose frames so far have to be through first */
  add(size: number, walk: () => Walk, after?: Lane): void {
    this.#queue.push({ size, walk, after, place: after?.added ?? 0 });
    this.waiting += size + ENTRY_BYTES;
    this.added += 1;
  }

  /**
   * Runs frames until the queue is empty, one asks something or has to wait for the other side; effects are appended to
   * `out`. Returns whether there was one to run.
   */
  run(out: Effect[]): boolean {
    let ran = false;
    while (this.#open === undefined) {
      const next = this.#queue[this.#head];
      if (next === undefined) {
        this.#queue.length = 0;
        this.#head = 0;
        break;
      }
      if (next.after !== undefined && next.after.done < next.place) break;
      ran = true;
      this.#forget();
      this.waiting -= next.size + ENTRY_BYTES;
      this.#advance(next.walk(), undefined, out);
    }
    return ran;
  }

  /** The answer to the open question. */
  answer(value: Answer, out: Effect[]): void {
    const walk = this.#open;
    if (walk === undefined) throw new Error('an answer that nobody waits for');
    this.#open = undefined;
    this.#advance(walk, value, out);
    this.run(out);
  }

  /** Lets go of the first: where frames always wait, those that went through must not stay. */
  #forget(): void {
    this.#queue[this.#head] = undefined;
    this.#head += 1;
    if (this.#head < 1024 || this.#head * 2 < this.#queue.length) return;
    this.#queue = this.#queue.slice(this.#head);
    this.#head = 0;
  }

  #advance(walk: Walk, value: Answer, out: Effect[]): void {
    let step = walk.next(value);
    while (!step.done) {
      out.push(step.value);
      if (isQuestion(step.value)) {
        this.#open = walk;
        return;
      }
      step = walk.next();
    }
    this.done += 1;
  }
}

type Waiting = {
  readonly size: number;
  readonly walk: () => Walk;
  readonly after: Lane | undefined;
  /** How many frames of `after` stood before this one. */
  readonly place: number;
};
