import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addRuleOverride } from '../../../src/config/editing/rules.ts';
import { setMode } from '../../../src/config/editing/values.ts';
import { checkConfig, parseConfig } from '../../../src/config/parse.ts';
import { formatTime, parseBytes, parseSeconds, parseTime } from '../../../src/config/units.ts';

const known = { rules: { has: () => true, keys: () => [] } };
const read = (text: string) => parseConfig(text, 'x', known);
const entry = { id: 'CRED-001', action: 'ignore', agents: ['cursor.fs'], tools: ['read file'] } as const;

const CONFIG = `# ours
version: "1"   # first

# who
agents:
  # the editor's files
  cursor.fs:        # server
    description: |
      two
      lines
    tools: { deny: [rm] }  # never
  other: {}
mode:   observe  # for now
rules:
  - id: PI-001      # noisy
    action: block

# end
`;

test('another mode changes one word', () => {
  expect(setMode(CONFIG, 'enforce')).toBe(CONFIG.replace('mode:   observe', 'mode:   enforce'));
});

test("an agent's mode is one more line at the end of its entry", () => {
  const edited = setMode(CONFIG, 'enforce', { agent: 'cursor.fs' });
  expect(edited).toBe(CONFIG.replace('# never\n', '# never\n    mode: enforce\n'));
  expect(setMode(edited, 'observe', { agent: 'cursor.fs' })).toBe(edited.replace('mode: enforce', 'mode: observe'));
});

test("a tool's mode finds its place in a flow mapping", () => {
  const edited = setMode(CONFIG, 'enforce', { agent: 'cursor.fs', tool: 'read file' });
  expect(edited).toContain('tools: { deny: [rm], each: { "read file": { mode: enforce } } }  # never');
});

test('an override is one line below the others', () => {
  const edited = addRuleOverride(CONFIG, { ...entry, expires: parseTime('2027-01-01T00:00:00Z'), reason: 'a "b": #c' });
  expect(edited).toBe(
    CONFIG.replace(
      'action: block\n',
      'action: block\n  - { id: CRED-001, action: ignore, agents: [cursor.fs], tools: ["read file"], ' +
        'expires: "2027-01-01T00:00:00Z", reason: "a \\"b\\": #c" }\n',
    ),
  );
});

test('a comment at the end of a section stays with it', () => {
  const text = 'version: "1"\nagents:\n  a: {}\n  # for one server: mode\n    # more\n# end';
  expect(addRuleOverride(text, { id: 'X', action: 'mask' })).toBe(
    text.replace('# end', 'rules:\n  - { id: X, action: mask }\n# end'),
  );
  const open = text.slice(0, text.indexOf('\n# end'));
  expect(addRuleOverride(open, { id: 'X', action: 'mask' })).toBe(`${open}\nrules:\n  - { id: X, action: mask }\n`);
});

test('an agent that nothing else names gets an entry, or the override would be refused', () => {
  const edited = addRuleOverride('version: "1"\n', entry);
  expect(read(edited).agents.map(({ name }) => name)).toEqual(['cursor.fs']);
  expect(read(edited).rules).toEqual([entry]);
});

const SHAPES = [
  'version: "1"\n',
  'version: "1"',
  CONFIG,
  CONFIG.replaceAll('\n', '\r\n'),
  '{version: "1", agents: {cursor.fs: {}}}\n',
  'version: "1"\nagents:\nmode: \'observe\'\n',
  'version: "1"\nagents:\n    a:\n        tags: [x]\nrules:\n- {id: X, action: mask} # c\n- id: Y\n  action: mask\naudit: {}\n',
  'version: "1"\nagents: {}\nrules: [{id: X, action: mask}]\n# c',
  'version: "1"\nrules: []\n',
  'version: "1"\nagents:\n  a: {}\n  # below\n',
  'version: "1"\nagents:\n  a: {}\n  # below',
];

test.each(SHAPES)('edits of %j keep every comment and line, and mean what they say', (text) => {
  const names = fc.constantFrom('cursor.fs', 'other', 'a', 'constructor');
  const tools = fc.constantFrom('read', '__proto__', 'a b', 'no', '1', '"', 'ß: #');
  const step = fc.oneof(
    fc.record({ kind: fc.constant('mode' as const), agent: fc.option(names, { nil: undefined }), tool: tools }),
    fc.record({ kind: fc.constant('rule' as const), agent: names, tool: tools }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 5 }), (steps) => {
      let edited = text;
      for (const { kind, agent, tool } of steps) {
        const before = read(edited);
        if (kind === 'mode') {
          edited = setMode(edited, 'enforce', agent === undefined ? {} : { agent, tool });
          const mode = agent === undefined ? read(edited).mode : toolMode(edited, agent, tool);
          expect(mode).toBe('enforce');
          expect(read(edited).rules).toEqual(before.rules);
        } else {
          const added = { id: 'A-1', action: 'ignore', agents: [agent ?? ''], tools: [tool], reason: tool } as const;
          edited = addRuleOverride(edited, added);
          expect(read(edited).rules).toEqual([...before.rules, added]);
          expect(read(edited).mode).toBe(before.mode);
        }
      }
      for (const comment of text.match(/#.*/g) ?? []) expect(edited).toContain(comment);
      expect(/[^\r]\n/.test(edited) && text.includes('\r\n')).toBe(false);
    }),
    { numRuns: 60 },
  );
});

function toolMode(text: string, agent: string, tool: string) {
  const found = read(text).agents.find(({ name }) => name === agent);
  return found?.tools.each.find((each) => each.tool === tool)?.mode;
}

test('what cannot be edited is left alone with an error', () => {
  expect(() => setMode('a: [', 'enforce')).toThrow('cannot be edited');
  expect(() => setMode('- x\n', 'enforce')).toThrow('cannot be edited');
  expect(checkConfig('a: [', 'x', known).config).toBeUndefined();
});

test('units', () => {
  expect([parseBytes('10MiB'), parseBytes('1B'), parseBytes(7), parseBytes('10MB')]).toEqual([
    10485760,
    1,
    7,
    undefined,
  ]);
  expect([parseSeconds('30s'), parseSeconds('2h'), parseSeconds(-1), parseSeconds('m')]).toEqual([
    30,
    7200,
    undefined,
    undefined,
  ]);
  expect(parseTime('2027-02-30T00:00:00Z')).toBeUndefined();
  expect(parseTime('2027-02-28T24:00:00Z')).toBeUndefined();
  expect(parseTime('2027-02-28t00:00:00Z')).toBeUndefined();
  expect(parseTime('2027-02-28T00:00:00+00:00')).toBeUndefined();
  expect(formatTime(parseTime('2027-02-28T01:02:03.999999Z') ?? 0)).toBe('2027-02-28T01:02:03Z');
});
