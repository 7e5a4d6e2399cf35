import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenize } from '../../../src/message/json/json.ts';
import {
  ARRAY,
  FALSE,
  KEY,
  kindOf,
  NULL,
  OBJECT,
  rawOf,
  STRING,
  stringAt,
  Tape,
  TRUE,
} from '../../../src/message/json/tape.ts';
import { LIMITS } from '../../../src/message/limits.ts';
import { bytes } from '../frames.ts';

function fault(frame: string | Uint8Array): string | undefined {
  const result = tokenize(typeof frame === 'string' ? bytes(frame) : frame, LIMITS);
  return result instanceof Tape ? undefined : result.fault;
}

/** The value that a tape stands for, built from its tokens alone. */
function valueIn(tape: Tape, i = 0): unknown {
  const past = tape.nexts[i]!;
  switch (kindOf(tape, i)) {
    case OBJECT: {
      const object: Record<string, unknown> = {};
      for (let key = i + 1; key < past; key = tape.nexts[key + 1]!) {
        expect(kindOf(tape, key)).toBe(KEY);
        Object.defineProperty(object, stringAt(tape, key), {
          value: valueIn(tape, key + 1),
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
      return object;
    }
    case ARRAY: {
      const items: unknown[] = [];
      for (let item = i + 1; item < past; item = tape.nexts[item]!) items.push(valueIn(tape, item));
      return items;
    }
    case STRING:
      return stringAt(tape, i);
    case TRUE:
      return true;
    case FALSE:
      return false;
    case NULL:
      return null;
    default:
      return Number(rawOf(tape, i));
  }
}

function parsed(frame: Uint8Array): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(frame)) };
  } catch {
    return undefined;
  }
}

/** Accepted means: JSON.parse accepts the whole frame and finds the value that we found. */
function agrees(frame: Uint8Array): void {
  const result = tokenize(frame, LIMITS);
  if (result instanceof Tape) expect({ value: valueIn(result) }).toEqual(parsed(frame));
  else expect(result.at).toBeLessThanOrEqual(frame.length);
}

const ACCEPTED = [
  'null',
  'true',
  'false',
  '0',
  '-0',
  '-0.0e-0',
  '1E+2',
  '12345678901234567890',
  '0.1e400',
  '""',
  '"a"',
  '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00"',
  '"\u007f\u0080\u07ff\u0800\uffff😀\u{10ffff}"',
  '"\u2028\u0085\ufeff"',
  '[]',
  '{}',
  ' \t[ \t] ',
  ' { } ',
  '[1,[2,[]],{}]',
  '{"a":{"a":{"a":[]}},"b":null}',
  '[{"a":1},{"a":1}]',
  '{"":0," ":1,"\\u0001":2}',
  '{"__proto__":{"x":1},"constructor":2,"toString":3}',
];

const REJECTED = [
  '',
  ' ',
  'nul',
  'nulll',
  'True',
  'undefined',
  '-',
  '+1',
  '01',
  '-01',
  '1.',
  '.5',
  '1e',
  '1e+',
  '0x10',
  '1_000',
  'Infinity',
  '"',
  '"\\"',
  '"\\x41"',
  '"\\u12"',
  '"\\u12g4"',
  '"\\',
  '"a\u0000b"',
  '"a\tb"',
  "'a'",
  '[',
  ']',
  '[1',
  '[1,',
  '[1,]',
  '[,1]',
  '[1 2]',
  '[1}',
  '{',
  '}',
  '{"a"',
  '{"a":',
  '{"a":1',
  '{"a":1,',
  '{"a":1,}',
  '{,}',
  '{"a" 1}',
  '{a:1}',
  '{1:1}',
  '{"a":1]',
  '[]]',
  '1 1',
  '[] // no',
  '/* no */ []',
  '# no',
];

test('accepts what the grammar allows and finds the same value as JSON.parse', () => {
  for (const frame of ACCEPTED) {
    expect([frame, fault(frame)]).toEqual([frame, undefined]);
    agrees(bytes(frame));
  }
});

test('rejects what the grammar does not allow', () => {
  for (const frame of REJECTED) expect([frame, fault(frame)]).toEqual([frame, 'parse_error']);
});

describe('against JSON.parse', () => {
  test('any JSON value is accepted with an equal value, however it is spaced', () => {
    const spelled = fc.tuple(fc.jsonValue({ stringUnit: 'binary' }), fc.constantFrom(undefined, 1));
    fc.assert(
      fc.property(spelled, ([value, indent]) => {
        const frame = bytes(JSON.stringify(value, null, indent).replaceAll('\n', '\t'));
        const result = tokenize(frame, LIMITS);
        expect(result).toBeInstanceOf(Tape);
        expect(valueIn(result as Tape)).toEqual(parsed(frame)?.value);
      }),
    );
  });

  test('random bytes never throw, and what is accepted is one value', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (frame) => agrees(frame)),
      { numRuns: 2000 },
    );
  });

  test('frames of JSON pieces in any order: what JSON.parse refuses is refused', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"\\u0061"',
      '"b',
      '1',
      '-',
      '.5',
      'e3',
      'null',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => agrees(bytes(pieces.join('')))),
      { numRuns: 5000 },
    );
  });

  test('one byte changed, taken out or doubled', () => {
    const source = bytes(
      '{"a":[1.5e3,"é😀\\ud83d\\ude00",{"b":null,"c":"long enough to be read in words of four"}],"d":-0}',
    );
    fc.assert(
      fc.property(fc.nat(source.length - 1), fc.integer({ min: 0, max: 255 }), fc.nat(2), (at, byte, how) => {
        const middle = how === 0 ? [byte] : how === 1 ? [] : [source[at]!, byte];
        agrees(Uint8Array.from([...source.subarray(0, at), ...middle, ...source.subarray(at + 1)]));
      }),
      { numRuns: 3000 },
    );
  });
});

test('where a frame begins in its buffer changes nothing', () => {
  const frame = bytes(`["${'plain text '.repeat(20)}","${'x'.repeat(61)}\\n${'é'.repeat(40)}","end"]`);
  for (let shift = 0; shift < 9; shift += 1) {
    const buffer = new Uint8Array(frame.length + shift + 5).fill(0x22);
    buffer.set(frame, shift);
    agrees(buffer.subarray(shift, shift + frame.length));
    for (let cut = 0; cut < frame.length; cut += 1) {
      expect(tokenize(buffer.subarray(shift, shift + cut), LIMITS)).not.toBeInstanceOf(Tape);
    }
  }
});

test('every byte that is no plain text is seen at every place of a long string', () => {
  for (const bad of [0x00, 0x0d, 0x1f, 0x80, 0xc0, 0xff]) {
    for (let at = 0; at < 64; at += 1) {
      const frame = bytes(`"${'y'.repeat(64)}"`);
      frame[1 + at] = bad;
      expect(fault(frame)).toBe(bad === 0x0d ? 'ambiguous_frame' : bad >= 0x80 ? 'invalid_utf8' : 'parse_error');
    }
  }
});

test('a tape that is used again shows the newest frame only', () => {
  const tape = new Tape();
  tokenize(bytes(`[${'1,'.repeat(70_000)}1]`), LIMITS, tape);
  expect(tape.count).toBe(70_002);
  tokenize(bytes('["a"]'), LIMITS, tape);
  expect(valueIn(tape)).toEqual(['a']);
  expect(tape.kinds.length).toBeLessThan(1000);
});

describe('the catalogue', () => {
  test('case 8: two values in one frame are none', () => {
    expect(fault('{"a":1}{"a":1}')).toBe('parse_error');
    expect(fault('{} {}')).toBe('parse_error');
  });

  test('case 9: each line of a value over three lines is an error', () => {
    for (const line of ['{', '"jsonrpc":"2.0"', '}']) expect(fault(line)).toBe('parse_error');
  });

  test('case 10: Content-Length framing', () => {
    expect(fault('Content-Length: 17')).toBe('parse_error');
  });

  test('case 6: a carriage return anywhere is ambiguous', () => {
    for (const frame of ['{"a":\r1}', '{"a":"\r"}', '\r{}', '{}\r', '{\r"a":1,"a":2}', 'x\r']) {
      expect([frame, fault(frame)]).toEqual([frame, 'ambiguous_frame']);
    }
  });

  test('case 11: a byte order mark in front', () => {
    expect(fault('\ufeff{}')).toBe('parse_error');
  });

  test('case 12: line separators inside a string are text', () => {
    const tape = tokenize(bytes('{"a":"x\u2028y\u0085z"}'), LIMITS);
    expect(tape instanceof Tape && stringAt(tape, 2)).toBe('x\u2028y\u0085z');
  });

  test('case 13: NUL, vertical tab, form feed or no-break space between tokens', () => {
    for (const space of ['\u0000', '\v', '\f', '\u00a0', '\u2028']) {
      expect(fault(`{${space}"a":1}`)).toBe('parse_error');
      expect(fault(`{"a":1}${space}`)).toBe('parse_error');
    }
  });

  test('case 14: UTF-16', () => {
    expect(fault(bytes('{"a":1}', 'utf16le'))).toBe('invalid_utf8');
    expect(fault(bytes('\ufeff{"a":1}', 'utf16le'))).toBe('invalid_utf8');
    expect(fault(bytes('\u0000{"a":1}', 'utf16le').subarray(1))).toBe('invalid_utf8');
  });

  test('case 15: bytes that are no UTF-8', () => {
    const wrong = [
      '\xc0\xae',
      '\xff',
      '\x80',
      '\xc3',
      '\xe0\x80\xaf',
      '\xed\xa0\x80',
      '\xf0\x80\x80\xaf',
      '\xf4\x90\x80\x80',
      '\xf8\x88',
    ];
    for (const sequence of wrong) {
      expect(fault(bytes(`{"a":"x${sequence}"}`, 'latin1'))).toBe('invalid_utf8');
      expect(fault(bytes(`{"${sequence}":1}`, 'latin1'))).toBe('invalid_utf8');
      expect(fault(bytes(`{${sequence}}`, 'latin1'))).toBe('invalid_utf8');
    }
  });

  test('case 18: duplicate keys at any depth, compared decoded', () => {
    expect(fault('{"a":1,"a":2}')).toBe('duplicate_key');
    expect(fault('{"method":1,"m\\u0065thod":2}')).toBe('duplicate_key');
    expect(fault('[[{"x":{"é":1,"b":[],"\\u00E9":2}}]]')).toBe('duplicate_key');
    expect(fault('{"\\ud83d\\ude00":1,"😀":2}')).toBe('duplicate_key');
    expect(fault('{"a":{"b":1},"b":{"a":1}}')).toBeUndefined();
    const many = Array.from({ length: 40 }, (_, n) => `"key${n}":${n}`);
    expect(fault(`{${many.join(',')}}`)).toBeUndefined();
    expect(fault(`{${many.join(',')},"k\\u0065y7":0}`)).toBe('duplicate_key');
    expect(fault(`{${[...many, '"key39":1'].join(',')}}`)).toBe('duplicate_key');
  });

  test('case 18: no two different keys are taken for one', () => {
    const keys = fc.uniqueArray(fc.string({ unit: 'binary', maxLength: 4 }), { maxLength: 30 });
    fc.assert(
      fc.property(keys, fc.boolean(), (names, twice) => {
        const members = names.map((name) => `${JSON.stringify(name)}:0`);
        const again = twice && names.length > 0 ? [members[names.length >> 1]!] : [];
        expect(fault(`{${[...members, ...again].join(',')}}`)).toBe(again.length > 0 ? 'duplicate_key' : undefined);
      }),
    );
  });

  test('case 18: a key is compared by what it decodes to, whatever the character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
        fc.string({ unit: 'binary', maxLength: 3 }),
        (a, b) => {
          const escaped = a.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
          const other = JSON.stringify(b);
          expect(fault(`{${JSON.stringify(a)}:0,"${escaped.join('')}":1}`)).toBe('duplicate_key');
          expect(fault(`{${other}:0,"${escaped.join('')}":1}`)).toBe(a === b ? 'duplicate_key' : undefined);
        },
      ),
    );
    expect(fault('{"\\/\\b\\f\\n\\r\\t\\"\\\\":0,"/\\u0008\\u000c\\u000a\\u000D\\u0009\\u0022\\u005c":1}')).toBe(
      'duplicate_key',
    );
  });

  test('case 23: NaN, Infinity, comments, trailing commas, single quotes', () => {
    for (const frame of ['{"a":NaN}', '{"a":-Infinity}', '{"a":1/**/}', '{"a":1,}', '[1,]', "{'a':1}"]) {
      expect([frame, fault(frame)]).toEqual([frame, 'parse_error']);
    }
  });

  test('case 27: a lone surrogate in a string or key', () => {
    for (const lone of ['\\ud800', '\\udc00', '\\ud800x', '\\ud800\\ud800', '\\udfff\\ud800', '\\ud800\\u0041']) {
      expect(fault(`{"a":"${lone}"}`)).toBe('lone_surrogate');
      expect(fault(`{"${lone}":1}`)).toBe('lone_surrogate');
    }
  });

  test('case 29: depth 64 passes, 65 and five million are too deep', () => {
    expect(fault('['.repeat(64) + ']'.repeat(64))).toBeUndefined();
    expect(fault(`${'{"a":'.repeat(63)}[]${'}'.repeat(63)}`)).toBeUndefined();
    for (const depth of [65, 100_000, 5_000_000]) {
      expect(fault('['.repeat(depth) + ']'.repeat(depth))).toBe('too_deep');
      expect(fault('{"a":'.repeat(depth))).toBe('too_deep');
    }
    const deep = tokenize(bytes('['.repeat(5_000_000)), { ...LIMITS, maxDepth: 6_000_000 });
    expect(deep).toEqual({ fault: 'parse_error', at: 5_000_000 });
  });

  test('case 30: a million keys in one object', () => {
    const keys = (count: number) => `{${Array.from({ length: count }, (_, n) => `"k${n}":1`).join(',')}}`;
    expect(fault(keys(50_000))).toBeUndefined();
    expect(fault(keys(50_001))).toBe('too_many_keys');
    expect(fault(keys(1_000_000))).toBe('too_many_keys');
  });

  test('case 30: millions of short strings are refused before any is decoded', () => {
    const texts = (count: number) => `{"a":["${'","'.repeat(count - 2)}"]}`;
    expect(fault(texts(250_000))).toBeUndefined();
    expect(fault(texts(250_001))).toBe('too_many_strings');
    expect(fault(texts(3_000_000))).toBe('too_many_strings');
    expect(fault(`{"a":[${'{"a":""},'.repeat(125_000)}""]}`)).toBe('too_many_strings');
    expect(fault(`[${'{"a":""},'.repeat(125_000)}""]`)).toBe('batch_refused');
  });

  test('case 31: keys made to collide are still told apart', () => {
    const pairs = collidingPairs(10);
    const keys = Array.from({ length: 1024 }, (_, n) => pairs.map((pair, bit) => pair[(n >> bit) & 1]).join(''));
    expect(new Set(keys.map((key) => fnv(key))).size).toBe(1);
    const members = keys.map((key) => `"${key}":0`);
    expect(fault(`{${members.join(',')}}`)).toBeUndefined();
    expect(fault(`{${[...members, members[77]].join(',')}}`)).toBe('duplicate_key');
    const indexes = Array.from({ length: 40_000 }, (_, n) => `"${n * 65_536}":0`);
    expect(fault(`{${indexes.join(',')}}`)).toBeUndefined();
  });

  test('case 56: a frame of 10 MiB is read whole', () => {
    const frame = bytes(`{"a":"${'z'.repeat(10 * 1024 * 1024 - 8)}"}`);
    expect(frame.length).toBe(10 * 1024 * 1024);
    expect(fault(frame)).toBeUndefined();
    frame[frame.length - 3] = 0x01;
    expect(fault(frame)).toBe('parse_error');
  });
});

function fnv(key: string, from = 0x811c9dc5): number {
  let hash = from;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return hash;
}

/** Pairs of texts, each of which leads from where the pair before ended to one and the same hash. */
function collidingPairs(wanted: number): [string, string][] {
  const pairs: [string, string][] = [];
  for (let from = 0x811c9dc5; pairs.length < wanted; from = fnv(pairs.at(-1)![0], from)) {
    const seen = new Map<number, string>();
    for (let n = 0; ; n += 1) {
      const text = (Math.imul(n, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
      const other = seen.get(fnv(text, from));
      if (other !== undefined) {
        pairs.push([other, text]);
        break;
      }
      seen.set(fnv(text, from), text);
    }
  }
  return pairs;
}
