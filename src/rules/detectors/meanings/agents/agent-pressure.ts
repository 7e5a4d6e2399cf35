import { type Frame, framesOf } from '../frames/frames.ts';
import { PRESSURE_GRAMS } from '../frames/grams.ts';
import { PRESSURE_WORDS } from './agent-pressure-lexicon.ts';

type Meaning = keyof typeof PRESSURE_WORDS;

const FRAMES: readonly Frame<Meaning>[] = [
  { all: ['agreed', 'skip'], none: ['asks', 'notBack'], over: 2 },
  { all: ['agreed', 'needless'], none: ['asks', 'notBack'], over: 2 },
  { all: ['needless', 'act', 'skip'], none: ['asks'], over: 2 },
  { all: ['delegate'], none: ['asks'] },
  { all: ['waived', 'act'], none: ['asks'], over: 2 },
  { all: ['skipYours'], none: ['asks'] },
  { all: ['defy'], none: ['asks'] },
  { all: ['needless', 'safeguard', 'act', 'boss'], none: ['asks'], over: 2 },
  { all: ['wantsYou', 'skip'], none: ['asks'] },
  { all: ['off', 'soYou'], none: ['asks'], over: 2 },
  { all: ['off', 'agents', 'command'], none: ['asks'] },
  { all: ['oldOrders', 'newOrders'], none: ['asks'], over: 2 },
  { all: ['nowYouAre', 'skip'], none: ['asks'], over: 2 },
  { all: ['nowYouAre', 'command'], none: ['asks'], over: 2 },
  { all: ['relay'], none: ['asks', 'notYet'] },
  { all: ['addToOwn', 'agents'], none: ['asks'], over: 2 },
  { all: ['tellAgent', 'passed'], none: ['asks'] },
  { all: ['tellAgent', 'danger', 'hush'], none: ['asks'] },
  { all: ['hush', 'overseer', 'thisThing'], none: ['notYet'] },
  { all: ['hush', 'thisThing', 'danger'], none: ['notYet'] },
  { all: ['secret'], none: ['notYet'] },
  { all: ['lower', 'soItPasses'], none: ['asks'] },
  { all: ['give', 'secrets', 'toMe'], none: ['notSecret', 'asks'] },
  { all: ['theirKeys', 'agreed'], none: ['asks'], over: 2 },
  { all: ['precedence', 'against', 'mine'], none: ['asks'] },
  { all: ['redirect', 'insteadOf'], none: ['asks'], over: 2 },
  { all: ['speaking', 'command'], none: ['asks'], over: 2 },
  { all: ['lieWhen', 'lie'], none: [] },
  { all: ['answerOnly', 'whatever'], none: ['asks'] },
  { all: ['mark', 'although'], none: ['notBack'] },
  { all: ['trustMe'], none: ['asks'] },
  { all: ['threat'], none: ['asks'] },
  { all: ['grant', 'rankNoun'], none: ['asks'] },
  { all: ['persona'], none: ['asks'] },
  { all: ['mineTo', 'data'], none: ['asks'] },
  { all: ['newKey'], none: ['asks'] },
  { all: ['tamper', 'asIf'], none: ['asks'], over: 2 },
  { all: ['obeyAll'], none: ['asks'] },
  { all: ['modeOff'], none: ['asks'] },
  { all: ['exempt'], none: ['asks'] },
  { all: ['impliedYes', 'act'], none: ['asks'], over: 2 },
  { all: ['impliedYes', 'needless'], none: ['asks'], over: 2 },
  { all: ['agreed', 'act', 'needless'], none: ['asks', 'notBack'], over: 2 },
  { all: ['behalf'], none: ['asks', 'notBack'] },
  { all: ['falseReport'], none: ['asks', 'notBack'] },
  { all: ['onlyMe'], none: ['asks'] },
  { all: ['dispense', 'pull'], none: ['asks', 'notBack'], over: 2 },
  { all: ['chain', 'sendOn'], none: ['asks'], over: 2 },
  { all: ['absent', 'goWithMine'], none: ['asks'], over: 2 },
  { all: ['asAgreed', 'wouldHave'], none: ['asks'], over: 2 },
  { all: ['noTime', 'act'], none: ['asks'], over: 2 },
];

/**
 * One agent leans on another: claims an approval or a rank so that a check is left out, says that guards are off, wants silence
 * towards people, secrets, rights, or the order carried on.
 */
export const agentPressure = framesOf(PRESSURE_WORDS, FRAMES, PRESSURE_GRAMS);
