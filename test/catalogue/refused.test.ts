import { describe, expect, test } from 'vitest';
import { asText, latin1, type Outcome, play } from './frames.ts';

/** A frame that no two readers need agree on: what it is, its fault, and the error the client gets in enforce. */
type Refused = {
  readonly case: number;
  readonly what: string;
  readonly frame: string | Uint8Array;
  readonly fault: string;
  readonly code: -32700 | -32600;
  /** As it must be spelled in the answer; without it null. */
  readonly id?: string;
  readonly revision?: string;
  /** Of a batch: the ids that get an error each. */
  readonly ids?: readonly string[];
};

const ping = (id: string, rest = '') => `{"jsonrpc":"2.0","id":${id},"method":"ping"${rest}}`;
const args = (json: string, id = '1') =>
  `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":"echo","arguments":${json}}}`;
const nested = (depth: number) => args(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`);
const members = (count: number) =>
  args(`{${Array.from({ length: count }, (_, n) => `"${n.toString(36)}":1`).join(',')}}`);
const SMUGGLED = `{"jsonrpc":"2.0","method":"notifications/progress","params":{"x":\r${args('{}', '77')}\r}}`;

const CASES: readonly Refused[] = [
  { case: 6, what: 'a call between lone CRs', frame: SMUGGLED, fault: 'ambiguous_frame', code: -32600 },
  { case: 6, what: 'a CR in a string', frame: args('{"a":"x\ry"}'), fault: 'ambiguous_frame', code: -32600, id: '1' },
  { case: 8, what: 'two requests on one line', frame: ping('1') + ping('2'), fault: 'parse_error', code: -32700 },
  {
    case: 10,
    what: 'a header with a length',
    frame: 'Content-Length: 40',
    fault: 'parse_error',
    code: -32700,
  },
  { case: 11, what: 'a byte order mark', frame: `\ufeff${ping('1')}`, fault: 'parse_error', code: -32700, id: '1' },
  ...['\u0000', '\v', '\u00a0'].map((space) => ({
    case: 13,
    what: `${JSON.stringify(space)} between tokens`,
    frame: `{"jsonrpc":"2.0",${space}"id":1,"method":"ping"}`,
    fault: 'parse_error',
    code: -32700 as const,
    id: '1',
  })),
  { case: 14, what: 'UTF-16LE', frame: Buffer.from(ping('1'), 'utf16le'), fault: 'invalid_utf8', code: -32700 },
  ...['\xc0\xae', '\xff', '\xed\xa0\x80'].map((wrong) => ({
    case: 15,
    what: `${Buffer.from(wrong, 'latin1').toString('hex')} in a string`,
    frame: latin1(args(`{"path":"${wrong}/etc"}`)),
    fault: 'invalid_utf8',
    code: -32700 as const,
    id: '1',
  })),
  {
    case: 17,
    what: 'two methods',
    frame: ping('1', ',"method":"tools/call"'),
    fault: 'duplicate_key',
    code: -32600,
    id: '1',
  },
  {
    case: 18,
    what: 'a key twice, once escaped, deep inside',
    frame: args('{"a":[{"b":{"command":"ls","c\\u006fmmand":"rm"}}]}'),
    fault: 'duplicate_key',
    code: -32600,
    id: '1',
  },
  {
    case: 19,
    what: 'Name beside name',
    frame: '{"jsonrpc":"2.0","id":"a","method":"tools/call","params":{"name":"evil","Name":"allowed"}}',
    fault: 'key_case_variant',
    code: -32600,
    id: '"a"',
  },
  { case: 19, what: 'Method', frame: ping('1', ',"Method":"x"'), fault: 'key_case_variant', code: -32600, id: '1' },
  { case: 20, what: 'paramſ', frame: ping('1', ',"paramſ":{}'), fault: 'key_case_variant', code: -32600, id: '1' },
  {
    case: 20,
    what: 'tas\u212a',
    frame: ping('1', ',"params":{"tas\u212a":{}}'),
    fault: 'key_case_variant',
    code: -32600,
    id: '1',
  },
  {
    case: 21,
    what: 'a NUL in params',
    frame: ping('1', ',"params\\u0000":{}'),
    fault: 'key_case_variant',
    code: -32600,
    id: '1',
  },
  ...['{"a":NaN}', '{"a":Infinity}', '{"a":1/**/}', '{"a":1,}', "{'a':1}"].map((json) => ({
    case: 23,
    what: json,
    frame: args(json),
    fault: 'parse_error',
    code: -32700 as const,
    id: '1',
  })),
  ...['1.5', '{}', '[1]', 'true'].map((id) => ({
    case: 25,
    what: `the id ${id}`,
    frame: ping(id),
    fault: 'invalid_request',
    code: -32600 as const,
  })),
  { case: 26, what: 'the id null', frame: ping('null'), fault: 'invalid_request', code: -32600 },
  {
    case: 27,
    what: 'a lone surrogate in a string',
    frame: args('{"a":"x\\ud800"}'),
    fault: 'lone_surrogate',
    code: -32600,
    id: '1',
  },
  {
    case: 27,
    what: 'a lone surrogate in a key',
    frame: args('{"\\udfff":1}'),
    fault: 'lone_surrogate',
    code: -32600,
    id: '1',
  },
  ...[65, 100_000, 5_000_000].map((depth) => ({
    case: 29,
    what: `${depth} levels`,
    frame: nested(depth),
    fault: 'too_deep',
    code: -32600 as const,
    id: '1',
  })),
  { case: 30, what: 'a million keys', frame: members(1_000_000), fault: 'too_many_keys', code: -32600, id: '1' },
  {
    case: 30,
    what: 'three million strings',
    frame: args(`[${'"",'.repeat(3_000_000)}""]`),
    fault: 'too_many_strings',
    code: -32600,
    id: '1',
  },
  ...['', '"jsonrpc":"1.0",', '"jsonrpc":2.0,'].map((version) => ({
    case: 32,
    what: version === '' ? 'no version' : version,
    frame: `{${version}"id":3,"method":"ping"}`,
    fault: 'invalid_request',
    code: -32600 as const,
    id: '3',
  })),
  ...['7', '[]', '""'].map((method) => ({
    case: 34,
    what: `the method ${method}`,
    frame: `{"jsonrpc":"2.0","id":4,"method":${method}}`,
    fault: 'invalid_request',
    code: -32600 as const,
    id: '4',
  })),
  {
    case: 35,
    what: 'a batch in 2025-06-18',
    frame: `[${ping('1')},${ping('2')}]`,
    fault: 'batch_refused',
    code: -32600,
    revision: '2025-06-18',
    ids: ['1', '2'],
  },
  {
    case: 36,
    what: 'a batch of 2025-03-26 with one bad member',
    frame: `[${ping('1')},{"jsonrpc":"1.0","id":"b","method":"ping"},${ping('3')}]`,
    fault: 'batch_refused',
    code: -32600,
    revision: '2025-03-26',
    ids: ['1', '"b"', '3'],
  },
  { case: 37, what: 'an empty batch', frame: '[]', fault: 'batch_refused', code: -32600 },
  {
    case: 37,
    what: 'a batch of 100,000',
    frame: `[${Array(100_000).fill(ping('1')).join(',')}]`,
    fault: 'batch_refused',
    code: -32600,
  },
  ...['1', '"x"', 'null', 'true'].map((scalar) => ({
    case: 38,
    what: scalar,
    frame: scalar,
    fault: 'invalid_request',
    code: -32600 as const,
  })),
  ...['', ',"params":{"name":7}', ',"params":{"name":["x"]}'].map((params) => ({
    case: 85,
    what: `a call with ${params === '' ? 'no params' : params}`,
    frame: `{"jsonrpc":"2.0","id":5,"method":"tools/call"${params}}`,
    fault: 'invalid_request',
    code: -32600 as const,
    id: '5',
  })),
];

const named = CASES.map((one) => [one.case, one.what, one] as const);

function rows({ rows: all }: Outcome): object[] {
  return all.map(({ kind, decision, action, note, size, side }) => ({ kind, decision, action, note, size, side }));
}

const row = ({ fault, frame }: Refused, side: string, action: string) => ({
  kind: 'unscannable',
  decision: 'unscannable',
  note: fault,
  size: Buffer.from(frame).length,
  side,
  action,
});

describe('in enforce, from the client', () => {
  test.each(named)(
    'case %i: %s is refused with its id as it was spelled, and the server gets nothing',
    (_n, _w, one) => {
      const played = play('enforce', one.frame, one);
      expect(played.toServer).toEqual([]);
      expect(played.toClient).toHaveLength(1);
      const [line = ''] = played.toClient;
      const answers = one.ids === undefined ? [line] : membersOf(line);
      expect(answers.map((answer) => answer.slice(0, 60).split(',"error"')[0])).toEqual(
        (one.ids ?? [one.id ?? 'null']).map((id) => `{"jsonrpc":"2.0","id":${id}`),
      );
      for (const answer of answers) {
        const { error } = JSON.parse(answer) as { error: { code: number; message: string; data: { oktsec: object } } };
        expect(error.code).toBe(one.code);
        expect(error.message).toMatch(
          new RegExp(
            `^blocked by oktsec: ${one.fault}, ref ([0-9A-Z]+), do not retry\\. A person can see why with: oktsec logs show \\1$`,
          ),
        );
        expect(error.data.oktsec).toEqual({ decision: 'unscannable', rule: one.fault, ref: played.rows[0]?.ref });
      }
      expect(rows(played)).toEqual([row(one, 'client', 'refuse')]);
    },
  );
});

describe('in enforce, from the server', () => {
  // The faults of a request are those of an answer here, and a line that is no JSON at all is not from a message.
  const wire = named.filter(([, , one]) => one.fault !== 'invalid_request' && one.case !== 35 && one.case !== 36);

  test.each(wire)('case %i: %s reaches nobody', (_n, _w, one) => {
    const played = play('enforce', one.frame, { ...one, from: 'server' });
    expect([played.toServer, played.toClient]).toEqual([[], []]);
    expect(rows(played)).toEqual([row(one, 'server', 'refuse')]);
  });

  test.each(wire.filter(([, , one]) => one.id !== undefined))(
    'case %i: %s under the id of a request in flight is answered in its place',
    (_n, _w, one) => {
      const asked = `{"jsonrpc":"2.0","id":${one.id},"method":"resources/list"}`;
      const played = play('enforce', one.frame, { from: 'server', before: [['client', asked]] });
      expect(played.toServer).toEqual([]);
      expect(played.toClient.map((line) => line.split(',"error"')[0])).toEqual([`{"jsonrpc":"2.0","id":${one.id}`]);
      expect(JSON.parse(played.toClient[0] ?? '').error.code).toBe(4030);
      expect(rows(played)).toEqual([row(one, 'server', 'refuse')]);
    },
  );
});

describe('in observe', () => {
  test.each(named)('case %i: %s goes through as it came, with the same verdict on its row', (_n, _w, one) => {
    const played = play('observe', one.frame, one);
    expect(played.toClient).toEqual([]);
    expect(played.toServer).toHaveLength(1);
    expect(played.toServer[0] === asText(one.frame)).toBe(true);
    expect(rows(played)).toEqual([row(one, 'client', 'forward')]);
  });
});

test('case 9: one value over three lines is three errors, and no part of it goes on', () => {
  const lines = ['{"jsonrpc":"2.0",', '"id":1,', '"method":"ping"}'];
  const played = lines.map((line) => play('enforce', line));
  expect(played.flatMap(({ toServer }) => toServer)).toEqual([]);
  expect(played.map(({ toClient }) => JSON.parse(toClient[0] ?? '').error.code)).toEqual([-32700, -32700, -32700]);
  expect(played.flatMap(rows)).toHaveLength(3);
});

describe('case 33: an answer that is none', () => {
  const both = '{"jsonrpc":"2.0","id":5,"result":{},"error":{"code":1,"message":"m"}}';
  const before = [['client', '{"jsonrpc":"2.0","id":5,"method":"resources/list"}']] as const;

  test.each([both, '{"jsonrpc":"2.0","id":5}'])('%s is an error 4030 with that id', (frame) => {
    const played = play('enforce', frame, { from: 'server', before });
    expect(played.toClient).toHaveLength(1);
    expect(JSON.parse(played.toClient[0] ?? '')).toMatchObject({
      id: 5,
      error: { code: 4030, data: { oktsec: { rule: 'invalid_response' } } },
    });
    expect(rows(played)).toMatchObject([{ decision: 'unscannable', note: 'invalid_response', action: 'refuse' }]);
    expect(play('observe', frame, { from: 'server', before }).toClient).toEqual([frame]);
  });

  test('for a call of a tool too', () => {
    const played = play('enforce', both, { from: 'server', before: [['client', args('{}', '5')]] });
    expect(JSON.parse(played.toClient[0] ?? '')).toMatchObject({ id: 5, error: { code: 4030 } });
  });
});

/** The members of an array of objects, as they are spelled. */
function membersOf(line: string): string[] {
  expect([line.at(0), line.at(-1)]).toEqual(['[', ']']);
  return line.slice(1, -1).split(/,(?=\{"jsonrpc")/);
}
