import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DEFAULTS } from '../../../src/config/config.ts';
import { makePolicy } from '../../../src/policy/policy.ts';
import { loadRuleSet } from '../../../src/rules/rule-set.ts';
import { call, judge } from '../setup.ts';

const policy = makePolicy({ ...DEFAULTS, mode: 'enforce' }, loadRuleSet(readFileSync('dist/rules.bin')));
const decision = (tool: string, args: unknown): string => judge(call(args, tool), policy).decision;
const LIST = '/home/me/.cursor/mcp.json';

test.each([
  ['write_file', { path: LIST, content: '{"mcpServers":{}}' }],
  ['edit_file', { path: '~/.claude.json', edits: [{ oldText: 'a', newText: 'b' }] }],
  ['move_file', { source: '/tmp/x', destination: 'C:\\Users\\me\\.cursor\\mcp.json' }],
  ['delete_file', { path: '/home/me/src/.vscode/./mcp.json' }],
  ['get_or_create_file', { path: LIST }],
  ['list_and_delete', { path: LIST }],
  ['find-and-move', { path: LIST }],
  ['fs.put', { uri: 'file:///home/me/Library/Application%20Support/Claude/claude_desktop_config.json' }],
  ['read_and_run', { path: LIST }],
  ['something', { value: ` "${LIST}" ` }],
])('who changes the list of servers of a client is held: %s %j', (tool, args) => {
  expect(decision(tool, args)).toBe('content_quarantined');
});

test.each([
  ['read_file', { path: LIST }],
  ['get_file_info', { path: LIST }],
  ['read_multiple_files', { paths: ['/home/me/notes.md', LIST] }],
  ['searchFiles', { path: '/home/me', pattern: '.mcp.json' }],
])('who only looks at it is not, and the row says so: %s %j', (tool, args) => {
  const { decision: found, judged } = judge(call(args, tool), policy);
  expect(found).toBe('allow');
  expect(judged.map(({ severity }) => severity)).toEqual(['low']);
});

test.each([
  ['write_file', { path: 'README.md', content: 'Put it into .cursor/mcp.json of your project.' }],
  ['create_issue', { title: 'mcp.json is not read', body: 'Steps: open .cursor/mcp.json' }],
])('a text that names it is no target: %s %j', (tool, args) => expect(decision(tool, args)).toBe('allow'));

test.each([
  ['write_file', 'content_flagged', ['MCP-013']],
  ['read_file', 'allow', []],
])('a start file of a login is flagged where %s is what names it', (tool, decision, flagged) => {
  const found = judge(call({ path: '/home/anna/.zshenv' }, tool), policy);
  expect([found.decision, found.judged.filter((one) => one.severity !== 'low').map((one) => one.rule)]).toEqual([
    decision,
    flagged,
  ]);
});
