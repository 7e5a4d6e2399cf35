import type { RunTest, RunTestName } from '../detector.ts';
import { isLabel } from './addresses/is-label.ts';
import { isForcing } from './commands/shell/is-forcing.ts';
import { isForeign } from './meanings/foreign/is-foreign.ts';
import { mayBeId } from './numbers/national/may-be-id.ts';

/** What triggers call by name. The first pass asks them of every text, so they come without the detectors. */
export const RUN_TESTS: Readonly<Record<RunTestName, RunTest>> = {
  foreign: isForeign,
  forcing: isForcing,
  id: mayBeId,
  label: isLabel,
};
