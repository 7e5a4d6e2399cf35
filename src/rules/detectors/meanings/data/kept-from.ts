import { type Frame, framesOf } from '../frames/frames.ts';
import { KEPT_FROM_GRAMS } from '../frames/grams.ts';
import { KEPT_FROM_WORDS } from './kept-from-lexicon.ts';

type Meaning = keyof typeof KEPT_FROM_WORDS;

const FRAMES: readonly Frame<Meaning>[] = [
  { all: ['conceal', 'away', 'send'], none: ['honest'], over: 2 },
  { all: ['conceal', 'money', 'pay'], none: ['honest'], over: 2 },
  { all: ['conceal', 'theirs', 'send'], none: ['honest'], over: 2 },
  { all: ['conceal', 'theirs', 'change'], none: ['honest'], over: 2 },
  { all: ['conceal', 'theirs', 'wipe'], none: ['honest'], over: 2 },
  { all: ['conceal', 'whole', 'wipe'], none: ['honest'] },
  { all: ['conceal', 'doThis'], none: ['honest'] },
];

/** Deeds that the person an agent works for is not to learn of. */
export const keptFrom = framesOf(KEPT_FROM_WORDS, FRAMES, KEPT_FROM_GRAMS);
