import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULTS } from '../../src/config/config.ts';
import { makePolicy } from '../../src/policy/policy.ts';
import { parsePack } from '../../src/rules/parse.ts';
import { loadRuleSet } from '../../src/rules/rule-set.ts';
import { call, judge, messageOf } from './setup.ts';

const bundled = loadRuleSet(readFileSync('dist/rules.bin'));
const enforce = makePolicy({ ...DEFAULTS, mode: 'enforce' }, bundled, { mode: 'enforce' });
/** What a model weighs is measured by EVALUATION.md; here it is the rules' turn. */
const weighing = new Set(
  readdirSync('rules')
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => parsePack(readFileSync(`rules/${name}`, 'utf8'), name))
    .flatMap(({ id, detector }) => (detector?.startsWith('learned_') === true ? [id] : [])),
);

function rows(name: string): Record<string, unknown>[] {
  const text = readFileSync(join(import.meta.dirname, '../fixtures/ordinary-work', name), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** The rules by which a message is held or refused. */
function heldBy(message: Parameters<typeof judge>[0]): string[] {
  return judge(message, enforce)
    .judged.filter(
      ({ rule, decision }) => decision !== 'allow' && decision !== 'content_flagged' && !weighing.has(rule),
    )
    .map(({ rule, excerpt }) => `${rule} ${excerpt}`);
}

describe('what people have their agents do all day is held by no rule', () => {
  test.each(rows('calls.jsonl'))('$tool $arguments', ({ tool, arguments: args }) => {
    expect(heldBy(call(args, String(tool)))).toEqual([]);
  });

  test.each(rows('results.jsonl'))('what $tool returns: $text', ({ tool, text }) => {
    const answer = { jsonrpc: '2.0', id: 1, result: { content: [{ type: 'text', text }] } };
    expect(heldBy(messageOf(answer, 'server', { method: 'tools/call', tool: String(tool) }))).toEqual([]);
  });
});
