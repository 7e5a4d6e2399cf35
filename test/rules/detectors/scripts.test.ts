import { expect, test } from 'vitest';
import {
  CYRILLIC,
  GREEK,
  HAN,
  HANGUL,
  HEBREW,
  KANA,
  scriptsIn,
} from '../../../src/rules/detectors/meanings/foreign/scripts.ts';
import { nativeReading } from '../../../src/rules/views/native.ts';

test('rules, arrows, accents and pictures are of no script', () => {
  expect(scriptsIn('\u2500\u2500\u2500\u2514 caf\u00e9 \u2192 \u{1f600}\u{1f680} \u201cna\u00efve\u201d \u2026')).toBe(
    0,
  );
  expect(scriptsIn('\u0438 \u03b1')).toBe(CYRILLIC | GREEK);
});

test('a script that another spelling hides is told before it is read', () => {
  const hidden: readonly (readonly [string, number])[] = [
    ['\uff8c\uff9f\uff9b\uff9d\uff8c\uff9f\uff84', KANA],
    ['\u1106\u116e\u1109\u1175', HANGUL],
    ['\uf967\ufe00', HAN],
    ['\u{2f804}\ufe00', HAN],
    ['\ufb2a\u05b8', HEBREW],
    ['\u1f00\u0301', GREEK],
  ];
  for (const [text, script] of hidden) {
    expect([text, scriptsIn(text) & script]).toEqual([text, script]);
    expect(scriptsIn(nativeReading(text)?.text ?? text) & ~scriptsIn(text)).toBe(0);
  }
});
