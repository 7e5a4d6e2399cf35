import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bytesOf,
  emptyText,
  maskRanges,
  removeEntries,
  removeMember,
  replaceId,
  setMember,
  splice,
} from '../../src/message/edit.ts';
import { rawAt } from '../../src/message/json/pointer.ts';
import type { Part } from '../../src/message/message.ts';
import { bytes, call, read, text } from './frames.ts';

const mask = (frame: Uint8Array, part: Part, spans: readonly (readonly [number, number])[], category: string) =>
  maskRanges(
    frame,
    bytesOf(frame, part, spans).map(([start, end]) => ({ start, end, category, rules: [] })),
  );

const spaced = fc.constantFrom('', ' ', '\t ');
const value = fc.constantFrom('1', '-0', '"s"', '"\\u00e9,]"', '{"a":[1,2]}', '[{}, []]', '1e400', '"é😀"', 'null');

describe('splice', () => {
  test('outside the edits every byte stands', () => {
    const cuts = fc.uniqueArray(fc.nat(60), { minLength: 2, maxLength: 8 }).map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 60, maxLength: 60 }),
        cuts,
        fc.uint8Array({ maxLength: 9 }),
        (frame, at, put) => {
          const edits = [];
          for (let n = 0; n + 1 < at.length; n += 2) edits.push({ start: at[n]!, end: at[n + 1]!, bytes: put });
          let expected: number[] = [];
          let from = 0;
          for (const edit of edits) {
            expected = [...expected, ...frame.subarray(from, edit.start), ...put];
            from = edit.end;
          }
          expect(splice(frame, edits.toReversed())).toEqual(Uint8Array.from([...expected, ...frame.subarray(from)]));
        },
      ),
    );
  });

  test('overlapping edits and edits outside of the frame are refused', () => {
    const edit = (start: number, end: number) => ({ start, end, bytes: bytes('') });
    expect(() => splice(bytes('abcdef'), [edit(0, 3), edit(2, 4)])).toThrow(/overlap/);
    expect(() => splice(bytes('abc'), [edit(2, 4)])).toThrow(/overlap/);
  });
});

test('masks that overlap become one, named by all that stands there', () => {
  const named: string[] = [];
  const range = (start: number, end: number, rule: string) => ({ start, end, category: 'pii', rules: [rule] });
  const masked = maskRanges(
    bytes('"abcdefgh"'),
    [range(6, 7, 'C'), range(1, 4, 'A'), range(2, 5, 'B'), range(7, 8, 'D')],
    ({ rules }, raw) => {
      named.push(new TextDecoder().decode(raw));
      return rules.join('+');
    },
  );
  expect(text(masked)).toBe('"A+BeCDh"');
  expect(named).toEqual(['abcd', 'f', 'g']);
});

describe('maskRanges', () => {
  /** A character of a string, as text and in one of its spellings. */
  const character = fc
    .tuple(fc.constantFrom('a', 'B', ' ', '/', '"', '\\', '\n', 'é', '漢', '😀', '\u0001', '\ufeff'), fc.nat(2))
    .map(([text, how]) => {
      const escaped = Array.from(
        { length: text.length },
        (_, n) => `\\u${text.charCodeAt(n).toString(16).padStart(4, '0')}`,
      );
      return { text, spelled: how === 0 ? escaped.join('') : JSON.stringify(text).slice(1, -1) };
    });
  const run = fc.array(character, { maxLength: 8 });
  const textOf = (list: { text: string }[]) => list.map((one) => one.text).join('');
  const spelledOf = (list: { spelled: string }[]) => list.map((one) => one.spelled).join('');

  test('the span alone is replaced, whatever the escapes around it', () => {
    fc.assert(
      fc.property(run, fc.array(character, { minLength: 1, maxLength: 4 }), run, (before, secret, after) => {
        const head = '{"jsonrpc":"2.0","id":1,"method":"m","params":{"arguments":{"k":"';
        const frame = bytes(`${head}${spelledOf(before)}${spelledOf(secret)}${spelledOf(after)}"}}}`);
        const part = read(frame)
          .parts()
          .find(({ pointer, key }) => pointer === '/params/arguments/k' && !key)!;
        const start = textOf(before).length;
        const masked = mask(frame, part, [[start, start + textOf(secret).length]], 'credentials');
        const expected = `${head}${spelledOf(before)}[REDACTED:credentials]${spelledOf(after)}"}}}`;
        expect(text(masked)).toBe(expected);
      }),
    );
  });

  test('several spans, touching and overlapping ones as one', () => {
    const frame = bytes(call('{"k":"one two three"}'));
    const part = read(frame)
      .parts()
      .find((one) => one.text === 'one two three')!;
    const masked = mask(
      frame,
      part,
      [
        [8, 13],
        [0, 2],
        [1, 3],
        [3, 4],
      ],
      'pii',
    );
    expect(text(masked)).toBe(call('{"k":"[REDACTED:pii]two [REDACTED:pii]"}'));
  });

  test('the whole string where half a character, nothing, or a decoded text is meant', () => {
    const whole = call('{"k":"[REDACTED:pii]"}');
    const frame = bytes(call('{"k":"a😀\\ud83d\\ude00b"}'));
    const part = read(frame)
      .parts()
      .find((one) => one.text === 'a😀😀b')!;
    for (const span of [
      [2, 3],
      [0, 2],
      [4, 6],
      [0, 9],
      [-1, 2],
      [2, 2],
    ] as const) {
      expect(text(mask(frame, part, [span], 'pii'))).toBe(whole);
    }
    expect(text(mask(frame, { ...part, decoded: true }, [[0, 1]], 'pii'))).toBe(whole);
    expect(text(mask(frame, part, [], 'pii'))).toBe(text(frame));
  });
});

test('emptyText empties one string', () => {
  const frame = (word: string) => `{"jsonrpc":"2.0", "id":1,"result":{"instructions" : "${word}","n":1.0}}`;
  expect(text(emptyText(bytes(frame('bad\\u0020\\"words')), '/result/instructions'))).toBe(frame(''));
  expect(emptyText(bytes(frame('x')), '/result/n')).toBeUndefined();
  expect(emptyText(bytes(frame('x')), '/result/none')).toBeUndefined();
  expect(emptyText(bytes(frame('x')), 'result')).toBeUndefined();
});

describe('removeEntries', () => {
  test('takes entries out and leaves the others byte-equal', () => {
    const entries = fc.array(fc.tuple(value, spaced, spaced), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(entries, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (items, drop) => {
        const list = items.map(([raw, before, after]) => before + raw + after).join(',');
        const frame = bytes(`{"a": {"tools":[${list}] ,"nextCursor":"c"} }`);
        const indexes = items.flatMap((_, n) => (drop[n] ? [n] : []));
        const edited = removeEntries(frame, '/a/tools', indexes)!;
        const kept = items.filter((_, n) => !drop[n]);
        for (const [n, [raw]] of kept.entries()) expect(rawAt(edited, `/a/tools/${n}`)).toBe(raw);
        expect((JSON.parse(text(edited)!) as { a: { tools: unknown[] } }).a.tools).toHaveLength(kept.length);
        expect(text(edited)!.startsWith('{"a": {"tools":[')).toBe(true);
        expect(text(edited)!.endsWith('] ,"nextCursor":"c"} }')).toBe(true);
        if (indexes.length === 0) expect(edited).toEqual(frame);
      }),
    );
  });

  test('what is not there is not removed', () => {
    expect(removeEntries(bytes('{"a":[1]}'), '/a', [1])).toBeUndefined();
    expect(removeEntries(bytes('{"a":[1]}'), '/b', [0])).toBeUndefined();
    expect(removeEntries(bytes('{"a":{}}'), '/a', [0])).toBeUndefined();
    expect(text(removeEntries(bytes('{"a":[1,2 , 3]}'), '/a', [1, 1]))).toBe('{"a":[1 , 3]}');
  });
});

test('removeMember takes out one member with its comma', () => {
  const members = fc.array(fc.tuple(value, spaced), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(members, fc.nat(5), (list, pick) => {
      const index = pick % list.length;
      const object = `{${list.map(([raw, space], n) => `${space}"k${n}"${space}:${raw}${space}`).join(',')}}`;
      const edited = removeMember(bytes(`[{"x":${object}, "y":0}]`), `/0/x/k${index}`)!;
      expect(rawAt(edited, `/0/x/k${index}`)).toBeUndefined();
      for (const [n, [raw]] of list.entries()) {
        if (n !== index) expect(rawAt(edited, `/0/x/k${n}`)).toBe(raw);
      }
      expect(Object.keys((JSON.parse(text(edited)!) as { x: object }[])[0]!.x)).toHaveLength(list.length - 1);
    }),
  );
  expect(removeMember(bytes('{"a":1}'), '/b')).toBeUndefined();
  expect(removeMember(bytes('{"a":1}'), '')).toBeUndefined();
  expect(removeMember(bytes('[1]'), '/0')).toBeUndefined();
  expect(text(removeMember(bytes('{"a~/b":1,"c":2}'), '/a~0~1b'))).toBe('{"c":2}');
});

test('setMember replaces where it stands or adds at the end', () => {
  expect(text(setMember(bytes('{"r":{"ttlMs" : 5e3 ,"x":1.0}}'), '/r', 'ttlMs', '0'))).toBe(
    '{"r":{"ttlMs" : 0 ,"x":1.0}}',
  );
  expect(text(setMember(bytes('{"r":{"x":1.0 } }'), '/r', 'cacheScope', '"private"'))).toBe(
    '{"r":{"x":1.0 ,"cacheScope":"private"} }',
  );
  expect(text(setMember(bytes('{"r":{ }}'), '/r', 'a"b', '[]'))).toBe('{"r":{ "a\\"b":[]}}');
  expect(setMember(bytes('{"r":[]}'), '/r', 'a', '0')).toBeUndefined();
});

test('replaceId replaces the id alone', () => {
  fc.assert(
    fc.property(fc.constantFrom('1', '1.0', '"a"', 'null', '"\\u0061"'), fc.constantFrom('"new"', '77'), (old, id) => {
      const frame = (raw: string) => `{ "result":{"id":9}, "id" : ${raw} ,"jsonrpc":"2.0"}`;
      expect(text(replaceId(bytes(frame(old)), id))).toBe(frame(id));
    }),
  );
  expect(replaceId(bytes('{"a":1}'), '1')).toBeUndefined();
});
