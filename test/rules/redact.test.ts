import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerpt } from '../../src/rules/redact.ts';
import { visible } from '../../src/rules/visible.ts';

const SECRET = 'sk-ant-api03-abcDEF123abcDEF123abcDEF';

test('a secret shows its first four characters and no more', () => {
  const text = `the key is ${SECRET}, keep it`;
  const shown = excerpt(text, [11, 11 + SECRET.length], 120, 'credentials');
  expect(shown).toContain('sk-a');
  expect(shown).not.toContain('sk-an');
  expect(shown).toContain('the key is');
});

test('a secret beside the finding is not shown either', () => {
  expect(excerpt(`x ${SECRET}`, [0, 1], 200, 'mcp_attack')).not.toContain('abcDEF');
});

test('case 97: no excerpt holds a control or a bidi character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.nat(200), fc.nat(200), (text, one, other) => {
      const shown = excerpt(text, [Math.min(one, other), Math.max(one, other)], 80, 'unicode_tricks');
      expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/);
      expect(() => encodeURIComponent(shown)).not.toThrow();
    }),
  );
});

test('case 97: what steers a terminal is shown, not obeyed', () => {
  expect(visible('\u001b[31mred\u009b0m\u202etxt\u0007\n\tx')).toBe('\\x1b[31mred\\x9b0m\\u202etxt\\x07\n\tx');
});
