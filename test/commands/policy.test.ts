import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { entry, finding, World } from './world.ts';

const calls = (to: string, tool: string, more = {}) =>
  entry({ from: 'cursor', to, kind: 'request', side: 'client', method: 'tools/call', tool, ...more });

async function worked(): Promise<World> {
  const world = new World();
  world.config('version: "1"   # kept\nmode: observe\n');
  await world.record(
    calls('cursor.files', 'read_file'),
    calls('cursor.files', 'read_file'),
    calls('cursor.files', 'list: "all"'),
    calls('cursor.files', 'delete_file', { decision: 'tool_denied', action: 'forward', mode: 'observe' }),
    calls('cursor.files', 'write_file', { decision: 'content_blocked', action: 'refuse', mode: 'enforce' }),
    calls('cursor.mail', 'send', { decision: 'content_flagged', rules: ['CRED-001'], findings: [finding()] }),
  );
  return world;
}

test('suggests what was called and went through, no tool more, and applies it without a question', async () => {
  const world = await worked();
  const { code, out } = await world.run(['policy', 'suggest']);
  expect(code).toBe(0);
  expect(out).toContain('"cursor.files":   # 3 calls in the log');
  expect(out).toContain('allow: ["list: \\"all\\"", "read_file"]');
  expect(out).not.toMatch(/delete_file|write_file|read_only/);
  const saved = world.write('new.yaml', out);
  expect(await world.run(['verify', '--config', saved])).toMatchObject({ code: 0, err: '' });
  const one = JSON.parse((await world.run(['policy', 'suggest', 'cursor.mail', '--json'])).out);
  expect(one).toEqual([{ server: 'cursor.mail', default: 'deny', allow: ['send'], read_only: false, calls: 1 }]);
  const applied = await world.run(['policy', 'suggest', '--apply']);
  expect(applied).toMatchObject({ code: 0, asked: '', err: '' });
  expect(applied.out).toMatch(/^only the tools that were used, of (?:\d+ servers|\S+): \//);
  const path = `${world.home}/oktsec.yaml`;
  expect(readFileSync(path, 'utf8')).toContain('# kept');
  expect((await world.run(['verify'])).code).toBe(0);
  const refused = await world.run(['policy', 'test', '--call', 'cursor.files', 'delete_file', '{}']);
  expect(refused).toMatchObject({ code: 1, out: 'refuse: tool_denied, the tool is not allowed\n' });
  expect(await world.run(['policy', 'test', '--call', 'cursor.files', 'read_file', '{"path":"a"}'])).toMatchObject({
    code: 0,
    out: 'forward: allow\n',
  });
  expect((await world.run(['policy', 'suggest', 'cursor.none'])).code).toBe(1);
});

test('a config is tried on what was recorded: exit 1 when something that passed would be stopped', async () => {
  const world = await worked();
  const good = world.write('good.yaml', `version: "1"\nhome: ${world.home}\n`);
  const other = await world.run(['policy', 'test', '--config', good, '--json']);
  const tools = JSON.parse(other.out) as { tool: string; stopped: number; why: string }[];
  expect(tools.map(({ tool }) => tool)).toEqual(['list: "all"', 'read_file', 'send']);
  const strict = world.write(
    'strict.yaml',
    `version: "1"\nhome: ${world.home}\nagents: { cursor.files: { tools: { deny: [read_file] } } }\n`,
  );
  const { code, out, err } = await world.run(['policy', 'test', '--config', strict]);
  expect(code).toBe(1);
  expect(out).toMatch(/^cursor\.files +read_file +2 +2 +the tool is not allowed$/m);
  expect(err).toContain('arguments are not in the log');
});

test('a call is held against the bounds of its arguments', async () => {
  const world = new World();
  world.config(
    'version: "1"\nagents: { cursor.files: { tools: { each: { read: { args: { path: { roots: [/srv] } } } } } } }\n',
  );
  const tried = (path: string) =>
    world.run(['policy', 'test', '--call', 'cursor.files', 'read', JSON.stringify({ path })]);
  expect((await tried('/srv/a')).code).toBe(0);
  const outside = await tried('/etc/passwd');
  expect(outside.code).toBe(1);
  expect(outside.out).toMatch(/^refuse: tool_denied/);
  expect((await world.run(['policy', 'test', '--call', 'cursor.files'])).code).toBe(2);
  expect((await world.run(['policy', 'test', '--call', 'cursor.files', 'read', '[1]'])).code).toBe(2);
});

test('rates, limits of spending and schemas are tried too', async () => {
  const world = await worked();
  const path = `${world.home}/oktsec.yaml`;
  const config = (each: string) =>
    world.write(path, `version: "1"\nagents: { cursor.files: { tools: { each: { read_file: { ${each} } } } } }\n`);
  const why = async () => {
    const found = JSON.parse((await world.run(['policy', 'test', '--json'])).out) as Record<string, unknown>[];
    const { stopped, why } = found.find(({ tool }) => tool === 'read_file') ?? {};
    return [stopped, why];
  };
  config('rate: 1/m');
  expect(await why()).toEqual([1, 'more than 1 calls in 60 s']);
  config('spend: { limit: 3, window: 1h, cost: 2 }');
  expect(await why()).toEqual([1, 'spends more than 3 in 3600 s']);
  config('spend: { limit: 4, window: 1h, cost: 2 }');
  expect(await why()).toEqual([0, null]);

  const call = (args: object) =>
    world.run(['policy', 'test', '--call', 'cursor.files', 'read_file', JSON.stringify(args)]);
  config('spend: { limit: 4, window: 1h, cost: pages }');
  expect((await call({ pages: 4 })).out).toBe('forward: allow\n');
  expect((await call({ pages: 5 })).out).toBe(
    'refuse: rate_limited, would spend 5 on top of 0 in 3600 s, more than 4\n',
  );
  expect((await call({})).out).toBe('refuse: tool_denied, argument "pages" says no cost\n');
  config('schema: { required: [path] }');
  expect(await call({})).toMatchObject({ code: 1, out: 'refuse: tool_denied, the arguments lack "path"\n' });
  expect((await call({ path: 'a' })).code).toBe(0);
});
