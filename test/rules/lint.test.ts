import { describe, expect, test } from 'vitest';
import { patternFault } from '../../src/rules/table/lint.ts';

describe('the dialect', () => {
  test.each([
    [String.raw`\bsk-ant-[\w-]{20,40}`],
    [String.raw`(?:disregard|forget)\s{1,4}(?:\w{1,12}\s{1,4}){0,4}rules`],
    [String.raw`gh[pousr]_[A-Za-z0-9]{36}\b`],
    [String.raw`^system:\s{0,4}override$`],
    [String.raw`(?<!\w)token=(?!example)\w{8,64}`],
  ])('takes %s', (pattern) => {
    expect(patternFault(pattern)).toBeUndefined();
  });

  test.each([
    [String.raw`secret.*key`, 'unbounded quantifier'],
    [String.raw`secret\s+key`, 'unbounded quantifier'],
    [String.raw`(?:secret[a-z]{1,20}){1,20}x`, 'nested quantifiers'],
    [String.raw`secret(?:[a-z]{1,9}[a-z]{1,9}){0,8}`, 'nested quantifiers'],
    [String.raw`(secret)\1`, 'backreferences'],
    [String.raw`(?<=\w{1,200})secret`, 'lookaround'],
    [String.raw`[a-z]{4,20}`, 'no anchor'],
    [String.raw`secret|key`, 'no anchor'],
    [String.raw`(?:secret)?`, 'can match nothing'],
    [String.raw`secret[\s\S]{0,600}`, 'more than 512'],
    [String.raw`secret(`, 'unterminated group'],
  ])('refuses %s: %s', (pattern, why) => {
    expect(patternFault(pattern)).toContain(why);
  });
});
