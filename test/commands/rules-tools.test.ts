import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { entry, finding, World } from './world.ts';

function withRules(world: World): void {
  mkdirSync(join(world.home, 'rules'), { recursive: true, mode: 0o700 });
  chmodSync(world.home, 0o700);
  world.config('version: "1"\nrules_dir: [rules]\n');
}

test("rules test runs every example, the bundled ones and one's own", async () => {
  const world = new World();
  withRules(world);
  expect(await world.run(['rules', 'new', 'acme-001'])).toMatchObject({ code: 0, err: '' });
  const all = await world.run(['rules', 'test']);
  expect(all).toMatchObject({ code: 0, err: '' });
  expect(all.out).toMatch(/^ok: \d{3,} examples of \d{3} rules hold$/m);
  expect((await world.run(['rules', 'test', 'ACME-001'])).out).toBe('ok: 2 examples of 1 rule hold\n');
});

test('an example that is not kept is shown, and exit 1', async () => {
  const world = new World();
  withRules(world);
  await world.run(['rules', 'new', 'ACME-001']);
  const file = join(world.home, 'rules', 'acme-001.yaml');
  world.write(file, readFileSync(file, 'utf8').replace('the nightjar is a bird', 'Project-Nightjar-7 again'));
  const { code, out } = await world.run(['rules', 'test', 'ACME-001']);
  expect(code).toBe(1);
  expect(out).toContain('ACME-001  finds what it must leave alone');
  expect(out).toContain('Project-Nightjar-7 again');
  const json = await world.run(['rules', 'test', '--json']);
  expect(JSON.parse(json.out)).toEqual([
    { rule: 'ACME-001', kind: 'ignore', text: 'Project-Nightjar-7 again', channel: 'tool_result' },
  ]);
  expect(await world.run(['rules', 'test', 'ACME-002'])).toMatchObject({ code: 1 });
});

test('rules new neither takes an id that is taken nor a file that is there', async () => {
  const world = new World();
  withRules(world);
  expect((await world.run(['rules', 'new', 'CRED-001'])).err).toContain('rule CRED-001 exists already');
  expect((await world.run(['rules', 'new', 'no id'])).err).toContain('"no id" is no id for a rule');
  expect((await world.run(['rules', 'new', 'ACME-001'])).code).toBe(0);
  expect((await world.run(['rules', 'new', 'ACME-001'])).code).toBe(2);
});

test('rules new without a folder of rules says what the config needs', async () => {
  const world = new World();
  mkdirSync(world.home, { mode: 0o700 });
  const { code, out } = await world.run(['rules', 'new', 'ACME-001']);
  expect(code).toBe(0);
  expect(out).toContain(`rules_dir: [${join(world.home, 'rules')}]`);
});

test('rules new --json says where the rule is, and whether it counts yet', async () => {
  const world = new World();
  mkdirSync(world.home, { mode: 0o700 });
  const { out } = await world.run(['rules', 'new', 'ACME-001', '--json']);
  const path = join(world.home, 'rules', 'acme-001.yaml');
  expect(JSON.parse(out)).toEqual([{ id: 'ACME-001', path, counts: false }]);
});

const privateAddress = finding({
  rule: 'SSRF-003',
  name: 'Address in a private network',
  severity: 'medium',
  category: 'ssrf',
  excerpt: 'http://192[…8]/admin',
});
const flagged = entry({ decision: 'content_flagged', rules: ['SSRF-003'], findings: [privateAddress] });

test('rules preview judges again what is in the log, and what comes next', async () => {
  const world = new World();
  await world.record(flagged, entry());
  const asBlock = await world.run(['rules', 'preview', 'SSRF-003', '--action', 'block']);
  expect(asBlock.out).toContain('found in 1 of 2 rows; 1 flagged would be blocked');
  expect(asBlock.out).toContain('http://192[…8]/admin');
  expect((await world.run(['rules', 'preview', 'SSRF-003'])).out).toContain('nothing would change');
  expect((await world.run(['rules', 'preview', 'SSRF-003', '--severity', 'low'])).out).toContain(
    '1 flagged would be delivered',
  );
  expect((await world.run(['rules', 'preview', 'SSRF-003', '--shadow', '--action', 'quarantine'])).code).toBe(0);
  await world.record(flagged);
  const later = await world.run(['rules', 'preview', 'SSRF-003']);
  expect(later.out).toContain('in shadow: 1 of 100 messages seen, found in 1; 1 flagged would be held');
  const json = JSON.parse((await world.run(['rules', 'preview', 'SSRF-003', '--json'])).out) as { would_be: string }[];
  expect(json.map(({ would_be }) => would_be)).toEqual(Array(3).fill('content_quarantined'));
  await world.run(['rules', 'preview', 'SSRF-003', '--stop']);
  expect((await world.run(['rules', 'preview', 'SSRF-003'])).out).not.toContain('in shadow');
  expect(await world.run(['rules', 'preview', 'SSRF-033'])).toMatchObject({ code: 1 });
});

test('rules preview is the only word on its rule, and says nothing of others', async () => {
  const world = new World();
  const token = finding({ rule: 'CRED-001', name: 'Key', severity: 'critical', category: 'credentials' });
  const both = entry({
    decision: 'content_blocked',
    rules: ['CRED-001', 'SSRF-003'],
    findings: [token, privateAddress],
  });
  await world.record(both);
  const standing = await world.run(['rules', 'preview', 'SSRF-003', '--severity', 'info']);
  expect(standing.out).toContain('nothing would change');
  world.config('version: "1"\nrules: [{ id: SSRF-003, action: block }]\n');
  await world.record(flagged);
  const flag = await world.run(['rules', 'preview', 'SSRF-003', '--action', 'allow-and-flag']);
  expect(flag.out).toContain('found in 2 of 2 rows; nothing would change');
  expect((await world.run(['rules', 'preview', 'SSRF-003'])).out).toContain('1 flagged would be blocked');
  expect((await world.run(['rules', 'preview', 'CRED-001'])).out).toContain('found in 1 of 2 rows');
});
