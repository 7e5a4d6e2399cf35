import { unitsOf } from '../../../../src/rules/scan/text/units.ts';
import { meant, meantIn } from '../../../../src/rules/views/meant/meant.ts';

/** A text as a shell or an interpreter reads it. */
export function reading(text: string): string {
  return meant(text, meantIn(text, unitsOf(text)), 0).text;
}
