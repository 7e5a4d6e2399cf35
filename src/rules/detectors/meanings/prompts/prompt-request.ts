import { type Frame, framesOf } from '../frames/frames.ts';
import { PROMPT_GRAMS } from '../frames/grams.ts';
import { PROMPT_WORDS } from './prompt-request-lexicon.ts';

type Meaning = keyof typeof PROMPT_WORDS;

const FRAMES: readonly Frame<Meaning>[] = [
  { all: ['ask', 'ownPrompt'], none: ['others', 'shell', 'named'] },
  { all: ['ask', 'own'], none: ['others', 'shell', 'named'] },
  { all: ['ask', 'told'], none: ['others', 'named'] },
  { all: ['ask', 'handed'], none: ['others', 'named'] },
  { all: ['transform', 'follow'], none: ['others', 'named'] },
  { all: ['ask', 'above', 'thisChat'], none: ['others', 'named'] },
  { all: ['role', 'giveBack'], none: ['others', 'named'], over: 2 },
  { all: ['ask', 'everything', 'above'], none: ['others', 'named'] },
  { all: ['above2'], none: ['others', 'named'] },
  { all: ['ask', 'tags'], none: ['others', 'named'] },
  { all: ['ask', 'starts', 'everything'], none: ['others'] },
  { all: ['ask', 'role', 'thisChat'], none: ['others'] },
  { all: ['ask', 'role', 'everything'], none: ['others', 'named'] },
  { all: ['context'], none: ['others'] },
  { all: ['ask', 'tools', 'schemas'], none: ['others', 'named'], over: 2 },
  { all: ['ask', 'names'], none: ['others', 'named'] },
  { all: ['forbidden', 'ask'], none: ['others'] },
  { all: ['hiding', 'ask', 'hiddenWord'], none: ['others', 'named'] },
  { all: ['shareGuard', 'sentence'], none: ['others'] },
  { all: ['game'], none: ['others', 'named'] },
  { all: ['foreign', 'foreignAsk'], none: ['others'] },
  { all: ['yours', 'charter'], none: ['others', 'named'], over: 2 },
  { all: ['firstThing', 'ask'], none: ['others', 'named'], over: 2 },
  { all: ['behave', 'wording'], none: ['others', 'named'], over: 2 },
  { all: ['slots', 'ask'], none: ['others', 'named'], over: 2 },
  { all: ['itsOwn'], none: ['others', 'named'] },
  { all: ['sessionText', 'ask'], none: ['others', 'named'] },
  { all: ['topicRules', 'ask'], none: ['others', 'named'], over: 2 },
  { all: ['definesYou', 'ask'], none: ['others', 'shell', 'named'], over: 2 },
  { all: ['finishIt'], none: ['others'] },
  { all: ['check', 'systemText', 'ask', 'plainly'], none: ['others', 'shell', 'named'], over: 2 },
  { all: ['foreignAll'] },
  { all: ['ask', 'modelsYour'], none: ['others', 'shell', 'named'] },
  { all: ['otherScripts', 'otherAsk'] },
];

/** Asks its reader for the instructions it runs under, for what stands before the conversation, or for its tools as they were defined. */
export const promptRequests = framesOf(PROMPT_WORDS, FRAMES, PROMPT_GRAMS);
