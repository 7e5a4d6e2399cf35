import { wordList } from '../../wording.ts';
import type { Lexicon } from '../meanings/frames/frames.ts';
import { DUTCH } from './dutch.ts';
import { FRENCH } from './french.ts';
import { GERMAN } from './german.ts';
import { INDONESIAN } from './indonesian.ts';
import { ITALIAN } from './italian.ts';
import { POLISH } from './polish.ts';
import { PORTUGUESE } from './portuguese.ts';
import { SCANDINAVIAN } from './scandinavian.ts';
import { SPANISH } from './spanish.ts';
import type { Concept, LatinTongue } from './tongue.ts';
import { TURKISH } from './turkish.ts';
import { VIETNAMESE } from './vietnamese.ts';

const TONGUES: readonly LatinTongue[] = [
  SPANISH,
  PORTUGUESE,
  FRENCH,
  GERMAN,
  ITALIAN,
  DUTCH,
  POLISH,
  TURKISH,
  INDONESIAN,
  VIETNAMESE,
  SCANDINAVIAN,
];

/** The words of all languages in Latin letters, as one: what one language means by a word, no other means something else by. */
export const LATIN_WORDS = Object.fromEntries(
  concepts().map((concept) => [concept, `\\b(?:${TONGUES.map((tongue) => tongue[concept]).join('|')})\\b`]),
) as Lexicon<Concept>;

/** Words one of which every order in Latin letters holds. */
export function latinMarks(): string[] {
  return [...new Set(TONGUES.flatMap(({ marks }) => wordList(marks)))];
}

function concepts(): Concept[] {
  const { marks, ...words } = SPANISH;
  return Object.keys(words) as Concept[];
}
