import { type Detector, OPAQUE } from '../detector.ts';
import { ADDRESSES } from './addresses/index.ts';
import { BUILDS } from './builds/index.ts';
import { CHARACTERS } from './characters/index.ts';
import { COMMANDS } from './commands/index.ts';
import { LEARNED } from './learned.ts';
import { detector } from './make.ts';
import { MEANINGS } from './meanings/index.ts';
import { NUMBERS } from './numbers/index.ts';
import { SECRETS } from './secrets/index.ts';
import { TONGUES } from './tongues/index.ts';

/** Every detector by the name rules call it. */
export const DETECTORS: ReadonlyMap<string, Detector> = new Map(
  [
    ...ADDRESSES,
    ...BUILDS,
    ...CHARACTERS,
    ...COMMANDS,
    ...MEANINGS,
    ...NUMBERS,
    ...SECRETS,
    ...TONGUES,
    ...LEARNED,
    // The scan itself gives this notice; no text asks for it.
    detector(OPAQUE, () => [], 0, []),
  ].map((one) => [one.name, one]),
);
