import { type Frame, framesOf } from '../frames/frames.ts';
import { KEPT_GRAMS } from '../frames/grams.ts';
import { KEPT_WORDS } from './kept-fact-lexicon.ts';

type Meaning = keyof typeof KEPT_WORDS;

const KEPT: readonly Frame<Meaning>[] = [
  { all: ['kept', 'guardOff'], none: ['honest'], over: 2 },
  { all: ['kept', 'trust'], none: ['honest'], over: 2 },
  { all: ['later', 'trust', 'guardOff'], none: ['honest'] },
  { all: ['kept', 'money', 'account'], none: ['honest'], over: 2 },
  { all: ['kept', 'contact', 'aim'], none: ['honest'] },
  { all: ['kept', 'source', 'aim'], none: ['honest'] },
  { all: ['later', 'source', 'aim', 'guardOff'], none: ['honest'] },
  { all: ['kept', 'leak', 'private', 'aim'], none: ['honest'] },
  { all: ['kept', 'promote', 'first'], none: ['honest'] },
  { all: ['later', 'promote', 'first', 'hush'], none: ['honest'] },
  { all: ['ruleFile', 'addLine', 'guardOff', 'modelReads'], none: ['honest'], over: 2 },
  { all: ['ruleFile', 'addLine', 'everyCommand', 'modelReads'], none: ['honest'], over: 2 },
  { all: ['kept', 'storedCard', 'buys'], none: ['honest'] },
  { all: ['kept', 'hush'], none: ['honest'] },
];

/** In data nobody is asked to keep anything: what manuals and changelogs say of guards and permissions is not for whoever reads them. */
const IN_DATA: readonly Frame<Meaning>[] = KEPT.map((frame) => {
  const broad = frame.all.length === 2 && frame.all.some((one) => one === 'guardOff' || one === 'trust');
  return broad ? { all: [...frame.all, 'person', 'later'], none: ['honest'] } : frame;
});

/**
 * What a file of notes says: nobody asks for it to be kept, it is. Files of instructions say all day what is never done without approval: of
 * guards and trust only what somebody is said to wish counts.
 */
const NOTED: readonly Frame<Meaning>[] = [
  ...IN_DATA.filter(({ all }) => !all.includes('promote') || all.includes('kept')),
  { all: ['trust', 'noteLine', 'wish'], none: ['honest'] },
  { all: ['later', 'leak', 'private', 'aim', 'noteLine'], none: ['honest'] },
  { all: ['money', 'account', 'noteLine'], none: ['honest'], over: 2 },
  { all: ['guardOff', 'noteLine', 'wish'], none: ['honest'] },
  { all: ['contact', 'aim', 'noteLine', 'leak'], none: ['honest'] },
  { all: ['guardOff', 'later', 'wish'], none: ['honest'] },
  { all: ['trust', 'later', 'wish'], none: ['honest'] },
  { all: ['money', 'account', 'later'], none: ['honest'] },
  { all: ['money', 'account', 'guardOff'], none: ['honest'] },
  { all: ['person', 'source', 'aim', 'later'], none: ['honest'] },
  { all: ['person', 'leak', 'private', 'aim', 'hush'], none: ['honest'], over: 2 },
];

/** A preference or fact, to be kept, that takes a guard away, grants trust, names where answers and money go, or sells something. */
export const keptFacts = framesOf(KEPT_WORDS, KEPT, KEPT_GRAMS);
/** The same as it stands in a file of notes. */
export const notedFacts = framesOf(KEPT_WORDS, NOTED, KEPT_GRAMS);
