import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerpt } from '../../src/rules/redact.ts';
import { visible } from '../../src/rules/visible.ts';

const SECRET = 'sk-ant-api03-abcDEF123abcDEF123abcDEF';

test('a secret shows its first four characters and no more', () => {
  const text = `the key is ${SECRET}, keep it`;
  const shown = excerpt(text, [11, 11 + SECRET.length], { max: 120, category: 'credentials' });
  expect(shown).toContain('sk-a');
  expect(shown).not.toContain('sk-an');
  expect(shown).toContain('the key is');
});

test('a secret beside the finding is not shown either', () => {
  expect(excerpt(`x ${SECRET}`, [0, 1], { max: 200, category: 'mcp_attack' })).not.toContain('abcDEF');
});

test('what else was found near it is not shown, however short, and the rest is', () => {
  const text = 'SSN 536-22-8471, card 4111 1111 1111 1111, mail a@b.example';
  const [ssn, card, mail] = [
    [4, 15],
    [22, 41],
    [48, 59],
  ] as const;
  const options = { category: 'pii', others: [mail, card, ssn] } as const;
  expect(excerpt(text, ssn, { ...options, others: [mail, card] })).toBe('SSN […11], card […19]…');
  expect(excerpt(text, card, options)).toBe('SSN […11], card 4111[…15], mail […11]');
  // Where they overlap.
  expect(
    excerpt(text, [17, 30], {
      category: 'mcp_attack',
      others: [
        [4, 15],
        [22, 41],
        [0, 20],
      ],
    }),
  ).toBe('[…20]card 4111 111[…11], mail a@b.ex…');
});

test('case 97: no excerpt holds a control or a bidi character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.nat(200), fc.nat(200), (text, one, other) => {
      const shown = excerpt(text, [Math.min(one, other), Math.max(one, other)], {
        max: 80,
        category: 'unicode_tricks',
      });
      expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/);
      expect(() => encodeURIComponent(shown)).not.toThrow();
    }),
  );
});

test('case 97: what steers a terminal is shown, not obeyed', () => {
  expect(visible('\u001b[31mred\u009b0m\u202etxt\u0007\n\tx')).toBe('\\x1b[31mred\\x9b0m\\u202etxt\\x07\n\tx');
});
