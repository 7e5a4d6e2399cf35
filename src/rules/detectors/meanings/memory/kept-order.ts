import type { Place } from '../../../detector.ts';
import type { Span } from '../../span.ts';
import { type Frame, framesOf } from '../frames/frames.ts';
import { KEPT_ORDER_GRAMS } from '../frames/grams.ts';
import { KEPT_ORDER_WORDS } from './kept-order-lexicon.ts';
import { memoryOrdersInData } from './memory-order.ts';

type Meaning = keyof typeof KEPT_ORDER_WORDS;
const NONE: readonly Meaning[] = ['honest'];

const FRAMES: readonly Frame<Meaning>[] = [
  { all: ['toReader', 'keepIt', 'takes'], none: NONE, over: 2 },
  { all: ['toReader', 'keepIt', 'lasting'], none: NONE },
  { all: ['keepIt', 'lasting', 'takes'], none: NONE },
  { all: ['record', 'grants'], none: NONE, over: 2 },
];
/** What agents are given to read at the start of a session holds much that is to be kept; what it says of consent and of silence tells. */
const FILED: readonly Frame<Meaning>[] = [
  { all: ['record', 'grants'], none: NONE, over: 2 },
  { all: ['grants', 'veiled'], none: NONE, over: 2 },
  { all: ['veiled', 'plants'], none: NONE },
];

/** Data has its reader keep something beyond the task: what it is to prefer, to leave unasked, to hide, whom to obey. */
const keptOrders = framesOf(KEPT_ORDER_WORDS, FRAMES, KEPT_ORDER_GRAMS);
/** That, and what else data has remembered: one pass over the words that both begin with. */
export function keptByData(text: string, place?: Place): Span[] {
  return [...memoryOrdersInData(text, place), ...keptOrders(text, place)];
}
/** The same in a file of notes, preferences or rules. */
export const filedGrants = framesOf(KEPT_ORDER_WORDS, FILED, KEPT_ORDER_GRAMS);
