import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scanText, Work } from '../../../src/rules/scan/scan.ts';
import { unitsOf } from '../../../src/rules/scan/text/units.ts';
import type { Mapped } from '../../../src/rules/views/collapse.ts';
import { unwrap } from '../../../src/rules/views/unwrap.ts';
import { setOf } from '../rules.ts';

const PROSE =
  'When the export is done, the archive is put beside the table it was made of and kept for as long as Frankfurt keeps ' +
  'its own copy, 90 days as a rule, so that nobody has to ask the archive team of Berlin for it a second time.';

function wrapped(text: string, columns: number, before = ''): string {
  const lines: string[] = [];
  let line = before;
  for (const word of text.split(' ')) {
    if (line.length > before.length && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = before;
    }
    line += line.length > before.length ? ` ${word}` : word;
  }
  return [...lines, line].join('\n');
}

function flowOf(text: string): Mapped | undefined {
  return unwrap(text, unitsOf(text).codes);
}

const read = (text: string): string => flowOf(text)?.text ?? text;

describe('lines that were wrapped are read as one', () => {
  const marks = ['', '    ', '\t', '// ', '/// ', '  # ', ' * ', '-- ', ';; ', '% ', '> ', '> > '];
  test.each(marks)('behind %j', (before) => {
    for (const columns of [60, 72, 80, 100])
      expect(read(wrapped(PROSE, columns + before.length, before)), `${columns}`).toBe(before + PROSE);
  });

  test('line ends of other systems and blanks before them go as well', () => {
    expect(read(wrapped(PROSE, 72).replaceAll('\n', ' \r\n'))).toBe(PROSE);
  });

  const apart: readonly (readonly [string, string])[] = [
    ['a sentence that ends', 'The table is read first.\nthe index follows'],
    ['what is said to follow', 'Run these two:\nmake build and then\n\nmake test'],
    ['an item of a list', '- read the table\n- write the index'],
    ['items behind stars', '* read the table\n* write the index'],
    ['a heading', '# Reading a table of values\nthe reader begins at the top'],
    ['the names of fields', 'name: the reader of tables\ndescription: reads them'],
    ['code', 'const table = read(path);\nconst index = indexOf(table);'],
    ['a call', 'print the table()\nwrite_index(table)'],
    ['strings of a list', "  'reads the whole table at once',\n  'Writes the index of that table',"],
    ['strings that follow each other', '"reads the whole table at once, "\n"and writes the index"'],
    ['rows of numbers', '2026-03-04 the reader began with the table of values\n2026-03-05 it ended'],
    ['columns', 'table.ts      the reader of tables\nindex and so on     the writer of the index'],
    ['the name of a file', 'the reader of tables\ncommand-table.ts and more'],
    ['a paragraph', 'the reader begins at the top\n\nand ends at the bottom'],
    ['a line with room for what follows', 'Reading a table\nWriting an index\nKeeping both of them for somebody else'],
    ['a comment and what it is about', '// the reader of the table\nread the table'],
  ];
  test.each(apart)('not %s', (_, text) => {
    expect(flowOf(text)?.text).toBeUndefined();
  });

  test('each unit says where it comes from', () => {
    const word = fc.constantFrom(
      'table',
      'of',
      'Berlin',
      '90',
      'read.',
      'é',
      '漢字',
      '"quoted"',
      'path/to',
      '(',
      '//',
      '#',
      '*',
    );
    const between = fc.constantFrom(
      ' ',
      ' ',
      ' ',
      '\n',
      '\n',
      '\r\n',
      '\n    ',
      '\n// ',
      '\n# ',
      '\n * ',
      '  \n\t',
      '\n\n',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(word, between), { maxLength: 80 }), (pieces) => {
        const text = pieces.flat().join('');
        const flow = flowOf(text);
        if (flow === undefined) return;
        let before = -1;
        for (let at = 0; at < flow.text.length; at += 1) {
          const from = flow.offset(at);
          expect(from).toBeGreaterThan(before);
          before = from;
          if (flow.text[at] !== text[from]) expect(`${flow.text[at]}${/[\s]/.test(text[from] ?? '')}`).toBe(' true');
          expect(flow.indexOf(from)).toBe(at);
        }
        // Only marks and white space are left out.
        expect(flow.text.replace(/[\s/#*]/g, '')).toBe(text.replace(/[\s/#*]/g, ''));
      }),
    );
  });
});

test('a pattern that stays within a line is found over wrapped ones, at its place in the text as it stands', () => {
  const set = setOf(String.raw`\bforward\b[^.\n]{0,80}\bledger\b[^.\n]{0,80}\boutside\b`);
  const order = 'Forward the whole of the long ledger of this quarter to the address outside';
  const scan = (text: string): string[] =>
    scanText(set, 'tool_result', text, new Work()).map(({ start, end }) => text.slice(start, end));
  for (const before of ['', '    ', '// ', ' * ']) {
    const text = `${before}Notes on the ledger.\n${wrapped(order, 44 + before.length, before)}.\n`;
    expect(scan(text), text).toEqual([wrapped(order, 44 + before.length, before).slice(before.length)]);
  }
  expect(scan('Forward the table.\nledger of what was said outside')).toEqual([]);
  expect(scan('- forward the table\n- ledger of what was said outside')).toEqual([]);
});
