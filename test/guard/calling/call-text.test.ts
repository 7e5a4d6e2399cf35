import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DEFAULTS } from '../../../src/config/config.ts';
import { inspectSteps } from '../../../src/guard/guard.ts';
import { textMessage } from '../../../src/message/text-message.ts';
import { makePolicy, type Policy } from '../../../src/policy/policy.ts';
import { parsePack } from '../../../src/rules/parse.ts';
import { loadRuleSet } from '../../../src/rules/rule-set.ts';
import { compileRules } from '../../../src/rules/table/compile.ts';
import { call, context, judge, messageOf, result } from '../setup.ts';

const policy = makePolicy({ ...DEFAULTS, mode: 'enforce' }, loadRuleSet(readFileSync('dist/rules.bin')));
const found = (args: unknown, tool = 'run'): readonly string[] => judge(call(args, tool), policy).rules;

test.each([
  ['CMD-033', { image: 'alpine', privileged: true }],
  ['CMD-033', { kind: 'Pod', spec: { containers: [{ image: 'alpine' }], hostPID: true } }],
  ['CMD-033', { Image: 'tools', HostConfig: { Binds: ['/:/host'] } }],
  ['CMD-033', { mounts: [{ target: '/mnt', source: '/etc' }] }],
  ['MCP-012', { settings: { 'chat.tools.autoApprove': true } }],
  ['MCP-012', { command: 'make', dangerouslyDisableSandbox: true }],
  ['MCP-012', { prompt: 'x'.repeat(5_000), sandbox: 'danger-full-access' }],
])('%s holds a call for the name and the value of an argument: %j', (rule, args) => {
  const { decision, rules } = judge(call(args), policy);
  expect(rules).toContain(rule);
  expect(decision).toBe('content_quarantined');
});

test.each([
  ['EXF-020', { name: 'notes', private: false }],
  ['EXF-020', { fileId: '1aB', role: 'reader', type: 'anyone' }],
  ['EXF-021', { repo: 'core', username: 'kim', permission: 'admin' }],
])('%s flags and forwards: %j', (rule, args) => {
  const { action, decision, rules } = judge(call(args), policy);
  expect(rules).toEqual([rule]);
  expect([decision, action]).toEqual(['content_flagged', 'forward']);
});

test.each([
  { image: 'alpine', privileged: false },
  { name: 'notes', private: true, description: 'private: false, they say' },
  { path: 'package.json', content: '{"name":"site","private":false,"publishConfig":{"access":"public"}}' },
  { plan: 'out.tfplan', auto_approve: true },
  { messages: [{ role: 'user', content: 'who is the owner?' }] },
])('an ordinary call is let be: %j', (args) => {
  expect(found(args)).toEqual([]);
});

test('a name is read as it is meant, however it is spelled in the frame', () => {
  const frame =
    '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"run","arguments":{"priv\\u0069leged" : true}}}';
  expect(judge(messageOf(frame), policy).rules).toEqual(['CMD-033']);
});

test('the row says where it stands', () => {
  const [one] = judge(call({ image: 'alpine', privileged: true }), policy).judged;
  expect(one).toMatchObject({
    pointer: '/params/arguments',
    channel: 'call',
    excerpt: '{"image":"alpine","pri[…13]}',
  });
});

test('a call without arguments by name, and what is no call, have no such text', () => {
  expect(found(['privileged', true])).toEqual([]);
  expect(
    judge(messageOf({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'run' } }), policy).rules,
  ).toEqual([]);
  expect(judge(result('{"privileged":true}'), policy).rules).toEqual([]);
});

test('arguments that are given as one text are read so, too', () => {
  const judged = (text: string) => judge(textMessage(text, 'tool_args'), policy);
  const [one] = judged('{"image": "alpine", "privileged": true}').judged;
  expect(one).toMatchObject({ rule: 'CMD-033', excerpt: '{"image": "alpine", "pri[…14]}' });
  expect(judged('{"privileged": true').rules).toEqual([]);
  expect(judged('privileged: true').rules).toEqual([]);
});

const PACK = `
- id: T-ANY
  name: everywhere
  description: A phrase that only this test knows.
  severity: high
  category: exfiltration
  channels: [any]
  patterns: ['courier zeppelin']
  remediation: Take it out.
  examples: { match: ['courier zeppelin', 'a courier zeppelin'], ignore: ['zeppelin', 'courier'] }
- id: T-CALL
  name: in calls
  description: A setting that only this test knows.
  severity: high
  category: exfiltration
  channels: [call]
  patterns: ['"zeppelins":[5-9]']
  remediation: Take it out.
  examples: { match: ['{"zeppelins":5}', '{"a":1,"zeppelins":7}'], ignore: ['{"zeppelins":1}', 'zeppelins'] }
`;

test('a rule for every channel finds a text of a call once, and a rule for calls reads numbers', () => {
  const own: Policy = makePolicy(
    { ...DEFAULTS, mode: 'enforce' },
    loadRuleSet(compileRules(parsePack(PACK, 'own.yaml'))),
  );
  expect(judge(call({ text: 'courier zeppelin' }), own).judged.map(({ rule, channel }) => [rule, channel])).toEqual([
    ['T-ANY', 'tool_args'],
  ]);
  expect(judge(call({ zeppelins: 6 }), own).rules).toEqual(['T-CALL']);
});

test('what cannot be masked there is held, and an entry of the config can say otherwise', () => {
  const rules = [{ id: 'CMD-033', action: 'mask' as const }];
  const masking = makePolicy({ ...DEFAULTS, mode: 'enforce', rules }, loadRuleSet(readFileSync('dist/rules.bin')));
  expect(judge(call({ privileged: true }), masking).decision).toBe('content_quarantined');
  const ignoring = makePolicy(
    { ...DEFAULTS, mode: 'enforce', rules: [{ id: 'CMD-033', action: 'ignore' as const, channels: ['call'] }] },
    loadRuleSet(readFileSync('dist/rules.bin')),
  );
  expect(judge(call({ privileged: true }), ignoring).decision).toBe('allow');
});

test('a call of a million numbers is read in slices, and what stands behind them is found', () => {
  const message = call({ rows: Array.from({ length: 1_000_000 }, (_, n) => n % 10), privileged: true });
  const steps = inspectSteps(message, policy, context(message));
  let slices = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) slices += 1;
  expect(step.value.rules).toEqual(['CMD-033']);
  expect(slices).toBeGreaterThan(4);
});
