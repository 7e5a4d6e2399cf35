import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sessionOf } from '../../src/proxy/world.ts';
import { openRecorder } from '../../src/store/recorder.ts';
import { held, NOW, World } from './world.ts';

const CONFIG = 'version: "1"\nmode: enforce\n';

/** @param session of the client that was held; without one that of a process which runs */
async function withHeld(session = sessionOf(process.pid)): Promise<World> {
  const world = new World();
  world.config(CONFIG);
  const { entry, hold } = held('H3LD77');
  await world.record({ entry: { ...entry, session }, hold });
  return world;
}

test('--session lets the same tool do so again until the client ends, is listed, and taken back', async () => {
  const world = await withHeld();
  const done = await world.run(['allow', 'H3LD77', '--session'], { types: 'ALLOW' });
  expect(done).toMatchObject({ code: 0, err: '' });
  expect(done.asked).toContain('until the client ends');
  expect(done.out).toContain('oktsec allow H3LD77 --revoke');
  const { entry, hold } = held('H3LD77');
  const standing = {
    session: sessionOf(process.pid),
    side: 'client',
    from: hold.from,
    to: hold.to,
    tool: hold.tool,
  } as const;
  const claim = { kind: 'approval', hash: 'another call', rules: hold.rules, standing } as const;
  const recorder = openRecorder({ home: world.home, now: () => NOW, warn: () => {} });
  for (const _ of [1, 2]) expect(await recorder.commit({ entry, claim })).toBe('won');
  expect((await world.run(['allow'])).out).toMatch(
    /session +H3LD77 +INJ-001 +cursor to cursor\.files read_file +in 1 d/,
  );
  expect(await world.run(['allow', 'h3ld77', '--revoke'])).toMatchObject({ code: 0, asked: '' });
  expect(await recorder.commit({ entry, claim })).toBe('lost');
  await recorder.close();
  expect((await world.run(['allow'])).out).toBe('nothing is allowed that a rule would stop\n');
  expect(await world.run(['allow', 'H3LD77', '--revoke'])).toMatchObject({ code: 1 });
  expect(readFileSync(`${world.home}/oktsec.yaml`, 'utf8')).toBe(CONFIG);
});

test.skipIf(process.platform !== 'linux')(
  'what stood until the client ends is no longer listed once it has',
  async () => {
    const world = await withHeld('00112233445566aa');
    expect(await world.run(['allow', 'H3LD77', '--session'], { types: 'ALLOW' })).toMatchObject({ code: 0, err: '' });
    expect((await world.run(['allow'])).out).toBe('nothing is allowed that a rule would stop\n');
    expect(JSON.parse((await world.run(['allow', '--json'])).out)).toEqual([]);
    expect(await world.run(['allow', 'H3LD77', '--revoke'])).toMatchObject({ code: 0 });
  },
);

test.each(['--once', '--session'])(
  'an answer that was let through %s is listed, and given to nobody once it is taken back',
  async (far) => {
    const world = new World();
    world.config(CONFIG);
    const answer = { side: 'server', kind: 'response', from: 'cursor.files', to: 'cursor' } as const;
    const content = '{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"notes of Monday"}]}}';
    const { entry, hold } = held('H3LD77', answer, content);
    await world.record({ entry, hold });
    expect(await world.run(['allow', 'H3LD77', far], { types: 'ALLOW' })).toMatchObject({ code: 0, err: '' });
    const listed = JSON.parse((await world.run(['allow', '--json'])).out) as object[];
    expect(listed).toMatchObject([{ allowed: far.slice(2), ref: 'H3LD77', rules: ['INJ-001'] }]);
    expect(await world.run(['allow', 'H3LD77', '--revoke'])).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse((await world.run(['allow', '--json'])).out)).toEqual([]);
    const recorder = openRecorder({ home: world.home, now: () => NOW, warn: () => {} });
    expect(await recorder.takeResponse(hold.callHash)).toBeUndefined();
    await recorder.close();
    expect(await world.run(['allow', 'H3LD77', '--revoke'])).toMatchObject({ code: 1 });
    expect((await world.run(['logs', 'verify'])).code).toBe(0);
  },
);

test('quarantine approve --session is the same word', async () => {
  const world = await withHeld();
  const done = await world.run(['quarantine', 'approve', 'H3LD77', '--session'], { types: 'APPROVE' });
  expect(done).toMatchObject({ code: 0, err: '' });
  expect(done.asked).toContain('all like it until the client ends');
  const [standing] = JSON.parse((await world.run(['allow', '--json'])).out) as object[];
  expect(standing).toMatchObject({ allowed: 'session', ref: 'H3LD77', rules: ['INJ-001'] });
  const both = await world.run(['quarantine', 'approve', 'H3LD77', '--session', '--masked'], { types: 'APPROVE' });
  expect(both.code).toBe(2);
});

test('--arguments writes an exemption for this very call, with an end', async () => {
  const world = await withHeld();
  const done = await world.run(['allow', 'H3LD77', '--arguments', '--for', '7d'], { types: 'ALLOW' });
  expect(done).toMatchObject({ code: 0, err: '' });
  expect(readFileSync(`${world.home}/oktsec.yaml`, 'utf8')).toContain(
    `{ id: INJ-001, action: ignore, agents: [cursor.files], tools: [read_file], arguments: [${'ab'.repeat(32)}], expires: "2026-11-28T14:00:00Z", reason: H3LD77 }`,
  );
  expect((await world.run(['verify'])).code).toBe(0);
  expect((await world.run(['allow'])).out).toMatch(/arguments .*INJ-001 +cursor\.files read_file +in 7 d/);
});

test('what a reference exempted in the config is listed with it and taken back by it, and nothing else is', async () => {
  const world = await withHeld();
  const own = '  # mine\n  - { id: INJ-001, action: ignore, agents: [zed.files], reason: on purpose } # stays\n';
  world.config(`${CONFIG}agents: { zed.files: {} }\nrules:\n${own}`);
  for (const far of ['--arguments', '--tool']) {
    expect(await world.run(['allow', 'H3LD77', far], { types: 'ALLOW' })).toMatchObject({ code: 0, err: '' });
  }
  const listed = JSON.parse((await world.run(['allow', '--json'])).out) as { allowed: string; ref: string | null }[];
  expect(listed.map(({ allowed, ref }) => [allowed, ref])).toEqual([
    ['rule', null],
    ['arguments', 'H3LD77'],
    ['tool', 'H3LD77'],
  ]);
  expect(await world.run(['allow', 'h3ld77', '--revoke'])).toMatchObject({ code: 0, asked: '' });
  const left = readFileSync(`${world.home}/oktsec.yaml`, 'utf8');
  expect(left).toContain(own);
  expect(left).not.toContain('H3LD77');
  expect((await world.run(['logs', '--json'])).out).toContain('what H3LD77 exempted');
  expect(await world.run(['allow', 'H3LD77', '--revoke'])).toMatchObject({ code: 1 });
});

test('how far has to be said, once, and without a reference nothing is allowed', async () => {
  const world = await withHeld();
  for (const words of [
    ['allow', 'H3LD77'],
    ['allow', 'H3LD77', '--once', '--session'],
    ['allow', 'H3LD77', '--session', '--for', '1h'],
    ['allow', '--once'],
    ['allow', '--revoke'],
  ]) {
    expect(await world.run(words, { types: 'ALLOW' }), words.join(' ')).toMatchObject({ code: 2, asked: '' });
  }
});
