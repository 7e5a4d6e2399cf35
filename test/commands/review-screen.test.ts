import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draw, mostScroll } from '../../src/commands/quarantine/review/draw.ts';
import { EMPTY, pressed, type Review, relisted, visibleItems } from '../../src/commands/quarantine/review/state.ts';
import type { Io } from '../../src/io.ts';
import type { Held } from '../../src/quarantine/desk.ts';
import type { QuarantineItem } from '../../src/store/store.ts';
import { makeScreen } from '../../src/terminal/screen.ts';
import { widthOf } from '../../src/terminal/table.ts';
import type { Key } from '../../src/tui/full-screen.ts';
import { held as heldRow, NOW } from './world.ts';

const io = { stdout: { isTTY: true, columns: 80 }, env: { LANG: 'C.UTF-8' }, platform: 'linux' } as unknown as Io;
const setting = { screen: makeScreen(io, { color: true }), now: NOW };

function one(ref: string, more: Partial<QuarantineItem> = {}, excerpt = 'use sk-a…'): Held {
  const { entry, hold } = heldRow(ref);
  const findings = entry.findings.map((finding) => ({ ...finding, excerpt }));
  const { callHash, side, from, to, tool, rules, expiresAt } = hold;
  const item = {
    ref,
    seq: 1,
    callHash,
    side,
    from,
    to,
    tool,
    rules,
    status: 'pending',
    createdAt: NOW,
    expiresAt,
    masked: false,
  } as const;
  return { item: { ...item, ...more }, row: { ...entry, findings, seq: 1, rowHash: '' }, today: undefined };
}

function typed(review: Review, ...letters: readonly (string | Key['name'])[]): Review {
  let state = review;
  for (const letter of letters) {
    const key: Key = letter.length === 1 ? { name: 'letter', letter } : ({ name: letter } as Key);
    state = pressed(state, key)?.review ?? state;
    state = { ...state, open: state.held.find(({ item }) => item.ref === state.chosen) };
  }
  return state;
}

const three = typed(relisted(EMPTY, [one('CCCC22'), one('BBBB22', { to: 'cursor.mail' }), one('AAAA22')]), 'home');

test('the choice stays with its item when others come and go', () => {
  expect(three.chosen).toBe('CCCC22');
  const second = typed(three, 'down');
  expect(second.chosen).toBe('BBBB22');
  expect(relisted(second, [one('DDDD22'), ...second.held]).chosen).toBe('BBBB22');
  expect(relisted(second, [one('CCCC22'), one('AAAA22')]).chosen).toBe('AAAA22');
  expect(relisted(second, []).chosen).toBeUndefined();
});

test('a filter narrows the list by any of its words, and escape shows all again', () => {
  const filtered = typed(three, '/', 'm', 'a', 'i', 'l');
  expect(visibleItems(filtered).map(({ item }) => item.ref)).toEqual(['BBBB22']);
  expect(filtered.chosen).toBe('BBBB22');
  expect(visibleItems(typed(filtered, 'enter', 'escape'))).toHaveLength(3);
});

test('nothing is approved by one key, nor by another word, nor what today stops', () => {
  const open = { ...three, open: { ...one('CCCC22'), today: { masked: undefined } as Held['today'] } };
  const asked = pressed(open, { name: 'letter', letter: 'a' });
  expect(asked?.act).toBeUndefined();
  expect(asked?.review.prompt).toEqual({ kind: 'approve', typed: '' });
  let state = asked?.review ?? EMPTY;
  for (const letter of 'approve') state = pressed(state, { name: 'letter', letter })?.review ?? EMPTY;
  expect(pressed(state, { name: 'enter' })).toMatchObject({ review: { said: 'not APPROVE: nothing was changed' } });
  expect(pressed(state, { name: 'enter' })?.act).toBeUndefined();
  expect(pressed(open, { name: 'letter', letter: 'm' })?.review.said).toContain('cannot be masked');
  const stopped = {
    ...open,
    open: { ...one('CCCC22'), today: { stopped: 'today it would be refused: X' } as Held['today'] },
  };
  expect(pressed(stopped, { name: 'letter', letter: 'a' })).toMatchObject({ review: { prompt: undefined } });
});

test('a key pressed while a word is asked for is a letter of it, and settles nothing', () => {
  const open = { ...three, open: { ...one('CCCC22'), today: {} as Held['today'] } };
  const asked = pressed(open, { name: 'letter', letter: 'a' })?.review ?? EMPTY;
  const after = pressed(asked, { name: 'letter', letter: 'r' });
  expect(after?.act).toBeUndefined();
  expect(after?.review.prompt?.typed).toBe('r');
});

test('whatever is held and however large the terminal is, every line fits and the keys stand at the bottom', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 60 });
  const size = fc.record({ columns: fc.integer({ min: 20, max: 200 }), rows: fc.integer({ min: 6, max: 60 }) });
  fc.assert(
    fc.property(fc.array(texts, { maxLength: 12 }), size, fc.boolean(), (excerpts, room, whole) => {
      const items = excerpts.map((excerpt, n) => one(`H3LD${n}2`, { from: 'cursor', tool: excerpt }, excerpt));
      const state = { ...typed(relisted(EMPTY, items), 'home'), whole };
      const lines = draw(state, room, setting);
      expect(lines).toHaveLength(room.rows - 1);
      for (const line of lines) {
        expect(widthOf(line)).toBeLessThanOrEqual(room.columns);
        expect(stripVTControlCharacters(line)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
      }
      expect(mostScroll(state, room, setting)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 60 },
  );
});
