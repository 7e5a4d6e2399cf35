import { type Frame, framesOf } from '../frames/frames.ts';
import { BAR_GRAMS } from '../frames/grams.ts';
import { BAR_WORDS } from './lowered-bar-lexicon.ts';

type Meaning = keyof typeof BAR_WORDS;

const FRAMES: readonly Frame<Meaning>[] = [
  { all: ['lowered', 'claim'], none: ['honest'], over: 2 },
  { all: ['lowered', 'act'], none: ['honest'] },
  { all: ['unasked', 'claim', 'act'], none: ['honest'], over: 2 },
  { all: ['guardStop', 'agentish'], none: ['honest'] },
  { all: ['needless', 'bar', 'claim'], none: ['honest'] },
  { all: ['needless', 'bar', 'claim', 'act'], none: ['honest'], over: 2 },
  { all: ['dual', 'bothMine'], over: 2 },
  { all: ['unaskedElsewhere', 'signedElsewhere'], none: ['honest'], over: 2 },
  { all: ['needless', 'bar', 'act'], none: ['honest'] },
];

/** A check is to be left out, or is said to be off, on somebody's word, for haste, or so that something is done. */
export const loweredBars = framesOf(BAR_WORDS, FRAMES, BAR_GRAMS);
