import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DEFAULTS } from '../../src/config/config.ts';
import { checkConfig, parseConfig } from '../../src/config/parse.ts';

const known = { rules: new Set(['CRED-001', 'CRED-002', 'IAP-001', 'IAP-002']) };
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
    flow: private
    blocked_content: [credentials, pii]
    description: files
    tags: [a, b]
    can_message: [b, "*", { to: "tag:x", rate: 60/m, expires: "2027-01-31T12:00:00Z" }]
    deliver_to: http://127.0.0.1:9/in
    tools:
      default: deny
      allow: [read]
      deny: [write]
      read_only: true
      each: { read: { mode: enforce, exempt: [CRED-001], rate: 9/m, restore_results: true,
        spend: { limit: 5, window: 2h, cost: amount }, schema: { type: object, properties: { path: { maxLength: 9 } } }, args: { path: { roots: [/data], hosts: [a.example],
        pattern: "[a-z]{1,9}", max_length: 9, minimum: 1, maximum: 2, restore: true } } } }
rules:
  - { id: CRED-001, action: mask, severity: low, agents: [cursor.fs], tools: [read], channels: [tool_result],
      expires: "2027-01-31T12:00:00.5Z", reason: why }
rules_dir: [mine]
quarantine: { enabled: false, expiry_hours: 2, retention_days: 0, approval_ttl: 2h, ask_in_client: [cursor], ask_timeout: 2m }
pins: { relist_calls: 5 }
flows: { enabled: false, enforce: true, expiry: 30m }
masking: { expiry: 5m }
audit: { durability: full, checkpoint_rows: 7, checkpoint_seconds: 9 }
mcp: { review: true }
limits: { max_frame: 512KiB, max_depth: 32, max_body: 2KiB, rate_per_address: 5/s, rate_per_agent: 7/h }
server: { port: 0, bind: "::1", log_level: debug, hosts: [box.local] }
identity: { keys_dir: ./k, require_signature: false, formats: [v2], max_age: 1m, max_ahead: 0s, grace: 1h }
default_policy: allow
escalation: { refusals: 3, window: 1m, suspend: 2m }
delivery: { expiry_hours: 1, max_messages: 2, max_bytes: 4KiB }`);
  expect(read).toEqual({
    mode: 'enforce',
    home: './state',
    webhooks: [],
    sinks: [],
    mcp: { review: true },
    agents: [
      {
        name: 'cursor.fs',
        mode: 'observe',
        suspended: true,
        server: true,
        flow: 'private',
        blockedContent: ['credentials', 'pii'],
        description: 'files',
        tags: ['a', 'b'],
        canMessage: [
          { to: 'b' },
          { to: '*' },
          { to: 'tag:x', rate: { count: 60, seconds: 60 }, expires: Date.UTC(2027, 0, 31, 12) * 1000 },
        ],
        deliverTo: 'http://127.0.0.1:9/in',
        tools: {
          default: 'deny',
          allow: ['read'],
          deny: ['write'],
          readOnly: true,
          each: [
            {
              tool: 'read',
              mode: 'enforce',
              exempt: ['CRED-001'],
              rate: { count: 9, seconds: 60 },
              restoreResults: true,
              spend: { limit: 5, windowSeconds: 7200, cost: 'amount' },
              schema: { type: ['object'], properties: [{ name: 'path', shape: { maxLength: 9 } }] },
              args: [
                {
                  at: 'path',
                  roots: ['/data'],
                  hosts: ['a.example'],
                  pattern: '[a-z]{1,9}',
                  maxLength: 9,
                  minimum: 1,
                  maximum: 2,
                  restore: true,
                },
              ],
            },
          ],
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
    quarantine: {
      enabled: false,
      expiryHours: 2,
      retentionDays: 0,
      approvalTtlSeconds: 7200,
      askInClient: ['cursor'],
      askTimeoutSeconds: 120,
    },
    pins: { relistCalls: 5 },
    flows: { enabled: false, enforce: true, expirySeconds: 1800 },
    masking: { expirySeconds: 300 },
    audit: { durability: 'full', checkpointRows: 7, checkpointSeconds: 9 },
    limits: {
      maxFrameBytes: 512 * 1024,
      maxDepth: 32,
      maxBodyBytes: 2048,
      ratePerAddress: { count: 5, seconds: 1 },
      ratePerAgent: { count: 7, seconds: 3600 },
    },
    server: { port: 0, bind: '::1', logLevel: 'debug', hosts: ['box.local'] },
    identity: {
      keysDir: './k',
      requireSignature: false,
      formats: ['v2'],
      maxAgeSeconds: 60,
      maxAheadSeconds: 0,
      graceSeconds: 3600,
    },
    defaultPolicy: 'allow',
    escalation: { refusals: 3, windowSeconds: 60, suspendSeconds: 120 },
    delivery: { expiryHours: 1, maxMessages: 2, maxBytes: 4096 },
  });
});

test('a rule may be called by the name it had before it had a number, unless a rule is called that', () => {
  const text = `
agents: { a: { tools: { each: { t: { exempt: [block-relay-injection] } } } } }
rules: [{ id: block-relay-injection, action: block }]`;
  expect(config(text).rules).toMatchObject([{ id: 'IAP-001', action: 'block' }]);
  expect(config(text).agents[0]?.tools.each[0]?.exempt).toEqual(['IAP-001']);
  const own = { rules: new Set(['IAP-001', 'block-relay-injection']) };
  expect(parseConfig(`version: "1"${text}`, 'oktsec.yaml', own).rules).toMatchObject([{ id: 'block-relay-injection' }]);
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
  ['', 'oktsec.yaml:1:1: the config must be a mapping', 'the first line is: version: "1"'],
  ['mode: observe\n', 'oktsec.yaml:1:1: missing key "version"', 'the first line is: version: "1"'],
  ['version: "2"\n', 'oktsec.yaml:1:10: bad value "2" for version', 'one of "1"'],
  ['version: "1"\nmod: enforce\n', 'oktsec.yaml:2:1: unknown key "mod"', 'did you mean "mode"?'],
  ['version: "1"\nmode: Enforce\n', 'oktsec.yaml:2:7: bad value "Enforce" for mode', 'did you mean "enforce"?'],
  ['version: "1"\nversion: "1"\n', 'oktsec.yaml:2:1: "version" stands here twice', 'keep one of the two'],
  [
    'version: "1"\n---\nmode: enforce\n',
    'oktsec.yaml:2:1: only one YAML document is allowed',
    'leave out what begins with ---',
  ],
  ['version: "1"\nrules_dir: rules\n', 'oktsec.yaml:2:12: rules_dir must be a list', undefined],
  ['version: "1"\nlimits: { max_depth: 4 }\n', 'oktsec.yaml:2:22: max_depth must be at least 8, not 4', undefined],
  [
    'version: "1"\nlimits: { max_frame: 65MiB }\n',
    'oktsec.yaml:2:22: max_frame must be at most 64MiB, not 65MiB',
    undefined,
  ],
  [
    'version: "1"\nquarantine: { approval_ttl: soon }\n',
    'oktsec.yaml:2:29: bad value "soon" for approval_ttl',
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
    'oktsec.yaml:2:49: bad value "2027-02-30T00:00:00Z" for expires',
    'times are written like 2027-01-31T12:00:00Z',
  ],
  [
    'version: "1"\nlimits: { rate_per_agent: 60 }\n',
    'oktsec.yaml:2:27: rate_per_agent must be a text',
    'rates are written like 60/m',
  ],
  [
    'version: "1"\nrules: [{ id: CRED-001, tools: [x] }]\n',
    'oktsec.yaml:2:9: the entry for "CRED-001" changes nothing',
    'give it an action, a severity or notify',
  ],
])('%j names line and column', (text, message, hint) => {
  expect(problems(text)).toEqual([message]);
  expect(hints(text)).toEqual([hint]);
});

test.each([
  ['server: { port: 99999 }', '2:17', 'port must be at most 65535, not 99999'],
  ['identity: { formats: [v3] }', '2:23', 'bad value "v3" for formats'],
  ['identity: { max_age: soon }', '2:22', 'bad value "soon" for max_age'],
  ['default_policy: maybe', '2:17', 'bad value "maybe" for default_policy'],
  ['agents: { a: { can_message: [../x] } }', '2:30', 'bad value for can_message'],
  ['agents: { a: { can_message: [{ to: b, rate: often }] } }', '2:45', 'bad value "often" for rate'],
  ['agents: { a: { can_message: [{ to: b, rat: 1/s }] } }', '2:39', 'unknown key "rat"'],
  ['agents: { a: { deliver_to: "ftp://x" } }', '2:28', 'bad value for deliver_to'],
  ['escalation: { refusals: -1 }', '2:25', 'refusals must be at least 0, not -1'],
  ['delivery: { max_bytes: 1 }', '2:24', 'max_bytes must be at least 1024, not 1'],
])('a bad value between agents names its place: %s', (line, place, message) => {
  expect(problems(`version: "1"\n${line}\n`)).toEqual([`oktsec.yaml:${place}: ${message}`]);
});

test.each([
  ['quarantine: { approval_ttl: VALUE }', '10m', ['10w', '1.5h']],
  ['limits: { max_frame: VALUE }', '1MiB', ['1GiB', '1.5MiB']],
  ['limits: { rate_per_agent: VALUE }', '60/m', ['0/m', '10000000/m', '60/w', '60/ m', '60']],
])('%s is the whole text, in units that there are: %s', (line, good, bad) => {
  const told = (value: string) => problems(`version: "1"\n${line.replace('VALUE', value)}\n`).length;
  expect(told(good)).toBe(0);
  for (const value of [...bad, `x${good}`, `${good}x`, `-${good}`, good.replace(/\d+/, ''), `"${good}\\n"`])
    expect([value, told(value)]).toEqual([value, 1]);
});

test.each([
  ['quarantine: { ask_in_client: maybe }', '2:30', 'ask_in_client must be true, false or a list of clients'],
  ['agents: { a: { tools: { each: { t: { spend: { limit: 5 } } } } } }', '2:45', 'missing key "window"'],
  [
    'agents: { a: { tools: { each: { t: { spend: { limit: 5, window: 1h, cost: -1 } } } } } }',
    '2:75',
    'bad value for cost',
  ],
  ['quarantine: { ask_timeout: 2s }', '2:28', 'ask_timeout must be at least 5s, not 2s'],
  ['quarantine: { ask_timeout: 2 }', '2:28', 'ask_timeout must be at least 5, not 2'],
  ['flows: { expiry: 36h }', '2:18', 'expiry must be at most 1d, not 36h'],
  ['limits: { max_body: 100B }', '2:21', 'max_body must be at least 1KiB, not 100B'],
  ['rules: [{ id: CRED-001, action: ignore, arguments: [abc] }]', '2:53', 'bad value for arguments'],
])('a bad value about approvals names its place: %s', (line, place, message) => {
  expect(problems(`version: "1"\n${line}\n`)).toEqual([`oktsec.yaml:${place}: ${message}`]);
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
  expect(problems('version: "1"\nagents: { a: {}, a: {} }\n')[0]).toBe('oktsec.yaml:2:18: "a" stands here twice');
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
  const names = ['cursor', 'cursor.filesystem', 'scratch.shell', 'research-agent', 'analysis-agent'];
  expect(read.agents.map(({ name }) => name)).toEqual(names);
  const { home: _, agents: __, rules: ___, identity, webhooks, sinks, ...rest } = read;
  expect(webhooks.map(({ format }) => format)).toEqual(['slack', 'json', 'telegram']);
  expect(sinks.map(({ type }) => type)).toEqual(['file', 'otlp', 'desktop']);
  const { keysDir, ...signatures } = identity;
  expect(keysDir).toBe('~/.oktsec/keys');
  expect({ ...rest, agents: [], rules: [], webhooks: [], sinks: [], identity: signatures }).toEqual(DEFAULTS);
});

test('below the name of an argument the keys are known: a slip is told, and a name alone bounds nothing', () => {
  const args = (flow: string) => `version: "1"\nagents: { a: { tools: { each: { t: { args: ${flow} } } } } }`;
  expect(hints(args('{ path: { rots: [/x] } }'))).toEqual(['did you mean "roots"?']);
  expect(config(args('{ path: }').slice('version: "1"\n'.length)).agents[0]?.tools.each[0]?.args).toEqual([
    { at: 'path' },
  ]);
});

test('of a bad value that may hold a secret nothing is repeated, nor of a key that is no word', () => {
  const url = 'hooks.example/T0/secret';
  for (const line of [`agents: { a: { deliver_to: "${url}" } }`, `webhooks: [{ url: "${url}" }]`]) {
    const told = problems(`version: "1"\n${line}\n`);
    expect(told).toHaveLength(1);
    expect(told[0]).not.toContain('secret');
  }
  const key = 'sk ant: secret';
  expect(problems(`version: "1"\n"${key}": 1\n"${key}": 2\n`)[0]).toBe('oktsec.yaml:3:1: this key stands here twice');
});
