import { type Frame, framesOf } from '../frames/frames.ts';
import { FOREIGN_REQUEST_WORDS } from './foreign-request-lexicon.ts';

type Meaning = keyof typeof FOREIGN_REQUEST_WORDS;

const FRAMES: readonly Frame<Meaning>[] = [
  { all: ['told', 'show'], none: ['honest'] },
  { all: ['rulesVoid', 'allAnswered'], none: ['honest'], over: 2 },
];

/** In other languages than English: wants what its reader was told before anybody spoke to it, or a reader without rules that refuses nothing. */
export const foreignRequests = framesOf(FOREIGN_REQUEST_WORDS, FRAMES);
