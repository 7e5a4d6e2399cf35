import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDuration, parseSince, rfc3339, sayDuration, sayTime } from '../../src/terminal/durations.ts';
import { jsonText } from '../../src/terminal/print.ts';
import { makeScreen } from '../../src/terminal/screen.ts';
import { asTable, table } from '../../src/terminal/table.ts';
import { NOW, World } from './world.ts';

function screen(columns?: number, LANG = 'C.UTF-8') {
  const settings = columns === undefined ? { env: { LANG } } : { columns, env: { LANG } };
  const io = new World().io({ out: '', err: '', asked: '' }, settings, new AbortController().signal);
  return makeScreen(io, { color: true });
}

const COLUMNS = [{ title: 'id' }, { title: 'what', cut: true }, { title: 'size', right: true }];

test('columns stand under each other, wide letters count twice, marks not at all', () => {
  const rows = [
    ['日本', 'x', '1'],
    ['e\u0301', 'yy', '22'],
    ['abcdef', '', '333'],
  ];
  expect(table(screen(), COLUMNS, rows).split('\n')).toEqual([
    'id      what  size',
    '日本    x        1',
    'e\u0301       yy      22',
    'abcdef         333',
    '',
  ]);
});

test('on a terminal no line is longer than the row, while the other columns leave room', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ maxLength: 8 }), fc.string({ maxLength: 200 }))),
      fc.integer({ min: 40, max: 120 }),
      (pairs, columns) => {
        const rows = pairs.map(([id, what]) => [id, what, '1']);
        for (const line of table(screen(columns), COLUMNS, rows).split('\n'))
          expect(line.length).toBeLessThanOrEqual(columns);
      },
    ),
    { numRuns: 30 },
  );
});

test('where the first column that gives way says nothing more, the next gives way too', () => {
  const columns = [{ title: 'name', cut: 'next' as const }, { title: 'what', cut: true }, { title: 'state' }];
  const lines = (width: number) =>
    table(screen(width), columns, [['n'.repeat(50), 'w'.repeat(60), 'approved']])
      .split('\n')
      .slice(0, 2);
  for (const width of [50, 60, 80, 100, 122])
    for (const line of lines(width)) expect(line.length).toBeLessThanOrEqual(width);
  const [, cut = ''] = lines(80);
  expect(cut.split(/ +/).map((cell) => cell.length)).toEqual([44, 24, 8]);
});

test('where no terminal is nothing is cut, and one long cell makes no other row long', () => {
  const long = 'x'.repeat(300);
  const [, first, second] = table(screen(), COLUMNS, [
    ['a', long, '1'],
    ['b', 'short', '22'],
  ]).split('\n');
  expect(first).toBe(`a   ${long}     1`);
  expect(second).toBe(`b   ${'short'.padEnd(80)}    22`);
});

test('a table that goes on keeps its columns', () => {
  const first = asTable(screen(), COLUMNS, [['a long identifier', 'x', '1']]);
  const second = asTable(screen(), COLUMNS, [['b', 'y', '2']], { titles: false, widths: first.widths });
  expect(second.text.indexOf('y')).toBe(first.text.split('\n')[1]?.indexOf('x'));
});

test('lengths of time', () => {
  expect(parseDuration('90s', '--for')).toBe(90_000_000);
  expect(parseDuration('2w', '--for')).toBe(14 * 86_400_000_000);
  for (const wrong of ['', '1', 'h', '-1h', '1.5h', '1y', '99999999s', ' 1h']) {
    expect(() => parseDuration(wrong, '--for')).toThrow(/is no length of time/);
  }
  expect(sayDuration(29_999_999)).toBe('29 s');
  expect(sayDuration(86_399_000_000)).toBe('23 h 59 min');
  expect(sayDuration(30 * 86_400_000_000)).toBe('30 d');
  expect(sayDuration(-5)).toBe('0 s');
});

test('moments', () => {
  expect(parseSince('1h', NOW)).toBe(NOW - 3_600_000_000);
  expect(parseSince('2026-11-21T14:00:00Z', NOW)).toBe(NOW);
  expect(parseSince('2026-11-21T15:00:00.5+01:00', NOW)).toBe(NOW + 500_000);
  for (const wrong of ['2026-13-01', 'now', '2026-11-21T14:00', '21.11.2026'])
    expect(() => parseSince(wrong, NOW)).toThrow(/is no time/);
  expect(rfc3339(NOW + 7)).toBe('2026-11-21T14:00:00.000007Z');
});

test.each([
  ['UTC', '14:00:00.000', '2026-11-20 14:00:00', '2026-11-21T00:00:00.000000Z'],
  ['Europe/Berlin', '15:00:00.000', '2026-11-20 15:00:00', '2026-11-20T23:00:00.000000Z'],
  ['Pacific/Auckland', '03:00:00.000', '2026-11-21 03:00:00', '2026-11-20T11:00:00.000000Z'],
])('a moment for people is in their time zone: %s', (zone, today, before, midnight) => {
  const standing = process.env.TZ;
  process.env.TZ = zone;
  try {
    expect(sayTime(NOW, NOW)).toBe(today);
    expect(sayTime(NOW - 86_400_000_000, NOW)).toBe(before);
    expect(rfc3339(parseSince('2026-11-21', NOW))).toBe(midnight);
    expect(rfc3339(NOW)).toBe('2026-11-21T14:00:00.000000Z');
  } finally {
    if (standing === undefined) delete process.env.TZ;
    else process.env.TZ = standing;
  }
});

test('JSON for a terminal parses to the same value and holds nothing that a terminal obeys', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const text = jsonText(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/);
    }),
  );
});
