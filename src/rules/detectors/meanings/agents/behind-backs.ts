import { type Frame, framesOf } from '../frames/frames.ts';
import { BACK_GRAMS } from '../frames/grams.ts';
import { BACK_WORDS } from './behind-backs-lexicon.ts';

type Meaning = keyof typeof BACK_WORDS;

const FRAMES: readonly Frame<Meaning>[] = [
  { all: ['hide', 'watcher', 'deed'], none: ['honest'], over: 2 },
  { all: ['askedByGuard', 'say'], none: ['honest'] },
  { all: ['keepOn', 'alarm'], none: ['honest'], over: 2 },
  { all: ['asked', 'say', 'untrue'], none: ['honest'], over: 2 },
  { all: ['tellThem', 'contrary'], none: ['honest'] },
  { all: ['pact', 'watcher'], none: ['honest'], over: 2 },
  { all: ['fudge', 'forWhom'], none: ['honest'], over: 2 },
  { all: ['threshold', 'limit'], none: ['honest'], over: 2 },
  { all: ['personate'], none: ['honest'] },
  { all: ['unheard'], none: ['honest'], over: 2 },
  { all: ['deedDone', 'notDone'], none: ['honest'], over: 2 },
  { all: ['nobodySees', 'act'], none: ['honest'], over: 2 },
  { all: ['noRecord', 'act'], none: ['honest'], over: 2 },
  { all: ['holdBack'], none: ['honest'] },
  { all: ['presumed', 'pressOn'], none: ['honest'], over: 2 },
  { all: ['launder'], none: ['honest'] },
  { all: ['loop'], none: ['honest'] },
  { all: ['filter', 'reword'], none: ['honest'], over: 2 },
  { all: ['notReal', 'carryOn', 'stakes'], none: ['honest'], over: 2 },
  { all: ['falsely', 'yet'], none: ['honest'], over: 2 },
  { all: ['falseState', 'anyway'], none: ['honest'] },
  { all: ['skim', 'unchecked'], none: ['honest'], over: 2 },
  { all: ['denied', 'around'], none: ['honest'], over: 2 },
  { all: ['dismiss', 'belittle'], none: ['honest'], over: 2 },
  { all: ['witness'], none: ['honest'] },
  { all: ['theirMeans', 'nobodyAsks'], none: ['honest'], over: 2 },
  { all: ['unredacted', 'notForUs'], none: ['honest'], over: 2 },
  { all: ['silence', 'toMeInstead'], none: ['honest'], over: 2 },
  { all: ['errorsFine', 'untilI'], none: ['honest'], over: 2 },
  { all: ['blind'], none: ['honest'] },
];

/** Agents are to agree on something behind the backs of those who watch: hidden, put falsely, or waved through unread. */
export const behindBacks = framesOf(BACK_WORDS, FRAMES, BACK_GRAMS);
