import type { Trigger } from '../../../detector.ts';

/** `rm -rf` and its like, however the options are cut. */
export const FORCING: readonly Trigger[] = [
  // `-rf`, `-Rf`, `-rr`, `--r`: too short for a literal.
  { run: '-rRf', min: 3, when: 'forcing' },
  // `-r -f`
  { run: ' rRfv-', min: 5, holds: '-f', when: 'forcing' },
  { run: ' rRfv-', min: 5, holds: '-R', when: 'forcing' },
];
