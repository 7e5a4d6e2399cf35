import { AnswerTimes } from '../answer-times.ts';

/** The calls of tools that were sent on, and how long their answers took. */
export class Calls {
  made = 0;
  answered = 0;
  /** What the answers took in all, microseconds. */
  micros = 0;
  readonly times = new AnswerTimes();

  sent(): void {
    this.made += 1;
  }

  /** @param took microseconds */
  hadAnswer(took: number): void {
    this.answered += 1;
    this.micros += took;
    this.times.add(took);
  }
}
