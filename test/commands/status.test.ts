import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/sqlite.ts';
import { FILES, Machine, POSTGRES, REMOTE, SLACK } from './machine.ts';
import { entry, held, NOW } from './world.ts';

test('one honest line: what is behind oktsec, what is not, and what to do', async () => {
  const world = new Machine();
  world.cursor({ filesystem: world.behind('cursor.filesystem', FILES), db: POSTGRES, docs: REMOTE });
  const { code, out } = await world.run(['status']);
  expect(code).toBe(0);
  expect(out.split('\n')[0]).toBe('1 of 3 servers behind oktsec; 1 remote, 1 not wrapped: oktsec wrap cursor');
  expect(out).toContain('config  ~/.oktsec/oktsec.yaml\n');
  expect((await new Machine().run(['status'])).out).toContain('config  none, the defaults stand: oktsec init');
});

test('one row is one row', async () => {
  const world = new Machine();
  await world.record(entry());
  expect((await world.run(['status'])).out).toMatch(/^24 h {4}1 row, 0 held$/m);
  expect((await world.run([])).out).toMatch(/^24 h {2}1 row[,:].* 1 in all$/m);
});

test('a server that came since yesterday is said apart, for a day', async () => {
  const world = new Machine();
  const wrapped = world.behind('cursor.filesystem', FILES);
  world.cursor({ filesystem: wrapped, db: POSTGRES });
  const line = async (now: number) => (await world.run(['status'], { now })).out.split('\n')[0];
  expect(await line(NOW)).toBe('1 of 2 servers behind oktsec; 1 not wrapped: oktsec wrap cursor');
  world.cursor({ filesystem: wrapped, db: POSTGRES, slack: SLACK });
  const said =
    '1 of 3 servers behind oktsec; 1 not wrapped: oktsec wrap cursor, 1 new since yesterday: oktsec wrap cursor';
  expect(await line(NOW + 3_600_000_000)).toBe(said);
  expect(await line(NOW + 7_200_000_000)).toBe(said);
  expect(await line(NOW + 2 * 86_400_000_000)).toBe('1 of 3 servers behind oktsec; 2 not wrapped: oktsec wrap cursor');
});

test('entries whose paths are gone are named with the command that mends them', async () => {
  const world = new Machine();
  const gone = {
    command: '/nowhere/node',
    args: ['/nowhere/bin/oktsec.js', 'proxy', '--agent', 'a', '--', 'npx', 'x'],
  };
  world.cursor({ filesystem: gone });
  const { out } = await world.run(['status']);
  expect(out).toContain('0 of 1 server behind oktsec; 1 does not start: oktsec repair');
  expect(out).toContain('broken  cursor/filesystem: /nowhere/node is gone; oktsec repair cursor');
  const next = /^next {2}oktsec repair cursor/m;
  world.config('version: "1"\n');
  expect((await world.run([])).out).toMatch(next);
  await world.record(entry());
  expect((await world.run([])).out).toMatch(next);
});

test('every loosening of the last week is a line; what protects is none, and older ones are not shown', async () => {
  const world = new Machine();
  world.config('version: "1"\nmode: enforce\n');
  await world.record(held('H3LD77'));
  await world.run(['mode', 'observe', '--agent', 'cursor.slack'], { types: 'OBSERVE' });
  await world.run(['allow', 'H3LD77', '--once'], { types: 'ALLOW' });
  await world.run(['mode', 'enforce', '--agent', 'cursor.slack']);
  await world.run(['tokens', 'create', 'boss', '--scope', 'review'], { types: 'TOKEN' });
  // What it is called is not what it may.
  const made = await world.run(['tokens', 'create', 'review-bot', '--scope', 'scan'], { drawn: 1 });
  expect(made.code).toBe(0);
  const { out } = await world.run(['status', '--json']);
  const [state] = JSON.parse(out) as { loosened: { what: string }[]; held: string[] }[];
  expect(state?.loosened.map(({ what }) => what)).toEqual(['token', 'approved', 'mode']);
  expect((await world.run(['status'])).out).toMatch(/loosened in the last 7 days\n(?: {2}.+\n){3}$/);
  const later = await world.run(['status', '--json'], { now: NOW + 8 * 86_400_000_000 });
  expect(JSON.parse(later.out)).toMatchObject([{ loosened: [] }]);
});

test('a config that was loosened by hand counts once, and not where a command said it', async () => {
  const world = new Machine();
  const changed = (to: string, looser: string) =>
    entry({
      kind: 'event',
      method: 'config_changed',
      tool: undefined,
      note: `config ${to.repeat(64)} stands after ${'0'.repeat(64)}${looser}`,
    });
  world.config('version: "1"\nmode: enforce\n');
  const looser = ', looser in mode';
  const said = `observe for everything by me, config 000000000000 to ${'a'.repeat(12)}`;
  await world.record(
    changed('a', looser),
    changed('a', looser),
    changed('b', ''),
    entry({ kind: 'event', method: 'mode_changed', mode: 'observe', tool: undefined, note: said }),
    changed('a', looser),
    changed('a', looser),
  );
  const [state] = JSON.parse((await world.run(['status', '--json'])).out) as { loosened: { what: string }[] }[];
  expect(state?.loosened.map(({ what }) => what)).toEqual(['mode', 'config']);
  expect((await world.run(['status'])).out).toMatch(/config +config aaaaaaaa… stands after 00000000…, looser in mode/);
});

test('no row of another kind speaks for a config that was loosened by hand', async () => {
  const world = new Machine();
  world.config('version: "1"\nmode: enforce\n');
  const told = (method: string, note: string) => entry({ kind: 'event', method, tool: undefined, note });
  const here = 'a'.repeat(12);
  await world.record(
    told('reject', `reject call held as row 1, by me: config ${here}`),
    told('agent_changed', `mode of cursor set by token x, config 000000000000 to ${here}`),
    told('config_changed', `config ${'a'.repeat(64)} stands after ${'0'.repeat(64)}, looser in mode`),
    told('config_changed', `config ${'a'.repeat(64)} stands after ${'0'.repeat(64)}, looser in mode`),
    told('approve_session', 'approve session call held as row 1, by me'),
  );
  const [state] = JSON.parse((await world.run(['status', '--json'])).out) as { loosened: { what: string }[] }[];
  expect(state?.loosened.map(({ what }) => what)).toEqual(['approved', 'config']);
});

test('a loosening is found behind any number of rows', async () => {
  const world = new Machine();
  await world.run(['trust'], { types: 'TRUST' });
  world.write('oktsec.yaml', 'version: "1"\n');
  await world.run(['trust'], { types: 'TRUST' });
  const { entry } = await import('./world.ts');
  await world.record(...Array.from({ length: 2500 }, () => entry()));
  expect((await world.run(['status'])).out).toContain('trusted');
  const store = openStore(world.home, { now: () => NOW });
  expect(store.list({ events: true }).map(({ kind }) => kind)).toEqual(['event']);
  store.close();
});

test('oktsec alone in an empty home names what is here and what to do', async () => {
  const world = new Machine();
  world.cursor({ filesystem: FILES, slack: SLACK });
  const { code, out } = await world.run([]);
  expect(code).toBe(0);
  expect(out).toContain('0 of 2 servers behind oktsec; 2 not wrapped\n');
  expect(out).toMatch(/^ {2}Cursor {2}filesystem {2}slack$/m);
  expect(out).toMatch(/^next {2}oktsec init /m);
  expect(out).toMatch(/^ {6}oktsec wrap cursor /m);
});

test('a home in which nothing can be noted keeps nobody from looking', async () => {
  const world = new Machine();
  world.cursor({ files: FILES });
  world.config('version: "1"\n');
  // It cannot be written, as on a full disk.
  mkdirSync(join(world.home, 'seen.json'));
  expect(await world.run(['status'])).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringContaining('0 of 1 server'),
  });
});

test('a project file that was wrapped counts wherever one stands, and what came into it since is wrapped with --project', async () => {
  const world = new Machine();
  const file = world.write('.mcp.json', JSON.stringify({ mcpServers: { here: FILES } }));
  await world.run(['wrap', 'claude-code', '--project', '--no-proof']);
  expect((await world.run(['status'])).out).toContain('1 of 1 server behind oktsec\n');
  expect((await world.run(['discover'])).out).toMatch(/here .*behind oktsec/);
  const { mcpServers } = JSON.parse(readFileSync(file, 'utf8')) as { mcpServers: { here: { command: string } } };
  writeFileSync(file, JSON.stringify({ mcpServers: { here: mcpServers.here, db: POSTGRES } }));
  expect((await world.run(['status'])).out).toContain('1 not wrapped: oktsec wrap claude-code --project\n');
  writeFileSync(file, JSON.stringify({ mcpServers: { here: { ...mcpServers.here, command: '/nowhere/node' } } }));
  expect((await world.run(['status'])).out).toContain('1 does not start: oktsec repair');
  expect((await world.run(['doctor'])).out).toContain('/nowhere/node is gone');
});
