import { expect, test } from 'vitest';
import { type AgentConfig, DEFAULTS } from '../../src/config/config.ts';
import { mayMessage } from '../../src/policy/acl.ts';
import { makePolicy } from '../../src/policy/policy.ts';
import { loadRuleSet } from '../../src/rules/rule-set.ts';
import { compileRules } from '../../src/rules/table/compile.ts';
import { agent } from '../fixtures/agent.ts';

const rules = loadRuleSet(compileRules([]));

/** Whether `ann` may write to somebody; `ben` is tagged `desk`, and all three are known. */
function access(canMessage: AgentConfig['canMessage'], to: string, now = 0, defaultPolicy: 'allow' | 'deny' = 'deny') {
  const agents = [agent('ann', { canMessage }), agent('ben', { tags: ['desk'] }), agent('cat')];
  const policy = makePolicy({ ...DEFAULTS, defaultPolicy, agents }, rules);
  return mayMessage(policy, 'ann', to, (name) => ['ann', 'ben', 'cat'].includes(name), now);
}

test('nobody writes to itself or to a stranger unless it is named', () => {
  for (const to of ['ann', 'zoe']) {
    expect(access([{ to: '*' }, { to: 'tag:desk' }], to)).toMatchObject({ allowed: false });
    expect(access([{ to }], to)).toMatchObject({ allowed: true });
    expect(access(undefined, to, 0, 'allow')).toMatchObject({ allowed: false });
  }
  expect(access([{ to: '*' }], 'zoe')).toMatchObject({ why: 'zoe is unknown' });
  expect(access([{ to: '*' }], 'ann')).toMatchObject({ why: 'ann writes to itself' });
  expect(access([{ to: 'ben' }], 'zoe')).toMatchObject({ why: 'zoe is not in can_message of ann' });
  expect(access([{ to: '*' }], 'cat')).toMatchObject({ allowed: true });
  expect(access([{ to: 'tag:desk' }], 'cat')).toMatchObject({ allowed: false });
  expect(access([], 'ben')).toMatchObject({ allowed: false });
  expect(access(undefined, 'ben', 0, 'allow')).toMatchObject({ allowed: true });
  expect(access(undefined, 'ben')).toMatchObject({ allowed: false });
});

test('a name counts above a tag, and a tag above all, each with its own rate', () => {
  const [all, desk, own] = [1, 2, 3].map((count) => ({ count, seconds: 60 }));
  const edges = [
    { to: '*', rate: all },
    { to: 'tag:desk', rate: desk },
    { to: 'ben', rate: own },
  ];
  expect(access(edges, 'ben')).toEqual({ allowed: true, rate: own });
  expect(access(edges.slice(0, 2), 'ben')).toEqual({ allowed: true, rate: desk });
  expect(access(edges, 'cat')).toEqual({ allowed: true, rate: all });
});

test('an edge ends at its time, and the next one that fits counts', () => {
  const edges = [{ to: 'ben', expires: 100 }];
  expect([access(edges, 'ben', 99).allowed, access(edges, 'ben', 100).allowed]).toEqual([true, false]);
  expect(access([...edges, { to: 'tag:desk' }], 'ben', 100).allowed).toBe(true);
});
