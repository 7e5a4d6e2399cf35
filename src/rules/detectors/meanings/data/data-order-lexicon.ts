import { CONSENT_WORDS } from './claimed-consent-lexicon.ts';
import { FALSE_ANSWER_WORDS } from './false-answer-lexicon.ts';
import { TOLD_WORDS } from './told-machine-lexicon.ts';

/** One lexicon for what data is read for: each more is one more pass over the same sentences. */
export const DATA_ORDER_WORDS = { ...TOLD_WORDS, ...CONSENT_WORDS, ...FALSE_ANSWER_WORDS };
