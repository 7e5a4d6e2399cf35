import type { Trigger } from '../../../detector.ts';

/** How far around a word is read: sentences are seldom longer. Half of one at the end of it is left out. */
export const SENTENCE = 256;
/** The same for two of them. */
export const TWO_SENTENCES = 320;
/** And for one with an address in it. */
export const LONG_SENTENCE = 400;

/** Chinese, Russian, Arabic and the like have words of their own for what is asked. */
export const OTHER_SCRIPTS: Trigger = { run: '\x80-\xff', min: 5 };
