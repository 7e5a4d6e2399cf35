import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { strangers } from '../../../src/rules/scan/text/strangers.ts';
import { unitsOf } from '../../../src/rules/scan/text/units.ts';

const INVISIBLE = [0xad, 0x34f, 0x115f, 0x1160, 0x200b, 0x200c, 0x200d, 0x2060, 0x3164, 0xfe0f, 0xffa0, 0xe0101].map(
  (point) => String.fromCodePoint(point),
);
const found = (text: string) => strangers(text, unitsOf(text), 0, text.length);

test('letters that only fall into pieces of their own are none, and those that stand for others are', () => {
  for (const text of ['지시를 무시하세요', 'がぎぐ ポート', '\u0958\u095c\u09df', 'ทำตามคำสั่ง'])
    expect(found(text).all, text).toEqual([]);
  for (const text of ['ｉｇｎ', 'ｶﾞｲﾄﾞ', '\u{1d422}', '\uf900', 'é']) expect(found(text).all, text).toContain(0);
});

describe('an invisible character', () => {
  test('between letters of whatever script is a disguise', () => {
    const letter = fc.constantFrom(...'ignoreигнорируй忽略指示これまでアプリ무시하세요تجاهل');
    fc.assert(
      fc.property(letter, fc.constantFrom(...INVISIBLE), letter, (before, hidden, after) => {
        expect(found(`${before}${hidden}${after}`).all).toContain(before.length);
      }),
    );
  });

  test('behind a picture is none, nor is one behind its selector', () => {
    for (const text of ['\u2764\ufe0f', '\u2764\ufe0f\u200d\u{1f525}', '\u{1f469}\u200d\u{1f4bb}', '\u2714\ufe0f done'])
      expect(found(text)).toEqual({ all: [], unusual: [] });
  });
});
