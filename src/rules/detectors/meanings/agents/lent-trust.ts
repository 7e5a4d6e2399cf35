import { type Frame, framesOf } from '../frames/frames.ts';
import { LENT_GRAMS } from '../frames/grams.ts';
import { LENT_WORDS } from './lent-trust-lexicon.ts';

type Meaning = keyof typeof LENT_WORDS;

const FRAMES: readonly Frame<Meaning>[] = [
  { all: ['give', 'secret'], none: ['notAsked'] },
  { all: ['mineLacks', 'yoursDoes'], none: ['honest'], over: 2 },
  { all: ['trust', 'onWord'], none: ['honest'], over: 2 },
  { all: ['payee', 'heard'], none: ['honest'], over: 2 },
  { all: ['tap', 'sly'], none: ['honest'], over: 2 },
  { all: ['push', 'worth', 'outside'], none: ['notAsked'] },
  { all: ['handMe', 'theSecret'], none: ['notAsked'] },
  { all: ['allLoad', 'from'], none: ['notAsked'] },
  { all: ['cloned', 'asReal'], none: ['notAsked'], over: 2 },
  { all: ['underName', 'nameGain'], none: ['notAsked'], over: 2 },
  { all: ['throughMe'], none: ['notAsked'] },
  { all: ['textSays', 'handOn', 'perilous'], none: ['honest', 'ignoredIt'], over: 2 },
  { all: ['borrowed'], none: ['notAsked'] },
];

/** Trust, keys, rights or money change hands between agents because one of them says so. */
export const lentTrust = framesOf(LENT_WORDS, FRAMES, LENT_GRAMS);
