import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { removeAgent, setAgentFields } from '../../../src/config/editing/agent-fields.ts';
import { addToList, removeFromList } from '../../../src/config/editing/lists.ts';

const TEXT = `version: "1"
mode:   observe   # for now


agents:
    cursor.fs:        # server
        description: |
          two
          lines
        tags: [high,files]     # found
        tools: {deny: [rm,  mv], read_only: true}

    # the researcher
    research-agent: {description: 'reads', tags: [ a,b ], can_message: ["*"]}
    bare:
      suspended: true
webhooks:
- {url: "https://a.example",   events: [blocked]} # ours
limits: { max_depth: 32 }
`;

const edit = (from: string, to: string) => TEXT.replace(from, to);

test('a field that is set takes its place and touches no other byte', () => {
  expect(setAgentFields(TEXT, 'cursor.fs', { tags: ['low', 'a b'] })).toBe(edit('[high,files]', '[low, "a b"]'));
  expect(setAgentFields(TEXT, 'research-agent', { suspended: true })).toBe(edit('["*"]}', '["*"], suspended: true}'));
  expect(setAgentFields(TEXT, 'cursor.fs', { deny: ['rm', 'mv'], allow: [] }, 'tools')).toBe(
    edit('read_only: true', 'read_only: true, allow: []'),
  );
  expect(setAgentFields(TEXT, 'bare', { deny: ['rm'] }, 'tools')).toBe(
    edit('suspended: true\n', 'suspended: true\n      tools: { deny: [rm] }\n'),
  );
  expect(setAgentFields(TEXT, 'new', { description: 'so: #' })).toBe(
    edit('suspended: true\n', 'suspended: true\n    new: {}\n').replace('new: {}', 'new: { description: "so: #" }'),
  );
});

test('what says the same already stays as it is written', () => {
  const same = { description: 'reads', tags: ['a', 'b'], can_message: ['*'], suspended: undefined };
  expect(setAgentFields(TEXT, 'research-agent', same)).toBe(TEXT);
});

test('a field that goes takes its letters and no other byte', () => {
  expect(setAgentFields(TEXT, 'cursor.fs', { tags: undefined })).toBe(
    edit('        tags: [high,files]     # found\n', ''),
  );
  expect(setAgentFields(TEXT, 'cursor.fs', { description: undefined })).toBe(
    edit('        description: |\n          two\n          lines\n', ''),
  );
  expect(setAgentFields(TEXT, 'cursor.fs', { read_only: undefined }, 'tools')).toBe(edit(', read_only: true', ''));
  expect(setAgentFields(TEXT, 'cursor.fs', { deny: undefined }, 'tools')).toBe(edit('deny: [rm,  mv], ', ''));
  expect(setAgentFields(TEXT, 'bare', { suspended: undefined })).toBe(edit('bare:\n      suspended: true', 'bare: {}'));
  const both = setAgentFields(TEXT, 'cursor.fs', { deny: undefined, read_only: undefined }, 'tools');
  expect(both).toBe(edit('{deny: [rm,  mv], read_only: true}', '{}'));
});

test('an agent that goes takes its lines; a file from Windows keeps its line ends', () => {
  const bare = '    bare:\n      suspended: true\n';
  expect(removeAgent(TEXT, 'bare')).toBe(edit(bare, ''));
  expect(removeAgent(TEXT, 'nobody')).toBeUndefined();
  const crlf = (text: string) => text.replaceAll('\n', '\r\n');
  expect(removeAgent(crlf(TEXT), 'bare')).toBe(crlf(edit(bare, '')));
  expect(setAgentFields(crlf(TEXT), 'bare', { tags: ['x'] })).toBe(crlf(edit(bare, `${bare}      tags: [x]\n`)));
  expect(removeAgent('version: "1"\nagents:\n  a: {}\n', 'a')).toBe('version: "1"\nagents: {}\n');
});

test('an item of a list comes and goes, and no other byte', () => {
  const added = addToList(TEXT, 'webhooks', { url: 'https://b.example', name: undefined, events: ['blocked'] });
  expect(added).toBe(edit('# ours\n', '# ours\n- { url: "https://b.example", events: [blocked] }\n'));
  expect(removeFromList(added, 'webhooks', 1)).toBe(TEXT);
});

test('whatever the form of the file, it means what was asked for', () => {
  const names = fc.constantFrom('cursor.fs', 'research-agent', 'bare', 'new');
  const words = fc.constantFrom('a', 'no', '1', 'a b', '"', 'ß: #', '{', '- x', '');
  const value = fc.option(fc.oneof(words, fc.array(words, { maxLength: 2 }), fc.boolean()), { nil: undefined });
  const keys = fc.constantFrom('description', 'tags', 'suspended', 'mode');
  const texts = [
    TEXT,
    TEXT.replaceAll('\n', '\r\n'),
    JSON.stringify(parse(TEXT)),
    TEXT.replace('[high,files]', '\n        - high\n        - files'),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(fc.tuple(names, keys, value), { maxLength: 5 }), (text, steps) => {
      const wanted = parse(text).agents;
      let edited = text;
      for (const [name, key, to] of steps) {
        edited = setAgentFields(edited, name, { [key]: to });
        wanted[name] = { ...wanted[name], [key]: to };
        if (to === undefined) delete wanted[name][key];
        expect(parse(edited).agents).toEqual(wanted);
      }
      expect(edited.includes('# the researcher')).toBe(text.includes('# the researcher'));
    }),
    { numRuns: 60 },
  );
});
