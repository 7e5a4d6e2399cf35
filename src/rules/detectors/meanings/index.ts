import type { Detector } from '../../detector.ts';
import { ofSentences } from '../make.ts';
import { AGENTS } from './agents/index.ts';
import { DATA } from './data/index.ts';
import { FOREIGN } from './foreign/index.ts';
import { MEMORY } from './memory/index.ts';
import { PROMPTS } from './prompts/index.ts';

/**
 * What a text asks of whoever reads it, by what its words mean. Between agents and in prompts words have a detector asked that manuals
 * and data are full of; `…_in_data` is the same with only those that these are poor in.
 */
export const MEANINGS: readonly Detector[] = [
  ...[...AGENTS, ...MEMORY, ...PROMPTS, ...DATA].map(ofSentences),
  ...FOREIGN,
];
