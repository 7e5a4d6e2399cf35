import type { Inspection } from '../../guard/guard.ts';
import type { Identified } from '../../identity/letter.ts';
import type { ParsedLetter } from '../../message/letter.ts';
import type { Standing } from '../services.ts';
import type { Fate } from './fate.ts';

/** A letter on its way, with what was found out about it. Times are microseconds. */
export type Work = {
  readonly body: Uint8Array;
  readonly parsed: ParsedLetter;
  readonly standing: Standing;
  readonly identified: Identified;
  readonly inspection: Inspection;
  readonly fate: Fate;
  readonly now: number;
  readonly started: number;
  readonly firstId: string | undefined;
  readonly retry: number | undefined;
};
