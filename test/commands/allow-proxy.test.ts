import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { World } from './world.ts';

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const server = fileURLToPath(new URL('../fixtures/commands/echo.mjs', import.meta.url));

type Answer = { result: { isError?: boolean; content: { text: string }[] } };

/** One call through a proxy of its own; gives the answer and how often the server was really called. */
async function call(
  world: World,
  text: string,
  {
    home = world.home,
    config,
    id = 1,
  }: { readonly home?: string; readonly config?: string; readonly id?: number } = {},
): Promise<{ text: string; refused: boolean; calls: number; told: string }> {
  const counted = join(world.folder, 'calls');
  const named = config === undefined ? [] : ['--config', config];
  const argv = [...named, '--home', home, '--agent', 'cursor.demo', '--', process.execPath, server, counted];
  const proxy = spawn(process.execPath, [cli, 'proxy', ...argv], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: world.userHome },
  });
  let told = '';
  proxy.stderr.on('data', (chunk) => {
    told += chunk;
  });
  const ended = new Promise((done) => proxy.on('close', done));
  const request = { jsonrpc: '2.0', id, method: 'tools/call', params: { name: 'pay', arguments: { text } } };
  proxy.stdin.write(`${JSON.stringify(request)}\n`);
  const answer = await new Promise<Answer>((take) => {
    createInterface({ input: proxy.stdout }).once('line', (line) => take(JSON.parse(line) as Answer));
  });
  proxy.stdin.end();
  await ended;
  const calls = readFileSync(counted, { flag: 'a+', encoding: 'utf8' }).split('\n').length - 1;
  return { text: answer.result.content[0]?.text ?? '', refused: answer.result.isError === true, calls, told };
}

const CARD = 'visa card 4111 1111 1111 1111, expires 12/29';
const OTHER = 'visa card 5500 0000 0000 0004, expires 12/29';

test('a held call is named, allowed once, passes once, and is held again', async () => {
  const world = new World();
  world.config('version: "1"\nmode: enforce\n');
  const first = await call(world, CARD);
  expect(first).toMatchObject({
    refused: true,
    calls: 0,
    told: expect.stringContaining('oktsec: held tools/call pay'),
  });
  const ref = /oktsec allow ([0-9A-Z]{6,8}) --once/.exec(first.text)?.[1] ?? '';
  // The clock of the proxy is the real one.
  const now = Date.now() * 1000;
  expect(await world.run(['allow', ref, '--once'], { types: 'ALLOW', now })).toMatchObject({ code: 0, err: '' });
  expect(await call(world, OTHER)).toMatchObject({ refused: true, calls: 0 });
  // The request passes, and so does an answer that only says again what was approved.
  expect(await call(world, CARD)).toMatchObject({ refused: false, calls: 1, told: '' });
  expect(await call(world, CARD)).toMatchObject({ refused: true, calls: 1 });
  expect(await world.run(['logs', 'verify'])).toMatchObject({ code: 0 });
});

test('of another home, or by a config elsewhere, the command that is named says so and works as it stands', async () => {
  const world = new World();
  const home = join(world.folder, "the team's");
  const config = world.write('policy.yaml', 'version: "1"\nmode: enforce\n');
  const first = await call(world, CARD, { home, config });
  const [, words = ''] = /with: oktsec (.*) --once\./.exec(first.text) ?? [];
  expect(words).toMatch(/^--home '.*the team'\\''s' --config \/.*\/work\/policy\.yaml allow [0-9A-Z]{6,8}$/);
  const typed = execFileSync('sh', ['-c', `printf '%s\\0' ${words}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);
  const now = Date.now() * 1000;
  expect(await world.run([...typed, '--once'], { types: 'ALLOW', now })).toMatchObject({ code: 0, err: '' });
  expect(await call(world, CARD, { home, config })).toMatchObject({ refused: false, calls: 1 });
});

test('tried again while it waits, one item waits; rejected, it is refused without asking again', async () => {
  const world = new World();
  world.config('version: "1"\nmode: enforce\n');
  const now = Date.now() * 1000;
  const refIn = (text: string) => /ref ([0-9A-Z]{6,8})/.exec(text)?.[1] ?? 'none';
  const first = await call(world, CARD);
  const ref = refIn(first.text);
  const again = await call(world, CARD);
  expect(again.text).toBe(first.text);
  expect(again.told).toContain('the same call is held already');
  const list = async () => (await world.run(['quarantine', 'list', '--json'], { now })).out;
  expect((await list()).match(/"ref"/g)).toHaveLength(1);
  expect(await world.run(['quarantine', 'reject', ref], { now })).toMatchObject({ code: 0 });
  const refused = await call(world, CARD);
  expect(refused).toMatchObject({ refused: true, calls: 0 });
  expect(refused.text).toContain(`refused by a person, ref ${ref}`);
  expect(refIn((await call(world, OTHER)).text)).not.toBe(ref);
  expect((await list()).match(/"status":\s*"pending"/g)).toHaveLength(1);
  expect(await world.run(['logs', 'verify'])).toMatchObject({ code: 0 });
});

test('the same answer again is not held again while the first waits; another one, and after it was rejected the same, is', async () => {
  const world = new World();
  const now = Date.now() * 1000;
  const rule = await heldRule(world);
  world.config(`version: "1"\nmode: enforce\nrules: [{ id: ${rule}, action: ignore, channels: [tool_args] }]\n`);
  const waiting = async () => JSON.parse((await world.run(['quarantine', 'list', '--json'], { now })).out) as unknown[];
  const first = await call(world, CARD);
  expect(first).toMatchObject({ refused: true, calls: 1 });
  const again = await call(world, CARD, { id: 12345 });
  expect(again).toMatchObject({ refused: true, calls: 2, text: first.text });
  expect(again.told).toContain('the same response is held already');
  expect(await waiting()).toHaveLength(1 + 1);
  expect((await call(world, OTHER)).text).not.toBe(first.text);
  expect(await waiting()).toHaveLength(2 + 1);
  const ref = /ref ([0-9A-Z]{6,8})/.exec(first.text)?.[1] ?? '';
  expect(await world.run(['quarantine', 'reject', ref], { now })).toMatchObject({ code: 0 });
  expect((await call(world, CARD)).text).not.toBe(first.text);
  expect(await world.run(['logs', 'verify'])).toMatchObject({ code: 0 });
});

test('approved masked, the same call reaches the server without what was found', async () => {
  const world = new World();
  world.config('version: "1"\nmode: enforce\n');
  const now = Date.now() * 1000;
  const first = await call(world, CARD);
  const ref = /oktsec allow ([0-9A-Z]{6,8}) --once/.exec(first.text)?.[1] ?? '';
  expect(await world.run(['quarantine', 'approve', ref, '--masked'], { types: 'MASKED', now })).toMatchObject({
    code: 0,
    err: '',
  });
  const again = await call(world, CARD);
  expect(again).toMatchObject({ refused: false, calls: 1 });
  expect(again.text).toContain('[REDACTED:pii]');
  expect(await call(world, CARD)).toMatchObject({ refused: true, calls: 1 });
});

test('a held answer is given out once without a second call, as it was or masked', async () => {
  for (const masked of [false, true]) {
    const world = new World();
    const now = Date.now() * 1000;
    const rule = await heldRule(world);
    world.config(`version: "1"\nmode: enforce\nrules: [{ id: ${rule}, action: ignore, channels: [tool_args] }]\n`);
    const first = await call(world, CARD);
    expect(first).toMatchObject({ refused: true, calls: 1 });
    const ref = /ref ([0-9A-Z]{6,8})/.exec(first.text)?.[1] ?? '';
    const argv = ['quarantine', 'approve', ref, ...(masked ? ['--masked'] : [])];
    const done = await world.run(argv, { types: masked ? 'MASKED' : 'APPROVE', now });
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toContain('its answer is given out');
    const again = await call(world, CARD);
    expect(again).toMatchObject({ refused: false, calls: 1 });
    expect(again.text.includes('4111')).toBe(!masked);
    expect(await call(world, CARD)).toMatchObject({ refused: true, calls: 2 });
    expect(await world.run(['logs', 'verify'])).toMatchObject({ code: 0 });
  }
});

async function heldRule(world: World): Promise<string> {
  world.config('version: "1"\nmode: enforce\n');
  const { text } = await call(world, CARD);
  return /held by oktsec: ([A-Z]+-\d+)/.exec(text)?.[1] ?? '';
}

test('an exemption for the tool lets the proxy that runs next pass it', async () => {
  const world = new World();
  world.config('version: "1"\nmode: enforce\n');
  const first = await call(world, CARD);
  const ref = /ref ([0-9A-Z]{6,8})/.exec(first.text)?.[1] ?? '';
  expect(await world.run(['allow', ref, '--tool'], { types: 'ALLOW', now: Date.now() * 1000 })).toMatchObject({
    code: 0,
  });
  expect(await call(world, CARD)).toMatchObject({ refused: false, calls: 1 });
});

test.each([
  ['approval_ttl: 30m', 1],
  ['approval_ttl: 5m', 0],
])('quarantine.%s: an approval of a quarter of an hour ago still counts in %i cases', async (ttl, calls) => {
  const world = new World();
  world.config(`version: "1"\nmode: enforce\nquarantine: { ${ttl} }\n`);
  const first = await call(world, CARD);
  const ref = /oktsec allow ([0-9A-Z]{6,8}) --once/.exec(first.text)?.[1] ?? '';
  const now = (Date.now() - 15 * 60_000) * 1000;
  expect(await world.run(['allow', ref, '--once'], { types: 'ALLOW', now })).toMatchObject({ code: 0, err: '' });
  expect((await call(world, CARD)).calls).toBe(calls);
});
