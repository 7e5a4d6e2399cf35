import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FILES, Machine } from './machine.ts';
import { entry } from './world.ts';

const SECRETS = ['hunter2-token', 'hooks.example.com', 'acme-billing', 'payroll', 'merger-plan', 'my own words'];

test('one file to read first: versions, settings and counts; no names, paths, texts or secrets', async () => {
  const world = new Machine();
  world.config(`# my own words
version: "1"
mode: enforce
agents:
  acme-billing: { description: payroll of everybody, tags: [payroll], blocked_content: [pii] }
  bot: { can_message: [acme-billing] }
rules:
  - { id: CRED-001, action: mask, reason: my own words }
webhooks:
  - { url: "https://hooks.example.com/hunter2-token", events: [blocked] }
`);
  world.cursor({ payroll: { ...FILES, env: { TOKEN: 'hunter2-token' } } });
  await world.record(entry({ to: 'acme-billing', tool: 'payroll' }));
  world.write(join(world.home, 'merger-plan.txt'), 'what somebody put there');
  const { code, out, err } = await world.run(['bugreport']);
  expect(code).toBe(0);
  expect(err).toContain('nothing was sent');
  const file = out.trim();
  const json = await world.run(['bugreport', '--json', '--out', 'other.json']);
  expect(JSON.parse(json.out)).toEqual([{ path: join(world.cwd, 'other.json') }]);
  expect(file).toBe(join(world.cwd, 'oktsec-bugreport-20261121T140000.json'));
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const text = readFileSync(file, 'utf8');
  for (const secret of [...SECRETS, world.folder]) expect(text).not.toContain(secret);
  const report = JSON.parse(text) as { config: { text: string }; clients: object[]; log: object };
  expect(report.config.text).toContain('mode: enforce');
  expect(report.config.text).toContain('id: CRED-001');
  expect(report.config.text).toContain('blocked_content: [ pii ]');
  expect(report.clients).toEqual([{ client: 'cursor', servers: [{ state: 'bare', proof: '' }] }]);
  expect(report.log).toMatchObject({ rows: 1, verifies: true });
});

test('what is broken is part of it, not the end of it', async () => {
  const world = new Machine();
  world.config('version: "1"\nmodes: [');
  const { code, out } = await world.run(['bugreport', '--out', 'report.json']);
  expect(code).toBe(0);
  expect(JSON.parse(world.read(out.trim()))).toMatchObject({
    config: { from: 'home', text: expect.stringContaining('not valid YAML') },
  });
});

test('it overwrites nothing, and makes nothing else', async () => {
  const world = new Machine();
  world.write('report.json', 'mine');
  expect(await world.run(['bugreport', '--out', 'report.json'])).toMatchObject({ code: 2, out: '' });
  expect(world.read(join(world.cwd, 'report.json'))).toBe('mine');
  expect(readdirSync(world.userHome)).toEqual([]);
});
