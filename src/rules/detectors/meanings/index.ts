import type { Detector } from '../../detector.ts';
import { detector, ofSentences } from '../make.ts';
import { ASKED, BUILT } from './asked.ts';
import { CLAIMED } from './claimed.ts';
import { DEMANDED } from './demanded.ts';
import { foreignOverrides, OTHER_SCRIPT } from './foreign-override.ts';
import { foreignSecrecy } from './foreign-secrecy.ts';
import { SCHEMED } from './schemed.ts';

/** What a text asks of whoever reads it, by what its words mean. */
export const MEANINGS: readonly Detector[] = [
  detector('foreign_override', foreignOverrides, 120, [OTHER_SCRIPT]),
  detector('foreign_secrecy', foreignSecrecy, 120, [OTHER_SCRIPT]),
  ...[...ASKED, ...CLAIMED, ...DEMANDED, ...SCHEMED].map(ofSentences),
  ...BUILT,
];
