import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEFAULTS } from '../../src/config/config.ts';
import { maskFindings } from '../../src/guard/masking/mask.ts';
import { parseLetter } from '../../src/message/letter.ts';
import type { Asked, Message, Side } from '../../src/message/message.ts';
import { makePolicy } from '../../src/policy/policy.ts';
import { loadRuleSet } from '../../src/rules/rule-set.ts';
import { call, judge, messageOf, toolList } from './setup.ts';

const policy = makePolicy({ ...DEFAULTS, mode: 'enforce' }, loadRuleSet(readFileSync('dist/rules.bin')));
const VALUE = 'q8Zr3Lw0Vt6Yx1Bn9Kd4Hs7Mf2Pc5Jg';
const CARD = '4539148803436467';
const CALL: Asked = { method: 'tools/call', tool: 'read' };

const from = (side: Side, body: object, asked?: Asked) => messageOf({ jsonrpc: '2.0', id: 1, ...body }, side, asked);
const structured = (data: unknown) => from('server', { result: { content: [], structuredContent: data } }, CALL);
const found = (message: Message) => {
  const { decision, judged } = judge(message, policy);
  return { decision, at: judged.map(({ rule, pointer }) => `${rule} ${pointer}`) };
};

const places: [string, (data: unknown) => Message][] = [
  ['structured content', structured],
  ['structured content in a list', (data) => structured([{ rows: [data] }])],
  ['an unknown member of a result', (data) => from('server', { result: { content: [], extra: data } }, CALL)],
  ['the data of an error', (data) => from('server', { error: { code: 1, message: 'no', data } }, CALL)],
  [
    'the data of a log',
    (data) => messageOf({ jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data } }, 'server'),
  ],
  ['the arguments of a call', (data) => call({ config: data })],
  [
    'a form that a person filled in',
    (data) => from('client', { result: { action: 'accept', content: data } }, { method: 'elicitation/create' }),
  ],
  [
    'the input of a tool in sampling',
    (data) =>
      from(
        'client',
        { result: { content: [{ type: 'tool_use', id: '1', name: 'a', input: data }] } },
        { method: 'sampling/createMessage' },
      ),
  ],
  ['the metadata of a letter', (data) => letter(data)],
];

function letter(metadata: unknown): Message {
  const body = { from: 'a', to: 'b', content: 'ok', timestamp: '2026-01-01T00:00:00Z', metadata };
  const parsed = parseLetter(new TextEncoder().encode(JSON.stringify(body)));
  if ('fault' in parsed) throw new Error(parsed.fault);
  return parsed.message;
}

describe('a secret by the name beside it', () => {
  test.each(places)('is held in %s', (_, place) => {
    for (const [data, rule] of [
      [{ id: 7, client_secret: VALUE }, 'CRED-029'],
      [{ heroku_dyno: '3a8f1b2c-9d4e-4f5a-8b6c-7d8e9f0a1b2c' }, 'CRED-032'],
      [{ ssn: '536-22-1234' }, 'PII-004'],
      [{ card: { number: CARD } }, 'PII-001'],
    ] as const) {
      const { decision, at } = found(place(data));
      expect([data, decision]).toEqual([data, 'content_quarantined']);
      expect(at.map((one) => one.split(' ')[0])).toContain(rule);
    }
  });

  test('is found where the value stands, and masked there', () => {
    const message = structured({ a: [{ client_secret: VALUE }] });
    const { judged } = judge(message, policy);
    expect(judged).toMatchObject([
      { rule: 'CRED-029', pointer: '/result/structuredContent/a/0/client_secret', span: [0, VALUE.length], key: false },
    ]);
    expect(new TextDecoder().decode(maskFindings(message, judged))).toContain(
      '"client_secret":"[REDACTED:credentials]"',
    );
  });

  test('is held where it is a number', () => {
    const { decision, at } = found(structured({ card_number: Number(CARD) }));
    expect([decision, at]).toEqual(['content_quarantined', ['PII-001 /result/structuredContent/card_number']]);
  });
});

test.each([
  { next_token: VALUE },
  { order_number: CARD },
  { updated_at: 1_700_000_000_000, keywords: '12 monkeys', token_count: 12_345_678 },
  { author: 'Kim, 1 Main Street', passed: '12 of 14 tests' },
  { tokens: [VALUE] },
])('nothing is held that would not be as text: %j', (data) => {
  expect(found(structured(data)).decision).toBe('allow');
});

test('what a definition shows as an example is none', () => {
  const schema = { type: 'object', properties: { ssn: { type: 'string', description: '536-22-1234' } } };
  expect(found(toolList([{ name: 'a', description: 'Looks a person up.', inputSchema: schema }])).decision).toBe(
    'allow',
  );
});

test('what was found in a value alone is not found again', () => {
  const judged = judge(structured({ password: `ghp_${VALUE.slice(0, 31)}Xy7Qa` }), policy).judged;
  expect(judged.filter(({ rule }) => rule === 'CRED-005')).toHaveLength(1);
});
