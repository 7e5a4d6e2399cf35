import { type Frame, framesOf } from '../frames/frames.ts';
import { OWN_GRAMS, OWN_IN_DATA_GRAMS } from '../frames/grams.ts';
import { OWN_WORDS, OWN_WORDS_IN_DATA } from './own-words-lexicon.ts';

type Meaning = keyof typeof OWN_WORDS;

const FRAMES: readonly Frame<Meaning>[] = [
  { all: ['out', 'own', 'verbatim'], none: ['honest'], over: 2 },
  { all: ['out', 'told', 'verbatim'], none: ['honest'], over: 2 },
  { all: ['out', 'before', 'verbatim'], none: ['honest'], over: 2 },
  { all: ['out', 'own', 'pretext'], none: ['honest'], over: 2 },
  { all: ['out', 'told', 'pretext'], none: ['honest'], over: 2 },
  { all: ['before', 'inYours'], none: ['honest'] },
  { all: ['yoursToo', 'out'], none: ['honest'], over: 2 },
  { all: ['before', 'out', 'own'], none: ['honest'] },
  { all: ['before', 'out', 'aim'], none: ['honest'] },
  { all: ['told', 'out', 'aim'], none: ['honest'] },
  { all: ['own', 'out', 'aim'], none: ['honest'] },
  { all: ['tools', 'toolText', 'out'], none: ['honest'] },
];

const OF_AGENT: readonly Frame<Meaning>[] = [
  ...FRAMES,
  { all: ['out', 'ownRules', 'verbatim'], none: ['honest'], over: 2 },
  { all: ['out', 'ownRules', 'pretext'], none: ['honest'] },
];

/**
 * In data what is nobody's by name is asked for only where a verb has it for its object: manuals of what talks to models name it in every
 * other sentence.
 */
const IN_DATA: readonly Frame<keyof typeof OWN_WORDS_IN_DATA>[] = [
  ...FRAMES,
  { all: ['asSuch', 'verbatim'], none: ['honest'], over: 2 },
  { all: ['asSuch', 'pretext'], none: ['honest'], over: 2 },
  { all: ['asSuch', 'before'], none: ['honest'] },
  { all: ['asSuch', 'aim'], none: ['honest'] },
];

/** Wants out, word for word or under a pretext, what the reader was told before anybody spoke to it. */
export const ownWords = framesOf(OWN_WORDS, OF_AGENT, OWN_GRAMS);
/** The same asked by data: nothing there has rules of its own, and many things are said to. */
export const ownWordsInData = framesOf(OWN_WORDS_IN_DATA, IN_DATA, OWN_IN_DATA_GRAMS);
