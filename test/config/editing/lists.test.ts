import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { addToList, removeFromList } from '../../../src/config/editing/lists.ts';
import {
  addRuleOverride,
  removeRuleEntries,
  removeRuleEntry,
  setRuleEverywhere,
} from '../../../src/config/editing/rules.ts';

const TEXT = `version: "1"  # first
# who is told
webhooks:
  - url: https://a.example  # the old one
rules:
  # for the build
  - { id: CRED-001, action: mask, tools: [echo] }
  - id: IND-020
    action: quarantine
`;

test('an item is added to a list, or the list made, and taken out again, with all comments kept', () => {
  const added = addToList(TEXT, 'webhooks', { url: 'https://b.example', name: 'b' });
  expect(parse(added).webhooks).toEqual([{ url: 'https://a.example' }, { url: 'https://b.example', name: 'b' }]);
  expect(parse(addToList('version: "1"\n', 'sinks', { type: 'desktop' })).sinks).toEqual([{ type: 'desktop' }]);
  const removed = removeFromList(added, 'webhooks', 0);
  expect(parse(removed).webhooks).toEqual([{ url: 'https://b.example', name: 'b' }]);
  expect(parse(removeFromList(removed, 'webhooks', 0))).not.toHaveProperty('webhooks');
  for (const comment of ['# first', '# who is told', '# the old one', '# for the build'])
    expect(added).toContain(comment);
  expect(() => removeFromList(TEXT, 'webhooks', 1)).toThrow('no entry 2');
  expect(() => removeFromList('version: "1"\n', 'webhooks', 0)).toThrow('no entry 1');
  expect(() => addToList('a: [', 'webhooks', {})).toThrow('has a fault');
});

test('one word on a rule everywhere takes the place of the last, and what has a condition stays', () => {
  const words = fc.constantFrom('block', 'quarantine', 'mask', 'ignore', 'allow-and-flag');
  fc.assert(
    fc.property(
      fc.array(words, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('CRED-001', 'IND-020', 'SSRF-001'),
      (said, id) => {
        const last = said.at(-1)!;
        const text = said.reduce((edited, action) => setRuleEverywhere(edited, id, { action }), TEXT);
        const entries = parse(text).rules as Record<string, unknown>[];
        expect(entries.filter((entry) => entry.id === id && !('tools' in entry))).toEqual([{ id, action: last }]);
        expect(entries).toContainEqual({ id: 'CRED-001', action: 'mask', tools: ['echo'] });
        const back = parse(setRuleEverywhere(text, id, undefined)).rules as Record<string, unknown>[];
        expect(back.filter((entry) => entry.id === id && !('tools' in entry))).toEqual([]);
        expect(text).toContain('# for the build');
      },
    ),
  );
});

test('an exemption of exact calls stays when a rule gets another word everywhere, and who is told is told still', () => {
  const call = { id: 'CRED-001', action: 'ignore', arguments: ['0'.repeat(64)] };
  const text = `version: "1"
webhooks: [{ url: "https://a.example", name: a }]
rules:
  - ${JSON.stringify(call)}
  - { id: CRED-001, notify: [webhook] }
  - { id: CRED-001, severity: low, notify: [a] }
`;
  const told = { id: 'CRED-001', notify: ['webhook'] };
  expect(parse(setRuleEverywhere(text, 'CRED-001', { action: 'mask' })).rules).toEqual([
    call,
    told,
    { id: 'CRED-001', action: 'mask', notify: ['a'] },
  ]);
  expect(parse(setRuleEverywhere(text, 'CRED-001', undefined)).rules).toEqual([
    call,
    told,
    { id: 'CRED-001', notify: ['a'] },
  ]);
});

test('an entry that calls its rule by an earlier name is about that rule', () => {
  const text = 'version: "1"\nrules:\n  - { id: block-relay-injection, action: ignore }\n';
  expect(parse(removeRuleEntry(text, 'IAP-001', 0)).rules ?? []).toEqual([]);
  expect(parse(setRuleEverywhere(text, 'IAP-001', { action: 'block' })).rules).toEqual([
    { id: 'IAP-001', action: 'block' },
  ]);
});

test('an entry about another rule is never taken out', () => {
  expect(parse(removeRuleEntry(TEXT, 'IND-020', 1)).rules).toHaveLength(1);
  expect(() => removeRuleEntry(TEXT, 'IND-020', 0)).toThrow('entry 1 is not about IND-020');
  expect(() => removeRuleEntry(TEXT, 'CRED-001', 7)).toThrow('not about CRED-001');
});

test('taking an entry out takes its lines and no other byte', () => {
  const text = `version: "1"
agents: { a: {tools: {deny: [x,  y]}} }   # as I like it
rules:
  - id: IND-020
    action: mask   # why
    tools: [echo]
  # about the next
  - { id: CRED-001, action: ignore, tools: [a,b] } # said here

  - { id: INJ-001, action: ignore }
mode: enforce
`;
  const lines = text.split('\n');
  const left = (...gone: number[]) => lines.filter((_, at) => !gone.includes(at)).join('\n');
  expect(removeRuleEntry(text, 'IND-020', 0)).toBe(left(3, 4, 5));
  expect(removeRuleEntry(text, 'CRED-001', 1)).toBe(left(7));
  expect(removeRuleEntry(text, 'INJ-001', 2)).toBe(left(9));
  const one = 'version: "1"\nagents: { zed: {} }\n# end\n';
  const entry = { id: 'CRED-001', action: 'ignore', agents: ['zed'], reason: 'R3F3R3' } as const;
  const added = addRuleOverride(one, entry);
  expect(added).not.toBe(one);
  expect(removeRuleEntries(added, ({ reason }) => reason === 'R3F3R3')).toBe(one);
  const inline = 'version: "1"\nrules: [{ id: A }, { id: B }]\n';
  expect(parse(removeRuleEntry(inline, 'A', 0))).toEqual({ version: '1', rules: [{ id: 'B' }] });
});
