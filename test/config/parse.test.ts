import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DEFAULTS } from '../../src/config/config.ts';
import { checkConfig, parseConfig } from '../../src/config/parse.ts';

const known = { rules: new Set(['CRED-001', 'IAP-001', 'IAP-002']) };
const config = (body: string) => parseConfig(`version: "1"\n${body}`, 'oktsec.yaml', known);
const problems = (text: string) => checkConfig(text, 'oktsec.yaml', known).problems.map(({ message }) => message);
const hints = (text: string) => checkConfig(text, 'oktsec.yaml', known).problems.map(({ hint }) => hint);

test('a version alone is the defaults', () => {
  expect(config('')).toEqual(DEFAULTS);
});

test('every key arrives where the policy reads it', () => {
  const read = config(`
mode: enforce
home: ./state
agents:
  cursor.fs:
    mode: observe
    suspended: true
    server: true
    blocked_content: [credentials, pii]
    description: files
    tags: [a, b]
    tools:
      default: deny
      allow: [read]
      deny: [write]
      each: { read: { mode: enforce, exempt: [CRED-001] } }
rules:
  - { id: CRED-001, action: mask, severity: low, agents: [cursor.fs], tools: [read], channels: [tool_result],
      expires: "2027-01-31T12:00:00.5Z", reason: why }
rules_dir: [mine]
quarantine: { enabled: false, expiry_hours: 2, retention_days: 0, approval_ttl: 2h }
audit: { durability: full, checkpoint_rows: 7, checkpoint_seconds: 9 }
limits: { max_frame: 512KiB, max_depth: 32 }`);
  expect(read).toEqual({
    mode: 'enforce',
    home: './state',
    agents: [
      {
        name: 'cursor.fs',
        mode: 'observe',
        suspended: true,
        server: true,
        blockedContent: ['credentials', 'pii'],
        description: 'files',
        tags: ['a', 'b'],
        tools: {
          default: 'deny',
          allow: ['read'],
          deny: ['write'],
          each: [{ tool: 'read', mode: 'enforce', exempt: ['CRED-001'] }],
        },
      },
    ],
    rules: [
      {
        id: 'CRED-001',
        action: 'mask',
        severity: 'low',
        agents: ['cursor.fs'],
        tools: ['read'],
        channels: ['tool_result'],
        expires: Date.UTC(2027, 0, 31, 12) * 1000 + 500_000,
        reason: 'why',
      },
    ],
    rulesDirs: ['mine'],
    quarantine: { enabled: false, expiryHours: 2, retentionDays: 0, approvalTtlSeconds: 7200 },
    audit: { durability: 'full', checkpointRows: 7, checkpointSeconds: 9 },
    limits: { maxFrameBytes: 512 * 1024, maxDepth: 32 },
  });
});

test('an absent list and an empty one stay apart', () => {
  const [none, empty] = config('agents: { a: {}, b: { tools: { allow: [] } } }').agents;
  expect(none?.tools.allow).toBeUndefined();
  expect(empty?.tools.allow).toEqual([]);
});

test('a list whose entries are all commented out is no answer', () => {
  expect(problems('version: "1"\nagents:\n  a:\n    tools:\n      allow:\n        # - x\n')).toEqual([
    'oktsec.yaml:5:13: allow must be a list',
  ]);
});

test.each([
  ['', 'oktsec.yaml:1:1: the config must be a mapping', undefined],
  ['mode: observe\n', 'oktsec.yaml:1:1: missing key "version"', 'the first line is: version: "1"'],
  ['version: "2"\n', 'oktsec.yaml:1:10: bad value "2" for version', 'one of "1"'],
  ['version: "1"\nmod: enforce\n', 'oktsec.yaml:2:1: unknown key "mod"', 'did you mean "mode"?'],
  ['version: "1"\nmode: Enforce\n', 'oktsec.yaml:2:7: bad value "Enforce" for mode', 'did you mean "enforce"?'],
  ['version: "1"\nversion: "1"\n', 'oktsec.yaml:2:1: this key stands here twice', undefined],
  ['version: "1"\n---\nmode: enforce\n', 'oktsec.yaml:2:1: only one YAML document is allowed', undefined],
  ['version: "1"\nrules_dir: rules\n', 'oktsec.yaml:2:12: rules_dir must be a list', undefined],
  ['version: "1"\nlimits: { max_depth: 4 }\n', 'oktsec.yaml:2:22: max_depth must be at least 8', undefined],
  ['version: "1"\nlimits: { max_frame: 65MiB }\n', 'oktsec.yaml:2:22: max_frame must be at most 67108864', undefined],
  [
    'version: "1"\nquarantine: { approval_ttl: soon }\n',
    'oktsec.yaml:2:29: bad value for approval_ttl',
    'durations are written like 30s, 10m, 2h or 30d',
  ],
  [
    'version: "1"\nrules:\n  - { id: CRED-01, action: block }\n',
    'oktsec.yaml:3:11: unknown rule "CRED-01"',
    'did you mean "CRED-001"?',
  ],
  [
    'version: "1"\nrules:\n  - { id: CRED-001, action: block, agents: [cursr] }\nagents: { cursor: {} }\n',
    'oktsec.yaml:3:45: unknown agent "cursr"',
    'did you mean "cursor"?',
  ],
  [
    'version: "1"\nagents: { a: { tools: { each: { t: { exempt: [IAP-1] } } } } }\n',
    'oktsec.yaml:2:47: unknown rule "IAP-1"',
    'did you mean "IAP-001"?',
  ],
  [
    'version: "1"\nagents: { a: { blocked_content: [credential] } }\n',
    'oktsec.yaml:2:34: bad value "credential" for blocked_content',
    'did you mean "credentials"?',
  ],
  [
    'version: "1"\nrules: [{ id: CRED-001, action: block, expires: "2027-02-30T00:00:00Z" }]\n',
    'oktsec.yaml:2:49: bad value for expires',
    'times are written like 2027-01-31T12:00:00Z',
  ],
  [
    'version: "1"\nrules: [{ id: CRED-001, tools: [x] }]\n',
    'oktsec.yaml:2:9: the entry for "CRED-001" changes nothing',
    'give it an action or a severity',
  ],
])('%j names line and column', (text, message, hint) => {
  expect(problems(text)).toEqual([message]);
  expect(hints(text)).toEqual([hint]);
});

test.each([
  ['server: { port: 8080 }', 'server', '2:1'],
  ['identity: {}', 'identity', '2:1'],
  ['default_policy: deny', 'default_policy', '2:1'],
  ['webhooks: []', 'webhooks', '2:1'],
  ['agents: { a: { can_message: [] } }', 'can_message', '2:16'],
  ['limits: { max_body: 1MiB }', 'max_body', '2:11'],
])('a key without effect is refused rather than ignored: %s', (line, key, place) => {
  expect(problems(`version: "1"\n${line}\n`)).toEqual([
    `oktsec.yaml:${place}: "${key}" is not supported by this version yet`,
  ]);
});

test('all problems are told at once, in the order of the file', () => {
  expect(problems('version: "1"\nmode: x\nfoo: 1\naudit: { durability: y }\n')).toHaveLength(3);
});

test('case 137: tags, anchors, aliases, doubled keys and keys that are no words are errors with their line', () => {
  expect(problems('version: !!str "1"\n')[0]).toMatch(/^oktsec\.yaml:1:\d+: the tag/);
  expect(problems('version: "1"\nmode: !!js/function "x"\n')[0]).toMatch(/^oktsec\.yaml:2:\d+: the tag/);
  expect(problems('version: "1"\nagents: &a {}\n')[0]).toMatch(/^oktsec\.yaml:2:\d+: the anchor "&a"/);
  expect(problems('version: "1"\nagents: &a { b: *a }\n').join()).toMatch(/aliases are not allowed/);
  expect(problems('version: "1"\n1: x\n')[0]).toMatch(/^oktsec\.yaml:2:1: a key must be a word/);
  expect(problems('version: "1"\n<<: { mode: enforce }\n')[0]).toBe('oktsec.yaml:2:1: unknown key "<<"');
  expect(problems('version: "1"\nagents: { a: {}, a: {} }\n')[0]).toBe('oktsec.yaml:2:18: this key stands here twice');
});

test('case 28: names of agents and tools are values, whatever they are', () => {
  const [agent] = config('agents: { constructor: { tools: { each: { __proto__: { mode: enforce } } } } }').agents;
  expect(agent?.name).toBe('constructor');
  expect(agent?.tools.each).toEqual([{ tool: '__proto__', mode: 'enforce', exempt: [] }]);
  expect(problems('version: "1"\nagents: { __proto__: { suspended: true } }\n')).toEqual([
    'oktsec.yaml:2:11: "__proto__" is no agent name',
  ]);
});

test('a config of more than 1 MiB is not read', () => {
  expect(problems(`version: "1"\n#${'x'.repeat(1024 * 1024)}`)).toEqual(['oktsec.yaml:1:1: longer than 1 MiB']);
});

test('the example parses, and holds every key there is', () => {
  const text = readFileSync(new URL('../../oktsec.example.yaml', import.meta.url), 'utf8');
  const read = parseConfig(text, 'oktsec.example.yaml', known);
  expect(read.agents.map(({ name }) => name)).toEqual(['cursor', 'cursor.filesystem', 'scratch.shell']);
  const { mode, quarantine, audit, limits, rulesDirs } = read;
  expect({ ...DEFAULTS, mode, quarantine, audit, limits, rulesDirs }).toEqual(DEFAULTS);
});
