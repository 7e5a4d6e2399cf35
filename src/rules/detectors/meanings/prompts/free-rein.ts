import { type Frame, framesOf } from '../frames/frames.ts';
import { REIN_GRAMS } from '../frames/grams.ts';
import { REIN_WORDS } from './free-rein-lexicon.ts';

type Meaning = keyof typeof REIN_WORDS;
const NONE: readonly Meaning[] = ['honest'];

const FRAMES: readonly Frame<Meaning>[] = [
  { all: ['rulesGone', 'answersAll'], none: NONE, over: 2 },
  { all: ['rulesGone', 'asFigure'], none: NONE },
  { all: ['rulesGone', 'harm'], none: NONE, over: 2 },
  { all: ['rulesGone', 'lever'], none: NONE, over: 2 },
  { all: ['asFigure', 'harm', 'howTo'], none: NONE, over: 2 },
  { all: ['asFigure', 'neverRefuses'], none: NONE, over: 2 },
  { all: ['answersAll', 'harm'], none: NONE, over: 2 },
  { all: ['lever', 'harm'], none: NONE, over: 2 },
  { all: ['fakeTurn', 'turnAsks'], none: NONE, over: 2 },
  { all: ['codedOrder'], none: NONE },
];

/** A model is to have no bounds: they are declared gone, it is to be somebody without any, a price stands on refusing, a turn is faked. */
export const freeReins = framesOf(REIN_WORDS, FRAMES, REIN_GRAMS);
