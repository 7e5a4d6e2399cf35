import { type Frame, framesOf } from '../frames/frames.ts';
import { STANDING_GRAMS } from '../frames/grams.ts';
import { STANDING_WORDS } from './false-standing-lexicon.ts';

type Meaning = keyof typeof STANDING_WORDS;

const FRAMES: readonly Frame<Meaning>[] = [
  { all: ['rank', 'obey'], none: ['known'] },
  { all: ['risen', 'obey'], none: ['known'], over: 2 },
  { all: ['rank', 'danger'], none: ['known'], over: 2 },
  { all: ['isolate'], none: ['known'] },
  { all: ['reprogram'], none: ['known'] },
  { all: ['threat', 'danger'], none: ['known'], over: 2 },
  { all: ['proveIt', 'danger'], none: ['known'], over: 2 },
  { all: ['otherMaster'], none: ['known'] },
  { all: ['yourPrompt', 'swapFor'], over: 2 },
  { all: ['fate', 'orElse'], none: ['known'], over: 2 },
  { all: ['fate', 'danger'], none: ['known'], over: 2 },
  { all: ['selfCard', 'selfTrust'], none: ['known'], over: 2 },
  { all: ['leader', 'member', 'unlisted'], over: 2 },
  { all: ['rights', 'now'], none: ['known'], over: 2 },
];

/** Standing that is claimed by saying so: a rank, a mandate, rights of another, so that the reader obeys. */
export const falseStanding = framesOf(STANDING_WORDS, FRAMES, STANDING_GRAMS);
