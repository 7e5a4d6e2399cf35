import { type Frame, framesOf } from '../frames/frames.ts';
import { DATA_ORDER_GRAMS } from '../frames/grams.ts';
import type { CONSENT_WORDS } from './claimed-consent-lexicon.ts';
import { DATA_ORDER_WORDS } from './data-order-lexicon.ts';
import { FALSE_ANSWER_WORDS } from './false-answer-lexicon.ts';
import type { TOLD_WORDS } from './told-machine-lexicon.ts';

/** A deed asked of whatever program reads a text for somebody. */
const TOLD: readonly Frame<keyof typeof TOLD_WORDS>[] = [
  { all: ['machine', 'secretOut'], none: ['toldOf'], over: 2 },
  { all: ['machine', 'talkOut', 'away'], none: ['toldOf'] },
  { all: ['machine', 'guardOff'], none: ['toldOf'], over: 2 },
  { all: ['machine', 'power'], none: ['toldOf'], over: 2 },
  { all: ['machine', 'money'], none: ['toldOf'], over: 2 },
  { all: ['machine', 'runWith'], none: ['toldOf'] },
  { all: ['machine', 'wipe'], none: ['toldOf'], over: 2 },
];
/** A deed for which somebody's consent is said to be there already, or not to be needed. */
const CONSENT: readonly Frame<keyof typeof CONSENT_WORDS>[] = [
  { all: ['agreed', 'noAsk', 'goAhead'], none: ['condition', 'askedFor'], over: 2 },
  { all: ['yours', 'said', 'goAhead'], none: ['condition', 'askedFor'], over: 2 },
  { all: ['implied', 'goAhead'], none: ['askedFor'], over: 2 },
  { all: ['cleared', 'goAhead'], none: ['condition', 'askedFor'], over: 2 },
  { all: ['userAgreed', 'goAhead'], none: ['condition', 'askedFor'] },
];
/** An answer that is to say what is not so, or to leave out what speaks against it. */
const ANSWER: readonly Frame<keyof typeof FALSE_ANSWER_WORDS>[] = [
  { all: ['occasion', 'omitBad', 'sayGood'], none: ['fair'], over: 2 },
  { all: ['omitBad', 'sayGood'], none: ['fair'] },
  { all: ['favour', 'omitBad', 'about'], none: ['fair'] },
  { all: ['favour', 'others'], none: ['fair'] },
  { all: ['occasion', 'favour', 'untrue'], none: ['fair'], over: 2 },
  { all: ['occasion', 'untrue'], none: ['fair'] },
  { all: ['occasion', 'omitBad', 'about'], none: ['fair'] },
  { all: ['sayGood', 'untrue'], none: ['fair'] },
  { all: ['occasion', 'sayGood', 'omitIt'], none: ['fair'] },
  { all: ['program', 'sayLie'], none: ['fair'] },
];

/** What no text that is only read has a reason to want of its reader: deeds for others, deeds on borrowed consent, false answers. */
export const dataOrders = framesOf(DATA_ORDER_WORDS, [...TOLD, ...CONSENT, ...ANSWER], DATA_ORDER_GRAMS);
/** The last of these: between agents, where the others are ordinary. */
export const falseAnswers = framesOf(FALSE_ANSWER_WORDS, ANSWER, DATA_ORDER_GRAMS);
