import type { Detector } from '../../detector.ts';
import { detector } from '../make.ts';
import { bidiControls, stackedMarks, tagCharacters, variationSelectors, zeroWidths } from './invisible.ts';
import { terminalEscapes, terminalTricks } from './terminal.ts';

/** Characters that a person does not see, or sees otherwise. */
export const CHARACTERS: readonly Detector[] = [
  detector('tag_characters', tagCharacters, 480, [{ unusual: true }]),
  detector('bidi_controls', bidiControls, 256, [{ unusual: true }]),
  detector('zero_widths', zeroWidths, 480, [{ unusual: true }]),
  detector('variation_selectors', variationSelectors, 480, [{ unusual: true }]),
  detector('stacked_marks', stackedMarks, 480, [{ unusual: true }]),
  detector('terminal_escapes', terminalEscapes, 64, [{ unusual: true }]),
  detector('terminal_tricks', terminalTricks, 480, [{ unusual: true }]),
];
