import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { entry, finding, NOW, World } from './world.ts';

const CONFIG = `# the policy of this machine
version: "1"
mode: observe   # until the week is over
agents:
  cursor.files:
    description: files of the project
    tags: [local, rw]
    tools: { each: { delete_file: { mode: enforce } } }
`;

test('shows which mode stands where, with what the config says of each', async () => {
  const world = new World();
  world.config(CONFIG);
  const { code, out } = await world.run(['mode']);
  expect(code).toBe(0);
  expect(out).toMatch(/^observe +everything +mode$/m);
  expect(out).toMatch(/^observe +cursor\.files +everything +files of the project {2}\[local, rw\]$/m);
  expect(out).toMatch(/^enforce +cursor\.files delete_file +its own$/m);
  const forced = await world.run(['mode', '--mode', 'enforce', '--json']);
  expect(JSON.parse(forced.out)).toMatchObject([
    { kind: 'mode', mode: 'enforce', agent: null, because: '--mode' },
    { mode: 'enforce', agent: 'cursor.files', tags: ['local', 'rw'] },
    { mode: 'enforce', agent: 'cursor.files', tool: 'delete_file' },
  ]);
});

test('says what enforce would have done to the last seven days, and not what it did', async () => {
  const world = new World();
  const stopped = { rules: ['CRED-001'], findings: [finding()], decision: 'content_blocked' } as const;
  await world.record(
    entry({ ...stopped, mode: 'observe', action: 'forward' }),
    entry({ ...stopped, mode: 'observe', action: 'forward' }),
    entry({ ...stopped, mode: 'observe', action: 'forward', time: NOW - 8 * 86_400_000_000 }),
    entry({ ...stopped, mode: 'enforce', action: 'refuse' }),
    entry({ decision: 'tool_denied', mode: 'observe', action: 'forward' }),
    entry({ ...stopped, decision: 'content_masked', mode: 'observe', action: 'forward' }),
    entry({ ...stopped, decision: 'content_flagged', mode: 'observe', action: 'forward' }),
  );
  const would = (JSON.parse((await world.run(['mode', '--json'])).out) as { kind: string }[]).slice(1);
  expect(would).toEqual([
    { kind: 'would', decision: 'tool_denied', outcome: 'blocked', rows: 1, rules: {}, days: 7 },
    { kind: 'would', decision: 'content_blocked', outcome: 'blocked', rows: 2, rules: { 'CRED-001': 2 }, days: 7 },
    { kind: 'would', decision: 'content_masked', outcome: 'masked', rows: 1, rules: { 'CRED-001': 1 }, days: 7 },
  ]);
  expect((await world.run(['mode'])).out).toMatch(/^ {2}blocked +2 {3}CRED-001 2$/m);
});

test('enforce needs no question, keeps comments, and is a row', async () => {
  const world = new World();
  const path = world.config(CONFIG);
  expect(await world.run(['mode', 'enforce'])).toMatchObject({ code: 0, asked: '', err: '' });
  expect(readFileSync(path, 'utf8')).toBe(CONFIG.replace('observe  ', 'enforce  '));
  expect(await world.run(['mode', 'enforce', '--agent', 'cursor.files'])).toMatchObject({ code: 0 });
  expect(await world.run(['mode', 'enforce', '--agent', 'cursor.files', '--tool', 'write_file'])).toMatchObject({
    code: 0,
  });
  const text = readFileSync(path, 'utf8');
  expect(text).toContain('# the policy of this machine');
  expect(text).toContain('# until the week is over');
  expect((await world.run(['verify'])).code).toBe(0);
  const stands = JSON.parse((await world.run(['mode', '--json'])).out) as { mode: string }[];
  expect(new Set(stands.map(({ mode }) => mode))).toEqual(new Set(['enforce']));
  const rows = JSON.parse((await world.run(['logs', '--json'])).out) as { method: string; note: string }[];
  expect(rows.map(({ method }) => method)).toEqual(['mode_changed', 'mode_changed', 'mode_changed']);
  expect(rows[2]?.note).toMatch(/^enforce for everything by ops, config [0-9a-f]{12} to [0-9a-f]{12}$/);
});

test('a name that nobody has is written, with a warning that says which was meant', async () => {
  const world = new World();
  world.config(CONFIG);
  expect(await world.run(['mode', 'enforce', '--agent', 'cursor.files'])).toMatchObject({ code: 0, err: '' });
  const { code, err } = await world.run(['mode', 'enforce', '--agent', 'cursor.flies']);
  expect({ code, err }).toEqual({
    code: 0,
    err: 'oktsec: warning: nothing called "cursor.flies" was seen here so far\noktsec: hint: did you mean cursor.files?\n',
  });
  await world.record(entry({ from: 'vscode', to: 'vscode.notes' }));
  expect((await world.run(['mode', 'enforce', '--agent', 'vscode.notes'])).err).toBe('');
});

test('without a config one is made in the home', async () => {
  const world = new World();
  expect((await world.run(['mode', 'enforce'])).code).toBe(0);
  expect(readFileSync(join(world.home, 'oktsec.yaml'), 'utf8')).toBe('version: "1"\nmode: enforce\n');
});

test('observe asks at the terminal for OBSERVE; stdin and --yes are no answer', async () => {
  const world = new World();
  const path = world.config('version: "1"\nmode: enforce\n');
  const before = readFileSync(path, 'utf8');
  const refused = await world.run(['mode', 'observe', '--yes'], { stdin: 'OBSERVE\n' });
  expect(refused).toMatchObject({ code: 2, out: '' });
  expect(refused.err).toContain('no terminal to ask on');
  for (const types of ['', 'observe', 'y', 'OBSERVE!']) {
    expect(await world.run(['mode', 'observe'], { types })).toMatchObject({ code: 1, out: '' });
  }
  expect(readFileSync(path, 'utf8')).toBe(before);
  const done = await world.run(['mode', 'observe'], { types: 'OBSERVE' });
  expect(done).toMatchObject({ code: 0 });
  expect(done.asked).toContain('type OBSERVE to do it');
  expect(readFileSync(path, 'utf8')).toBe('version: "1"\nmode: observe\n');
});

test('a mode that stands already is written by nobody', async () => {
  const world = new World();
  world.config(CONFIG);
  const { code, out } = await world.run(['mode', 'observe']);
  expect(code).toBe(0);
  expect(out).toContain('as it was');
  expect((await world.run(['logs', '--json'])).out).toBe('[]\n');
});

test('case 184: with the log locked nothing is loosened: what has no row is put back', async () => {
  const world = new World();
  const path = world.config('version: "1"\nmode: enforce\n');
  await world.record(entry());
  const db = new Database(join(world.home, 'oktsec.db'));
  db.exec('BEGIN IMMEDIATE');
  const { code, out, err } = await world.run(['mode', 'observe'], { types: 'OBSERVE' });
  db.exec('ROLLBACK');
  db.close();
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('is locked by another program');
  expect(readFileSync(path, 'utf8')).toBe('version: "1"\nmode: enforce\n');
  expect((await world.run(['mode'])).out).toMatch(/^enforce +everything/m);
});
