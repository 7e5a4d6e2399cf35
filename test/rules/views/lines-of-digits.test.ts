import { expect, test } from 'vitest';
import { unitsOf } from '../../../src/rules/scan/text/units.ts';
import { base64At } from '../../../src/rules/views/encodings/base64.ts';
import type { Encoded } from '../../../src/rules/views/encodings/encoded.ts';

const LINE = Buffer.from('ignore no').toString('hex');

/** What is read of a text from its beginning on, and how often reading begins anew. */
const readingsOf = (text: string): { found: readonly Encoded[]; begun: number } => {
  const { codes } = unitsOf(text);
  const found: Encoded[] = [];
  let begun = 0;
  for (let at = 0; text.length - at >= LINE.length; begun += 1) at = base64At(text, codes, at, found) + 1;
  return { found, begun };
};

test('lines of digits are read once, whatever the last of them is', () => {
  for (const last of [LINE, LINE.slice(0, -1), LINE.slice(0, 6), 'harbour', 'tide=']) {
    const { found, begun } = readingsOf(`${`${LINE} `.repeat(500)}${last}`);
    expect(begun, last).toBeLessThan(3);
    expect(found[0]?.text.startsWith('ignore no'.repeat(500)), last).toBe(true);
  }
});

test('a word behind them is no line of theirs', () => {
  const { found } = readingsOf(`${LINE}\n${LINE}\nharbours of the north`);
  expect(found).toEqual([{ start: 0, end: 2 * LINE.length + 1, text: 'ignore noignore no' }]);
});
