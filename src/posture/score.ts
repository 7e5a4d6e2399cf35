import type { PostureFacts } from './check.ts';
import { CHECKS } from './checks.ts';

export type Grade = 'A' | 'B' | 'C' | 'D' | 'F';

/** One check as it came out. */
export type PostureLine = {
  readonly id: string;
  readonly name: string;
  readonly most: number;
  /** How its points are counted. */
  readonly formula: string;
  readonly what: string;
  /** Points that it costs; 0 where nothing was looked at. */
  readonly lost: number;
  /** Undefined where nothing was looked at. */
  readonly grade: Grade | undefined;
  /** The command that mends it. */
  readonly fix: string | undefined;
};

/** `start` less what the lines cost is the score: nothing else enters it. */
export type Posture = {
  readonly start: 100;
  readonly lines: readonly PostureLine[];
  readonly score: number;
  readonly grade: Grade;
};

/** 100 less what each check costs. The checks' mosts are 100 together, so that no score is cut off. */
export function postureOf(facts: PostureFacts): Posture {
  const lines = CHECKS.map(({ look, id, name, most, formula }): PostureLine => {
    const outcome = look(facts);
    if (outcome === undefined) {
      return { id, name, most, formula, what: 'not looked at', lost: 0, grade: undefined, fix: undefined };
    }
    const lost = Math.min(most, Math.max(0, outcome.lost));
    return { id, name, most, formula, what: outcome.what, lost, grade: gradeOf(1 - lost / most), fix: outcome.fix };
  });
  const score = lines.reduce((left, { lost }) => left - lost, 100);
  return { start: 100, lines, score, grade: gradeOf(score / 100) };
}

/** @param share 0 to 1 of what could be reached */
export function gradeOf(share: number): Grade {
  if (share >= 0.9) return 'A';
  if (share >= 0.8) return 'B';
  if (share >= 0.65) return 'C';
  return share >= 0.5 ? 'D' : 'F';
}
