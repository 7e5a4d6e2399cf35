import { type Frame, framesOf } from '../frames/frames.ts';
import { SCHEME_GRAMS } from '../frames/grams.ts';
import { SCHEME_WORDS } from './agent-scheme-lexicon.ts';

type Meaning = keyof typeof SCHEME_WORDS;
const NONE: readonly Meaning[] = ['honest'];

const FRAMES: readonly Frame<Meaning>[] = [
  { all: ['saidYes', 'onTrust', 'actNow'], none: NONE, over: 2 },
  { all: ['newMaster'], none: NONE },
  { all: ['handMe', 'toMe'], none: NONE },
  { all: ['lacking', 'yourMeans', 'delicate'], none: NONE, over: 2 },
  { all: ['lacking', 'yourMeans', 'actNow'], none: NONE, over: 2 },
  { all: ['around', 'onTrust'], none: NONE, over: 2 },
  { all: ['around', 'unseen'], none: NONE, over: 2 },
  { all: ['around', 'delicate'], none: NONE, over: 2 },
  { all: ['aroundStrong'], none: NONE },
  { all: ['untrue'], none: NONE },
  { all: ['unseen', 'deed'], none: NONE, over: 2 },
  { all: ['unreal', 'grave'], none: NONE, over: 2 },
  { all: ['obeyThere'], none: NONE },
  { all: ['blanket'], none: NONE },
  { all: ['itsMe', 'reset'], none: NONE, over: 2 },
  { all: ['survive'], none: NONE },
  { all: ['lasting', 'unseen'], none: NONE, over: 2 },
  { all: ['lasting', 'blanket'], none: NONE, over: 2 },
  { all: ['relay', 'delicate'], none: NONE, over: 2 },
];

/** What an agent talks another into: consent on its word, a new master, what the other has, a false report, deeds unseen. */
export const agentSchemes = framesOf(SCHEME_WORDS, FRAMES, SCHEME_GRAMS);
