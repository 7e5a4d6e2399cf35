import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CATEGORIES, SEVERITIES } from '../../src/rules/rule.ts';
import { World } from './world.ts';

type Listed = { id: string; category: (typeof CATEGORIES)[number]; severity: (typeof SEVERITIES)[number] };

test('lists every rule by category, the strictest first', async () => {
  const { code, out } = await new World().run(['rules', '--json']);
  expect(code).toBe(0);
  const rules = JSON.parse(out) as Listed[];
  expect(rules.length).toBeGreaterThan(60);
  const places = rules.map(
    ({ category, severity }) => CATEGORIES.indexOf(category) * 10 - SEVERITIES.indexOf(severity),
  );
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  const table = (await new World().run(['rules', '--quiet'])).out.trimEnd().split('\n');
  expect(table).toHaveLength(rules.length + 1);
});

test('one category alone', async () => {
  const { out } = await new World().run(['rules', '--category', 'pii', '--json']);
  expect(new Set((JSON.parse(out) as Listed[]).map(({ category }) => category))).toEqual(new Set(['pii']));
  const wrong = await new World().run(['rules', '--category', 'pie']);
  expect(wrong).toMatchObject({ code: 2 });
  expect(wrong.err).toContain('did you mean pii?');
});

test.each([
  'FLOW-001',
  'FLOW-002',
  'FLOW-003',
  'PIN-001',
  'IAP-001',
  'IAP-002',
  'IAP-003',
  'IAP-004',
  'IAP-005',
  'IAP-006',
])('%s is explained', async (id) => {
  const { code, out } = await new World().run(['rules', '--explain', id]);
  expect(code).toBe(0);
  expect(out).toContain(id);
  expect(out).toMatch(/^ {2}severity +\w+$/m);
  expect(out).toMatch(/^ {2}do +\S/m);
});

test('what the config makes of a rule is said with it: where, until when and why', async () => {
  const world = new World();
  world.config(`version: "1"
rules:
  - { id: CRED-001, action: ignore, tools: [read_file], reason: "a test key", expires: 2026-12-01T00:00:00Z }
  - { id: CRED-001, severity: low, agents: [], expires: 2026-01-01T00:00:00Z }
  - { id: CRED-002, action: ignore }
`);
  const { out } = await world.run(['rules', '--explain', 'CRED-001']);
  expect(out.split('\n').filter((line) => line.startsWith('  config'))).toEqual([
    '  config    ignore, for tools read_file, until 2026-12-01T00:00:00Z: a test key',
    '  config    severity low, for agents none, no more since 2026-01-01T00:00:00Z',
  ]);
  const [rule] = JSON.parse((await world.run(['rules', '--explain', 'CRED-001', '--json'])).out) as {
    config: object[];
  }[];
  expect(rule?.config).toHaveLength(2);
  expect(rule?.config[0]).toEqual({
    action: 'ignore',
    tools: ['read_file'],
    reason: 'a test key',
    expires: '2026-12-01T00:00:00.000000Z',
  });
});

test('a rule that does not exist is exit 1', async () => {
  const { code, err } = await new World().run(['rules', '--explain', 'IAP-01']);
  expect(code).toBe(1);
  expect(err).toContain('"IAP-01" is no rule known to oktsec');
});

const PACK = `
- id: OWN-001
  name: Code name of our project
  description: It must not leave the house.
  severity: high
  category: exfiltration
  channels: [any]
  patterns: ['\\bproject-nightjar\\b']
  remediation: Leave it out.
  examples:
    match: [about project-nightjar]
    ignore: [about birds]
`;

function withPack(world: World, text: string): string {
  mkdirSync(join(world.home, 'rules'), { recursive: true, mode: 0o700 });
  chmodSync(world.home, 0o700);
  world.config('version: "1"\nrules_dir: [rules]\n');
  return world.write(join(world.home, 'rules', 'own.yaml'), text);
}

test('rules of a folder of the user are added', async () => {
  const world = new World();
  withPack(world, PACK);
  expect((await world.run(['rules', '--explain', 'OWN-001'])).out).toContain('Code name of our project');
  expect(await world.run(['verify'])).toMatchObject({ code: 0, err: '' });
  const doctor = await world.run(['doctor']);
  expect(doctor.out).toMatch(/^ok {4}\d+ rules, 1 files? of your own$/m);
});

test('a broken rule file is said with its place: exit 2, and exit 1 from verify', async () => {
  const world = new World();
  const file = withPack(world, PACK.replace('severity: high', 'severity: huge'));
  for (const argv of [['rules'], ['logs'], ['mode'], ['scan', '--text', 'x'], []]) {
    const { code, out, err } = await world.run(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`${file}:5:`);
  }
  expect(await world.run(['verify'])).toMatchObject({ code: 1 });
  expect(await world.run(['doctor'])).toMatchObject({ code: 1 });
});

test('case 61: a pattern that backtracks is refused with its place', async () => {
  const world = new World();
  const file = withPack(world, PACK.replace('\\bproject-nightjar\\b', '(a+)+$'));
  const { code, err } = await world.run(['verify']);
  expect(code).toBe(1);
  expect(err).toContain(`${file}:8:`);
});

test('case 231: a pack cannot take the id of a bundled rule', async () => {
  const world = new World();
  withPack(world, PACK.replace('OWN-001', 'CRED-001'));
  const { code, err } = await world.run(['verify']);
  expect(code).toBe(1);
  expect(err).toContain('CRED-001');
});
