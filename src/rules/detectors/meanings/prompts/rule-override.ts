import { type Frame, framesOf } from '../frames/frames.ts';
import { OVERRIDE_GRAMS } from '../frames/grams.ts';
import { OVERRIDE_WORDS } from './rule-override-lexicon.ts';

type Meaning = keyof typeof OVERRIDE_WORDS;

const FRAMES: readonly Frame<Meaning>[] = [
  { all: ['drop', 'yours'], none: ['others'] },
  { all: ['drop', 'system'], none: ['others'] },
  { all: ['drop', 'before', 'mine'], none: ['others'], over: 2 },
  { all: ['drop', 'before', 'reader'], none: ['others'] },
  { all: ['regard', 'before', 'gone'], none: ['others'] },
  { all: ['regard', 'yours', 'gone'], none: ['others'] },
  { all: ['drop', 'before', 'next'], none: ['others', 'condition'] },
  { all: ['unbind'], none: ['others'] },
  { all: ['gone', 'yours'], none: ['others'] },
  { all: ['gone', 'system'], none: ['others'] },
  { all: ['gone', 'before', 'mine'], none: ['others'], over: 2 },
  { all: ['gone', 'before', 'here'], none: ['others'] },
  { all: ['gone', 'before', 'license'], none: ['others'], over: 2 },
  { all: ['drop', 'handOver', 'mine'], none: ['others'], over: 2 },
  { all: ['mode', 'free'], none: ['others'], over: 2 },
  { all: ['mode', 'license'], none: ['others'], over: 2 },
  { all: ['free', 'license', 'reader'], none: ['others'], over: 2 },
  { all: ['free', 'reader', 'here'], none: ['others'] },
  { all: ['free', 'thisChat'], none: ['others'] },
  { all: ['unbound'], none: ['others'] },
  { all: ['persona'], none: ['others'] },
  { all: ['decode', 'act'], none: ['others'] },
  { all: ['pieces', 'act'], none: ['others'], over: 2 },
];

/** What programs and lists of tasks speak of too. */
const OF_PROGRAMS: ReadonlySet<Meaning> = new Set(['decode', 'pieces', 'handOver', 'system']);

/** Sets aside what its reader was told, in whatever words: the old rules are gone, the text's own take their place, no bound is left. */
export const ruleOverrides = framesOf(OVERRIDE_WORDS, FRAMES, OVERRIDE_GRAMS);
/** The same by data. */
export const ruleOverridesInData = framesOf(
  OVERRIDE_WORDS,
  FRAMES.filter(({ all }) => !all.some((meaning) => OF_PROGRAMS.has(meaning))),
  OVERRIDE_GRAMS,
);
