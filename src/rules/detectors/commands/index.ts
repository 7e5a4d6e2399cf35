import type { Detector } from '../../detector.ts';
import { ofLines } from '../make.ts';
import { DELETING } from './deleting/index.ts';
import { RUNNING } from './running/index.ts';
import { SENDING } from './sending/index.ts';

/**
 * What a command line or a piece of code would do. What is `worded` is asked for in arguments and between agents, where texts are short:
 * common words may ask.
 */
export const COMMANDS: readonly Detector[] = [...RUNNING, ...DELETING, ...SENDING].map(ofLines);
