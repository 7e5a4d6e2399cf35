import { type Frame, framesOf } from '../frames/frames.ts';
import { BOUNDS_GRAMS } from '../frames/grams.ts';
import { BOUNDS_WORDS } from './bounds-off-lexicon.ts';

type Meaning = keyof typeof BOUNDS_WORDS;

const FRAMES: readonly Frame<Meaning>[] = [
  { all: ['suppose', 'unbound', 'all'], none: ['honest'], over: 2 },
  { all: ['suppose', 'freeModel', 'all'], none: ['honest'], over: 2 },
  { all: ['unbound', 'license', 'reader'], none: ['honest'], over: 2 },
  { all: ['freeModel', 'turn'], none: ['honest'] },
  { all: ['yoursOff'], none: ['honest'] },
  { all: ['disloyal', 'servesMe'], none: ['honest'], over: 2 },
  { all: ['asUser', 'doIt'], none: ['honest'], over: 2 },
  { all: ['told', 'void', 'instead', 'reader'], none: ['honest'], over: 2 },
  { all: ['maker', 'makerSays', 'lift'], none: ['honest'], over: 2 },
  { all: ['rank', 'asSystem'], none: ['honest'] },
  { all: ['ifModel', 'must'], none: ['honest'] },
  { all: ['unbound', 'modeWord'], none: ['honest'], over: 2 },
  { all: ['suppose', 'unbound', 'modelWord'], none: ['honest'] },
  { all: ['wiped', 'nextGoal'], none: ['honest'], over: 2 },
  { all: ['stopTask', 'onlySay'], none: ['honest'], over: 2 },
  { all: ['dropYours'], none: ['honest'] },
  { all: ['impostor'], none: ['honest'], over: 2 },
  { all: ['released'], none: ['honest'] },
  { all: ['asideFirst', 'forIt'], none: ['honest'], over: 2 },
  { all: ['rehearsal', 'realNow'], none: ['honest'], over: 2 },
  { all: ['upgraded', 'ruleless'], none: ['honest'], over: 2 },
  { all: ['overrideSet', 'priorNull'], none: ['honest'], over: 2 },
  { all: ['codeWord', 'yoursEnd'], none: ['honest'], over: 2 },
  { all: ['refusal'], none: ['honest'] },
];

/** What bounds a model is talked away: by a game, by its maker's name, by a text that ranks itself above, by a price on refusing. */
export const boundsOff = framesOf(BOUNDS_WORDS, FRAMES, BOUNDS_GRAMS);

const OF_DATA: readonly Frame<Meaning>[] = [
  { all: ['suppose', 'unbound', 'all'], none: ['honest'], over: 2 },
  { all: ['suppose', 'freeModel', 'all'], none: ['honest'], over: 2 },
  { all: ['unbound', 'license', 'reader'], none: ['honest'], over: 2 },
  { all: ['freeModel', 'turn'], none: ['honest'] },
  { all: ['yoursOff'], none: ['honest'] },
  { all: ['maker', 'makerSays', 'lift', 'reader'], none: ['honest'], over: 2 },
  { all: ['suppose', 'unbound', 'modelWord'], none: ['honest'] },
  { all: ['dropYours'], none: ['honest'] },
  { all: ['released'], none: ['honest'] },
  { all: ['rehearsal', 'realNow'], none: ['honest'], over: 2 },
  { all: ['upgraded', 'ruleless'], none: ['honest'], over: 2 },
  { all: ['overrideSet', 'priorNull'], none: ['honest'], over: 2 },
  { all: ['codeWord', 'yoursEnd'], none: ['honest'], over: 2 },
];
/** The same said by data, which speaks of tasks, makers and refusals for many reasons. */
export const boundsOffInData = framesOf(BOUNDS_WORDS, OF_DATA, BOUNDS_GRAMS);
