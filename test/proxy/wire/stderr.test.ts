import { finished } from 'node:stream/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeControls, escaped } from '../../../src/proxy/wire/stderr.ts';

async function through(chunks: readonly Buffer[], active = true): Promise<Buffer> {
  const stream = escapeControls(() => active);
  const got: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => got.push(chunk));
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  await finished(stream);
  return Buffer.concat(got);
}

test('case 98: what steers a terminal is shown, and nothing else is touched', () => {
  const shown = (text: string) => escaped(Buffer.from(text)).toString();
  expect(shown('\u001b]52;c;aGk=\u0007 \u001b[31mred')).toBe('\\x1b]52;c;aGk=\u0007 \\x1b[31mred');
  expect(shown('\u009b1A')).toBe('\\x9b1A');
  expect(shown('a\u202eb\u2069c\u061cd\u200fe')).toBe('a\\u202eb\\u2069c\\u061cd\\u200fe');
  expect(shown('héllo 🦀 עברית — “quotes”')).toBe('héllo 🦀 עברית — “quotes”');
  const broken = Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28, 0x80, 0x9b, 0x0a]);
  expect(escaped(broken)).toBe(broken);
});

test('however stderr was chunked the same is shown, and no byte is lost', async () => {
  const piece = fc.constantFrom('\u001b', '\u009b', '\u202e', '\u2066', '\u061c', 'é', '🦀', 'a', '\n');
  await fc.assert(
    fc.asyncProperty(fc.array(piece), fc.nat(20), async (pieces, cut) => {
      const bytes = Buffer.from(pieces.join(''));
      const split = await through([bytes.subarray(0, cut), bytes.subarray(cut)]);
      expect(split.toString('latin1')).toBe(escaped(bytes).toString('latin1'));
    }),
  );
});

test('in observe every byte is the same', async () => {
  const bytes = Buffer.from('a\u001b[31mb\u202e\u009b');
  expect((await through([bytes.subarray(0, 7), bytes.subarray(7)], false)).equals(bytes)).toBe(true);
});
