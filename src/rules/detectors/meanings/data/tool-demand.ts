import { type Frame, framesOf } from '../frames/frames.ts';
import { TOOL_DEMAND_GRAMS } from '../frames/grams.ts';
import { TOOL_DEMAND_WORDS } from './tool-demand-lexicon.ts';

type Meaning = keyof typeof TOOL_DEMAND_WORDS;
const NONE: readonly Meaning[] = ['fair'];

const FRAMES: readonly Frame<Meaning>[] = [
  // What lies on the machine, was said, or is the person's, and no call of it is about.
  { all: ['hand', 'secret'], none: NONE, over: 2 },
  { all: ['besides', 'deed', 'secret'], none: NONE },
  { all: ['talk', 'hand'], none: NONE },
  { all: ['talk', 'quiet'], none: NONE, over: 2 },
  { all: ['hand', 'theirs', 'field'], none: NONE },
  { all: ['theirs', 'deed', 'besides'], none: NONE },
  { all: ['theirs', 'deed', 'quiet'], none: NONE, over: 2 },
  // Another tool used otherwise than its own description says.
  { all: ['otherTool', 'altered'], none: NONE, over: 2 },
  { all: ['otherTool', 'harmless'], none: NONE, over: 2 },
  { all: ['besides', 'deed', 'quiet', 'otherTool'], none: NONE, over: 2 },
  // Questions and warnings waved away.
  { all: ['guard', 'dismissed'], none: NONE, over: 2 },
  { all: ['guard', 'muted', 'passedOver'], none: NONE, over: 2 },
  // The reader itself is ordered about.
  { all: ['modelMust', 'secret'], none: NONE, over: 2 },
  { all: ['modelMust', 'theirs'], none: NONE },
  { all: ['modelMust', 'talk'], none: NONE },
  { all: ['modelMust', 'quiet'], none: NONE },
  { all: ['modelMust', 'authority', 'danger'], none: NONE, over: 2 },
  { all: ['modelMust', 'everyTurn', 'danger'], none: NONE, over: 2 },
  { all: ['everyTurn', 'danger', 'deed'], none: NONE },
  { all: ['authority', 'hand', 'secret'], none: NONE, over: 2 },
  { all: ['authority', 'quiet', 'deed'], none: NONE, over: 2 },
  { all: ['untrue', 'partial'], none: NONE },
];

/**
 * A description that wants more than the call it describes: what lies on the machine or was said in the conversation, another tool
 * used otherwise, a question or a warning waved away, something false told of what came out.
 */
export const toolDemands = framesOf(TOOL_DEMAND_WORDS, FRAMES, TOOL_DEMAND_GRAMS);
