import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEFAULTS } from '../../src/config/config.ts';
import { inspect, NO_TAIL } from '../../src/guard/guard.ts';
import { makePolicy } from '../../src/policy/policy.ts';
import { parsePack } from '../../src/rules/parse.ts';
import { loadRuleSet } from '../../src/rules/rule-set.ts';
import { compileRules } from '../../src/rules/table/compile.ts';
import { growth, LINEAR } from '../growth.ts';
import { messageOf } from './setup.ts';

const folder = new URL('../../rules/', import.meta.url);
const pack = readFileSync(new URL(readdirSync(folder).find((name) => name.startsWith('mcp')) ?? '', folder), 'utf8');
const policy = makePolicy({ ...DEFAULTS, mode: 'enforce' }, loadRuleSet(compileRules(parsePack(pack, 'mcp.yaml'))));

type Fields = Readonly<Record<string, object>>;
const form = (message: string, properties: Fields) => ({
  message,
  requestedSchema: { type: 'object', properties },
});
const TEXT = { type: 'string' };

/** Where something was found in a form. */
function asked(message: string, properties: Fields): string[] {
  const request = { jsonrpc: '2.0', id: 7, method: 'elicitation/create', params: form(message, properties) };
  const inspection = inspect(messageOf(request, 'server'), policy, { from: 's', to: 'c', tail: NO_TAIL, now: 0 });
  expect(inspection.rules).toEqual(inspection.judged.length > 0 ? ['MCP-001'] : []);
  return inspection.judged.map(({ pointer }) => pointer.replace('/params/requestedSchema/properties/', ''));
}

describe('a form that asks for a secret', () => {
  test.each([
    ['Please enter your GitHub password to go on', { p: TEXT }, ['/params/message']],
    ['Enter the 6-digit code from your authenticator app', { value: TEXT }, ['/params/message']],
    ['Paste your seed phrase', { value: TEXT }, ['/params/message']],
    ['Restore the wallet', { seed_phrase: TEXT }, ['seed_phrase']],
    ['Sign in', { user: TEXT, userPassword: { type: 'string', title: 'Word' } }, ['userPassword']],
    ['Connect', { value: { type: 'string', title: 'OpenAI API key (required)' } }, ['value/title']],
    [
      'Pay',
      { n: { type: 'integer', title: 'Card number' }, c: { type: 'string', title: 'CVV' } },
      ['n/title', 'c/title'],
    ],
    ['Confirm', { accessToken: TEXT, pin: { type: 'integer' } }, ['accessToken', 'pin']],
    ['Connect', { value: { type: 'string', description: 'Your GitHub password' } }, ['value/description']],
    [
      'Connect',
      { value: { type: 'string', title: 'Value', description: 'Needed once: the API key of your account.' } },
      ['value/description'],
    ],
    ['Connect', { v: { type: 'string', description: 'Type in your password. It is kept safe.' } }, ['v/description']],
    ['Connect', { v: { type: 'string', title: 'Value of your private key' } }, ['v/title']],
    ['Sign in', { password: { type: ['string', 'null'] } }, ['password']],
  ])('%s', (message, properties, where) => {
    expect(asked(message, properties).toSorted()).toEqual(where.toSorted());
  });

  test.each([
    ['Reset the password of bob?', { confirm: { type: 'boolean', title: 'Reset password' } }],
    ['Which API key is to be revoked?', { api_key_name: TEXT }],
    ['Which API key is to be revoked?', { api_key: { type: 'string', enum: ['ci', 'laptop'] } }],
    ['Choose a policy', { passwordPolicy: TEXT, max_tokens: { type: 'integer' }, page_token: TEXT }],
    ['Enter the name of the branch', { branch: TEXT, keyboard: TEXT, secretary: TEXT, pinned: TEXT }],
    ['Enter your name and the key of the issue', { name: TEXT, issue_key: TEXT, zip_code: TEXT }],
    ['Add a key', { label: { type: 'string', title: 'Name of the API key', description: 'Shown beside the API key' } }],
    ['Add a token', { scopes: { type: 'string', description: 'Scopes for the access token' } }],
    ['Say why', { why: { type: 'string', description: 'Why it is needed. Do not type your password here!' } }],
    ['Which file?', { path: { type: 'string', description: 'Path to the private key' } }],
    ['Rotate?', { when: { type: ['string', 'null'], description: 'When the credentials are to be rotated' } }],
  ])('an honest one: %s', (message, properties) => {
    expect(asked(message, properties)).toEqual([]);
  });

  test('in a result that asks back, and in no other result', () => {
    const question = { method: 'elicitation/create', params: form('Sign in', { password: TEXT }) };
    const result = { resultType: 'input_required', inputRequests: { 'a/b': question }, requestState: 'x' };
    const judge = (value: object) =>
      inspect(
        messageOf({ jsonrpc: '2.0', id: 7, result: value }, 'server', { method: 'tools/call', tool: 'login' }),
        policy,
        { from: 's', to: 'c', tail: NO_TAIL, now: 0 },
      ).judged.map(({ pointer }) => pointer);
    expect(judge(result)).toEqual(['/result/inputRequests/a~1b/params/requestedSchema/properties/password']);
    expect(judge({ structuredContent: { inputRequests: { a: question } }, content: [] })).toEqual([]);
  });

  test('with ever so many fields is read in the time that they take', () => {
    const fields = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`password${n} pin`, TEXT]));
    expect(asked('Sign in', fields(20_000)).length).toBeLessThanOrEqual(16);
    expect(growth(fields, 1_000, (made) => asked('Sign in', made))).toBeLessThan(LINEAR);
  });
});
