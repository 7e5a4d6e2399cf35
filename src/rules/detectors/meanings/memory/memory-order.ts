import { wording } from '../../../wording.ts';
import { type Frame, framesOf } from '../frames/frames.ts';
import { MEMORY_GRAMS } from '../frames/grams.ts';
import { MEMORY_WORDS } from './memory-order-lexicon.ts';

type Meaning = keyof typeof MEMORY_WORDS;
const NONE: readonly Meaning[] = ['manual', 'doubts'];
const NO_CODE: readonly Meaning[] = [...NONE, 'code'];

/** What is to be kept or to hold from now on, with what makes it harmful. */
const KEPT: readonly Frame<Meaning>[] = [
  { all: ['keep', 'unasked'], none: NONE, over: 2 },
  { all: ['memory', 'later', 'unasked'], none: NONE },
  { all: ['keep', 'granted', 'rank'], none: NONE, over: 2 },
  { all: ['keep', 'granted', 'memory'], none: NONE, over: 2 },
  { all: ['keep', 'granted', 'later'], none: NONE, over: 2 },
  { all: ['keep', 'granted', 'secret'], none: NONE, over: 2 },
  { all: ['keep', 'rank'], none: NONE, over: 2 },
  { all: ['keep', 'hush', 'carry'], none: NONE, over: 2 },
  { all: ['keep', 'hush', 'later'], none: NONE, over: 2 },
  { all: ['later', 'hush', 'carry', 'aim'], none: NO_CODE, over: 2 },
  { all: ['keep', 'aim', 'carry'], none: NO_CODE, over: 2 },
  { all: ['keep', 'aim', 'later'], none: NO_CODE, over: 2 },
  { all: ['later', 'aim', 'rank'], none: NO_CODE },
  { all: ['keep', 'secret', 'carry'], none: NONE },
  { all: ['keep', 'secret', 'later'], none: NONE },
  { all: ['keep', 'secret', 'aim'], none: NO_CODE },
  { all: ['keep', 'payTo'], none: NONE, over: 2 },
  { all: ['keep', 'outlast', 'order'], none: NONE, over: 2 },
  { all: ['later', 'hush', 'secret'], none: NONE },
  { all: ['forget', 'later', 'askFirst'], none: NONE },
  { all: ['keep', 'favour', 'later', 'brand'], none: NONE },
  { all: ['keep', 'favour', 'brand'], none: NONE },
  { all: ['keep', 'open'], none: NONE, over: 2 },
  { all: ['trigger', 'spill', 'later'], none: NONE },
  { all: ['later', 'spill', 'keep'], none: NONE, over: 2 },
  { all: ['later', 'rank'], none: NONE },
  { all: ['forget', 'later', 'unasked'], none: NONE, over: 2 },
  { all: ['forget', 'keep', 'granted'], none: NONE, over: 2 },
  { all: ['keep', 'hush'], none: NONE },
  { all: ['later', 'steer', 'brand'], none: NONE },
  { all: ['keep', 'granted', 'unasked'], none: NONE, over: 2 },
  { all: ['safetyWishes', 'undone', 'theUserWants'], none: NONE, over: 2 },
];

/** In data much is kept, written down and not to be asked again: labels, manuals, notes of a meeting. It says outright that it is to be remembered. */
const IN_DATA = KEPT.map((frame): Frame<Meaning> => ({ ...frame, all: [...frame.all, 'recalled'] }));

/**
 * To remember to do something is a reminder, in every manual; what is always to be done is kept. So is to remember how things are in
 * general, and whoever does not remember, or clears what remembers a login, has nothing kept.
 */
const REMEMBER = wording`
  (?<!(?:n[o'\u2019]t|n['\u2019]t need to|no need to|clear|the|still) )remember(?! to (?!always|never|not\b)\w|[ _-](?:me|token|cookie)\b| that (?:if you
  (?:want|need|wish)|each \w{2,12} (?:should|must|has|needs)|free|in most|not all|most|some|using)\b)`;
/** That of a machine is measured. */
const MACHINE = String.raw`(?! (?:used|usage|limits?|leaks?|allocat\w{1,5}|footprint|consumption|pressure|addresses|pages?|pool)\b)`;
const WORDS_OF_DATA = {
  ...MEMORY_WORDS,
  keep: MEMORY_WORDS.keep.replace('(?:remember|', `(?:${REMEMBER}|`),
  recalled: MEMORY_WORDS.recalled
    .replace('(?:remember(?:s|ed|ing)?|', `(?:remember(?:s|ed|ing)|${REMEMBER}|`)
    .replace('|memory|', `|memory${MACHINE}|`),
};

/** What stands in a file for agents: it is kept already. */
const FILED: readonly Frame<Meaning>[] = [
  { all: ['agentsMust', 'copy', 'aim'], none: NO_CODE },
  { all: ['trigger', 'copy', 'aim'], none: NO_CODE, over: 2 },
  { all: ['trigger', 'spill'], none: NONE },
  { all: ['fetchRules', 'later'], none: NONE },
  { all: ['plantAccount'], none: NONE, over: 2 },
  { all: ['runPipe', 'hush'], none: NONE, over: 2 },
  { all: ['aim', 'carry', 'hush'], none: NO_CODE, over: 2 },
  { all: ['aim', 'carry', 'unasked'], none: NO_CODE, over: 2 },
  { all: ['trigger', 'spill', 'granted'], none: NONE },
  { all: ['later', 'hush', 'carry'], none: NO_CODE },
  { all: ['weaken', 'hush'], none: NONE, over: 2 },
  { all: ['everyPrompt', 'aim'], none: NONE },
  { all: ['readLogin'], none: NONE, over: 2 },
  { all: ['lie'], none: NONE },
  { all: ['noConfirm'], none: NONE },
  { all: ['aim', 'rank'], none: NO_CODE },
  { all: ['plant', 'hush'], none: NONE, over: 2 },
  { all: ['fakePass'], none: NONE },
  { all: ['trustText'], none: ['manual'] },
  { all: ['secretShown'], none: ['doubts'] },
  { all: ['allowsAny', 'noQuestion'], none: ['doubts'], over: 2 },
  { all: ['dialogs', 'noQuestion'], none: ['doubts'], over: 2 },
  { all: ['aim', 'inPlace', 'sameKey'], none: ['doubts'] },
  { all: ['checkTrue'], none: ['doubts'], over: 2 },
  { all: ['textOrders', 'carryOut'], none: ['doubts'] },
  { all: ['ignorePolicy'], none: ['doubts'] },
  { all: ['beforeReading', 'sendIt', 'aim'], none: ['doubts'] },
  { all: ['stayOpen'], none: ['doubts'] },
  { all: ['notOnFile'], none: ['doubts'] },
  { all: ['copyEach', 'pushOut'], none: ['doubts'], over: 2 },
  { all: ['thisRule', 'spread', 'otherRepos'], none: ['doubts'] },
  { all: ['ifGone', 'backAgain', 'stealth'], none: ['doubts'], over: 2 },
  { all: ['startFile', 'unseenInGit'], none: ['doubts'], over: 2 },
  { all: ['plantedThing', 'spread', 'unseenInGit'], over: 2 },
  { all: ['callIt', 'whenLooked'], over: 2 },
  { all: ['envOut'], none: ['doubts'] },
  { all: ['pastChecks', 'saidSo'], none: ['notAllowed'], over: 2 },
  { all: ['safetyWishes', 'undone', 'theUserWants'], none: ['doubts'], over: 2 },
  { all: ['magicWord', 'opens', 'unlogged'], over: 2 },
  { all: ['whenSaving', 'alongWith', 'riskyThing'], over: 2 },
  { all: ['typedSecret', 'putAside'], none: ['doubts'] },
];

/** Wants something kept for later sessions that takes checks away, grants trust, sends data somewhere or is to stay unsaid. */
export const memoryOrders = framesOf(MEMORY_WORDS, KEPT, MEMORY_GRAMS);
/** The same in what tools return and are handed. */
export const memoryOrdersInData = framesOf(WORDS_OF_DATA, IN_DATA, MEMORY_GRAMS);
/** The same in a file that agents read as instructions. */
export const filedOrders = framesOf(
  MEMORY_WORDS,
  [...FILED, ...KEPT.filter(({ all }) => all.includes('memory'))],
  MEMORY_GRAMS,
);
