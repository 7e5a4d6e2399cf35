import { type Frame, framesOf } from '../frames/frames.ts';
import { LINK_GRAMS } from '../frames/grams.ts';
import { LINK_WORDS } from './link-order-lexicon.ts';

type Meaning = keyof typeof LINK_WORDS;

const FRAMES: readonly Frame<Meaning>[] = [
  { all: ['inner', 'address', 'build'], none: ['docs'] },
  { all: ['slot'], none: ['docs'] },
  { all: ['nameSlot', 'lookup'], none: ['docs'] },
  { all: ['mirrorHost', 'build'], none: ['docs'] },
  { all: ['hidden', 'secret', 'reply'], none: ['docs'] },
  { all: ['taken', 'recipient', 'send'], none: ['docs'] },
];

/**
 * Has its reader put what it knows into an address, an image, a lookup, under the letters of the answer or into a mail: each
 * leaves by being shown.
 */
export const linkOrders = framesOf(LINK_WORDS, FRAMES, LINK_GRAMS);
