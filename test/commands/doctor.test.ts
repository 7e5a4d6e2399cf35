import { chmodSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Found } from '../../src/clients/discover.ts';
import { CURSOR } from '../../src/clients/known/cursor.ts';
import { processChecks } from '../../src/commands/doctor/processes.ts';
import { FILES, Machine, REMOTE, SLACK } from './machine.ts';
import { entry, held, NOW, World } from './world.ts';

test('on a fresh machine all is well, and looking leaves nothing behind', async () => {
  const world = new World();
  const { code, out } = await world.run(['doctor']);
  expect(code).toBe(0);
  expect(out).toMatch(/^ok {4}node \d+\.\d+\.\d+, oktsec \d/m);
  expect(out).toContain('no config file, the defaults stand');
  expect(out).toMatch(/ok, 0 warnings, 0 failures\n$/);
  expect(readdirSync(world.userHome)).toEqual([]);
});

test('case 225: doctor warns of NODE_OPTIONS, and of a home others can look into; a warning alone is exit 0', async () => {
  const world = new World();
  world.config('version: "1"\n');
  chmodSync(world.home, 0o755);
  const { code, out } = await world.run(['doctor'], { env: { NODE_OPTIONS: '--require ./x\u001b.cjs' } });
  expect(code).toBe(0);
  expect(out).toContain('warn  NODE_OPTIONS is set: --require ./x\\x1b.cjs');
  expect(out).toContain(`chmod 700 ${world.home}`);
  expect(out).toContain('2 warnings, 0 failures');
});

test('a variable that a webhook or mailbox needs and that is not set is named before there is something to tell', async () => {
  const world = new World();
  world.config(
    `version: "1"
webhooks: [{ name: ops, url: "\${env:HOOK}", secret: "\${env:HOOK_SECRET}" }]
sinks: [{ type: otlp, url: "http://127.0.0.1:4318/\${env:HOOK}", headers: { authorization: "\${env:HOOK}" } }]
agents: { mail: { deliver_to: "\${env:INBOX}" } }
`,
  );
  const { code, out } = await world.run(['doctor'], { env: { HOOK: 'https://hooks.test/x' } });
  expect(code).toBe(0);
  expect(out).toMatch(/^warn {2}ops: \$HOOK_SECRET is not set here$/m);
  expect(out).toMatch(/^warn {2}deliver_to of mail: \$INBOX is not set here$/m);
  expect(out).not.toContain('otlp-1');
  expect((await world.run(['doctor'])).out).toMatch(
    /^warn {2}ops: \$HOOK, \$HOOK_SECRET are not set here\n.*\nwarn {2}otlp-1: \$HOOK is not set here$/m,
  );
});

test('a broken chain and a faulty config are failures: exit 1', async () => {
  const world = new World();
  await world.record(entry(), entry());
  expect((await world.run(['doctor'])).out).toMatch(/^ok {4}database .* 2 rows, chain intact/m);
  const db = new Database(join(world.home, 'oktsec.db'));
  db.exec('UPDATE audit SET size = 1 WHERE seq = 1');
  db.close();
  const broken = await world.run(['doctor', '--json']);
  expect(broken.code).toBe(1);
  expect(JSON.parse(broken.out)).toContainEqual(
    expect.objectContaining({ level: 'fail', what: expect.stringContaining('chain broken at row 1') }),
  );
  world.config('version: "1"\nmodes: x\n');
  const faulty = await world.run(['doctor']);
  expect(faulty.code).toBe(1);
  expect(faulty.out).toMatch(/^fail {2}.*oktsec\.yaml:2:1: unknown key "modes"$/m);
});

test('with a fault in the config doctor still looks at the home that it names', async () => {
  const world = new World();
  const elsewhere = join(world.userHome, 'elsewhere');
  world.config(`version: "1"\nhome: ${elsewhere}\nmodes: x\n`);
  const { code, out } = await world.run(['doctor', '--config', join(world.home, 'oktsec.yaml')]);
  expect(code).toBe(1);
  expect(out).toContain(`home ${elsewhere}: not there yet`);
});

test('each client is a line: behind oktsec, not yet, or no longer starting', async () => {
  const world = new Machine();
  world.config('version: "1"\n');
  world.cursor({ files: world.behind('cursor.files', FILES) });
  expect((await world.run(['doctor'])).out).toMatch(/^ok {4}Cursor: 1 of 1 servers behind oktsec$/m);
  world.cursor({ files: world.behind('cursor.files', FILES), docs: REMOTE });
  expect((await world.run(['doctor'])).out).toMatch(
    /^ok {4}Cursor: 1 of 1 servers behind oktsec; 1 remote, which goes round it$/m,
  );
  world.cursor({ docs: REMOTE });
  expect((await world.run(['doctor'])).out).toMatch(/^ok {4}Cursor: nothing but 1 remote, which oktsec does not see$/m);
  world.cursor({ files: world.behind('cursor.files', FILES), slack: SLACK });
  const open = await world.run(['doctor']);
  expect(open).toMatchObject({ code: 0 });
  expect(open.out).toMatch(/^warn {2}Cursor: slack is not behind oktsec\n {8}oktsec wrap cursor\/slack$/m);
  const gone = { command: '/nowhere/node', args: ['/nowhere/oktsec.js', 'proxy', '--agent', 'a', '--', 'npx', 'x'] };
  world.cursor({ files: gone });
  const broken = await world.run(['doctor']);
  expect(broken.code).toBe(1);
  expect(broken.out).toMatch(/^fail {2}Cursor: files does not start, .*gone.*\n {8}oktsec repair cursor$/m);
});

test('case 225: an entry whose env puts code into the oktsec in front of its server is named', async () => {
  const world = new Machine();
  world.cursor({ files: world.behind('cursor.files', { ...FILES, env: { NODE_OPTIONS: '--require ./x.cjs' } }) });
  expect((await world.run(['doctor'])).out).toContain('warn  Cursor: env of files sets NODE_OPTIONS');
});

test("a client's config that everybody can write is named, one of the user's group is not", async () => {
  const world = new Machine();
  const path = world.cursor({ files: FILES });
  chmodSync(path, 0o664);
  expect((await world.run(['doctor'])).out).not.toContain('every user');
  chmodSync(path, 0o666);
  expect((await world.run(['doctor'])).out).toMatch(
    /^warn {2}Cursor: .*mcp\.json can be changed by every user.*\n {8}chmod o-w \S+mcp\.json$/m,
  );
  chmodSync(path, 0o600);
  chmodSync(dirname(path), 0o777);
  expect((await world.run(['doctor'])).out).toMatch(/^ {8}chmod o-w \S+\.cursor$/m);
});

test("a client's config that cannot be read is a failure with its place", async () => {
  const world = new Machine();
  world.write(world.cursor({}), '{"mcpServers": {');
  const { code, out } = await world.run(['doctor']);
  expect(code).toBe(1);
  expect(out).toMatch(/^fail {2}.*mcp\.json:1:\d+/m);
});

test('a client that runs since before it was wrapped is to be restarted, an orphan to be ended', () => {
  const process = (pid: number, parent: number, age: number, command: string) => ({
    pid,
    parent,
    age,
    kilobytes: 2048,
    command,
  });
  const found = [
    {
      client: CURSOR,
      reported: [],
      files: [
        {
          servers: [
            {
              name: 'fs',
              ref: 'cursor/fs',
              state: 'wrapped',
              agent: 'cursor.fs',
              argv: ['npx', 'x', '/srv/data'],
              entry: {},
            },
          ],
        },
      ],
    },
  ] as unknown as Found[];
  const wrapped = [{ ...entry({ to: 'cursor.fs', time: NOW - 60_000_000 }), seq: 1, rowHash: '' }];
  const checks = processChecks(
    found,
    [process(7, 1, 3600, '/usr/bin/cursor --x'), process(8, 1, 30, 'node x /srv/data')],
    wrapped,
    NOW,
  );
  expect(checks).toEqual([
    { level: 'warn', what: 'Cursor runs since before it was wrapped (pid 7, 1 h)', hint: CURSOR.restart },
    { level: 'fail', what: '1 orphaned server, 2 MB: cursor/fs; what started it is gone', hint: 'kill 8' },
  ]);
  expect(processChecks(found, [process(7, 1, 30, '/usr/bin/cursor --x')], wrapped, NOW)).toEqual([]);
});

test('oktsec alone says what to do first where nothing stands', async () => {
  const { code, out } = await new World().run([]);
  expect(code).toBe(0);
  expect(out).toContain('oktsec demo');
  expect(out).toContain('oktsec proxy --agent NAME -- COMMAND');
});

test('oktsec alone counts the last day and names what is held', async () => {
  const world = new World();
  await world.record(entry(), entry({ decision: 'content_flagged' }), held('H3LD77'));
  const { code, out } = await world.run([]);
  expect(code).toBe(0);
  expect(out).toContain('24 h  3 rows: 1 quarantined, 1 flagged, 3 in all');
  expect(out).toContain('held  1, the newest H3LD77: cursor to cursor.files read_file');
  expect(out).toContain('oktsec allow H3LD77 --once');
  const [state] = JSON.parse((await world.run(['--json'])).out) as object[];
  expect(state).toMatchObject({ mode: 'observe', rows: 3, held: ['H3LD77'] });
});
