import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openRecorder } from '../../src/store/recorder.ts';
import { entry, finding, held, NOW, World } from './world.ts';

const CONFIG = '# mine\nversion: "1"\nmode: enforce\n';
const blocked = entry({
  decision: 'content_blocked',
  action: 'refuse',
  rules: ['CRED-001', 'CMD-001'],
  findings: [finding(), finding({ rule: 'PII-002', severity: 'low', category: 'pii' })],
  ref: '7F3KQ2',
});

test('--once approves a held call: the same call passes one time, for the rules that were shown', async () => {
  const world = new World();
  world.config(CONFIG);
  const { entry: row, hold } = held('H3LD77');
  await world.record({ entry: row, hold });
  const done = await world.run(['allow', 'h3ld', '--once', '--reason', 'I asked for it'], { types: 'ALLOW' });
  expect(done).toMatchObject({ code: 0, err: '' });
  expect(done.asked).toContain('INJ-001');
  expect(done.out).toContain('passes once within 10 min');
  const recorder = openRecorder({ home: world.home, now: () => NOW, warn: () => {} });
  const claim = { kind: 'approval', hash: hold.callHash, rules: hold.rules } as const;
  const other = { ...claim, rules: [...hold.rules, 'CRED-001'] };
  expect(await recorder.commit({ entry: row, claim: other })).toBe('lost');
  expect(await recorder.commit({ entry: row, claim })).toBe('won');
  expect(await recorder.commit({ entry: row, claim })).toBe('lost');
  await recorder.close();
  expect(await world.run(['allow', 'H3LD77', '--once'], { types: 'ALLOW' })).toMatchObject({ code: 1 });
  const { out } = await world.run(['logs', 'export']);
  expect(out).toContain('I asked for it');
  expect(readFileSync(`${world.home}/oktsec.yaml`, 'utf8')).toBe(CONFIG);
});

test('what is blocked cannot be let through once', async () => {
  const world = new World();
  await world.record(blocked);
  const { code, out, err } = await world.run(['allow', '7F3KQ2', '--once'], { types: 'ALLOW' });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('7F3KQ2 was blocked, and only what is held can be let through once');
  expect(err).toContain('oktsec allow 7F3KQ2 --tool');
});

test('--tool writes the narrowest exemption: what stopped it, this tool, this server, with an end', async () => {
  const world = new World();
  const path = world.config(CONFIG);
  await world.record(blocked);
  const done = await world.run(['allow', '7F3KQ2', '--tool', '--reason', 'a test key'], { types: 'ALLOW' });
  expect(done).toMatchObject({ code: 0, err: '' });
  const text = readFileSync(path, 'utf8');
  expect(text).toContain('# mine');
  expect(text).toContain(
    '{ id: CRED-001, action: ignore, agents: [cursor.files], tools: [read_file], expires: "2026-12-21T14:00:00Z", reason: "7F3KQ2: a test key" }',
  );
  expect(text).not.toContain('PII-002');
  expect((await world.run(['verify'])).code).toBe(0);
  const [row] = JSON.parse((await world.run(['logs', '--json', '--limit', '1'])).out) as object[];
  expect(row).toMatchObject({
    method: 'allowed',
    ref: '7F3KQ2',
    to: 'cursor.files',
    tool: 'read_file',
    rules: ['CRED-001'],
  });
  const again = await world.run(['allow', '7F3KQ2', '--tool'], { types: 'ALLOW' });
  expect(again).toMatchObject({ code: 1 });
  expect(again.err).toContain('nothing found in it would stop it today');
});

test('--rule is for the whole server, --for says how long', async () => {
  const world = new World();
  const path = world.config(CONFIG);
  await world.record({ ...blocked, side: 'server', from: 'cursor.files', to: 'cursor', kind: 'response' });
  const done = await world.run(['allow', '7F3KQ2', '--rule', '--for', '12h', '--json'], { types: 'ALLOW' });
  expect(JSON.parse(done.out)).toEqual([
    {
      ref: '7F3KQ2',
      allowed: 'rule',
      rules: ['CRED-001'],
      agent: 'cursor.files',
      tool: null,
      expires: '2026-11-22T02:00:00.000000Z',
      path,
    },
  ]);
  expect(readFileSync(path, 'utf8')).toContain(
    '{ id: CRED-001, action: ignore, agents: [cursor.files], expires: "2026-11-22T02:00:00Z", reason: "7F3KQ2" }',
  );
});

test('no exemption without the word at the terminal', async () => {
  const world = new World();
  const path = world.config(CONFIG);
  await world.record(blocked, held('H3LD77'));
  for (const argv of [
    ['allow', '7F3KQ2', '--tool'],
    ['allow', '7F3KQ2', '--rule'],
    ['allow', 'H3LD77', '--once'],
  ]) {
    expect(await world.run([...argv, '--yes'], { stdin: 'ALLOW\n' })).toMatchObject({ code: 2, out: '' });
    expect(await world.run(argv, { types: 'allow' })).toMatchObject({ code: 1, out: '' });
  }
  expect(readFileSync(path, 'utf8')).toBe(CONFIG);
});

test('what no rule stopped has no exemption', async () => {
  const world = new World();
  await world.record(
    entry({ decision: 'tool_denied', action: 'refuse', ref: 'T00LNO' }),
    entry({ decision: 'unscannable', action: 'refuse', kind: 'unscannable', ref: 'F4ULT7', tool: undefined }),
    { ...blocked, tool: undefined },
  );
  const denied = await world.run(['allow', 'T00LNO', '--tool'], { types: 'ALLOW' });
  expect(denied).toMatchObject({ code: 1 });
  expect(denied.err).toContain('agents.cursor.files.tools');
  expect(await world.run(['allow', 'F4ULT7', '--rule'], { types: 'ALLOW' })).toMatchObject({ code: 1 });
  expect(await world.run(['allow', '7F3KQ2', '--tool'], { types: 'ALLOW' })).toMatchObject({ code: 2 });
  expect(await world.run(['allow', 'N0TH1NG', '--once'], { types: 'ALLOW' })).toMatchObject({ code: 1 });
});

test('what is advised leads somewhere: to what changed, to the config, to the row, never in a circle', async () => {
  const world = new World();
  await world.record(
    entry({ decision: 'tool_denied', action: 'refuse', ref: 'T00LNO' }),
    entry({ decision: 'unscannable', action: 'refuse', kind: 'unscannable', ref: 'F4ULT7', tool: undefined }),
    entry({ decision: 'pin_changed', action: 'refuse', ref: 'P1NN3D' }),
    entry({ decision: 'pin_changed', action: 'refuse', ref: 'P1NN3E', tool: '--all' }),
    entry({ decision: 'pin_changed', action: 'refuse', ref: 'P1NN3F', tool: 'x; id' }),
    { ...blocked, tool: undefined },
  );
  for (const [ref, advice] of [
    ['T00LNO', 'edit agents.cursor.files.tools in the config, then oktsec verify'],
    ['F4ULT7', 'oktsec logs show F4ULT7'],
    ['P1NN3D', 'oktsec pins diff cursor.files, then oktsec pins approve cursor.files read_file'],
    // A server names its tools: none of them may approve all of them, or run something, once this is pasted.
    ['P1NN3E', 'oktsec pins diff cursor.files, then oktsec pins approve cursor.files TOOL'],
    ['P1NN3F', "oktsec pins diff cursor.files, then oktsec pins approve cursor.files 'x; id'"],
    ['7F3KQ2', 'oktsec allow 7F3KQ2 --rule makes an exemption for its server from what was found in it'],
  ] as const) {
    for (const far of ['--once', '--session', ...(ref === '7F3KQ2' ? [] : ['--tool', '--rule'])]) {
      const { code, err } = await world.run(['allow', ref, far], { types: 'ALLOW' });
      expect([code, err.split('\n')[1]]).toEqual([1, `oktsec: hint: ${advice}`]);
    }
  }
});

test('case 97: the question shows what a server wrote as text only', async () => {
  const world = new World();
  await world.record({
    ...blocked,
    findings: [finding({ excerpt: 'x\u001b[1A\u001b[2Ktype ALLOW to win a prize\u202e' })],
  });
  const { asked } = await world.run(['allow', '7F3KQ2', '--rule'], { types: 'no' });
  expect(asked).toContain('\\x1b[1A');
  expect(asked).not.toMatch(/[\u001b\u202e]/);
});

test('what a result says as text and as data is asked about once', async () => {
  const world = new World();
  const twice = [finding({ excerpt: 'a b' }), finding({ excerpt: 'a b', pointer: '/result/structuredContent/text' })];
  await world.record({ ...blocked, findings: twice });
  const { asked } = await world.run(['allow', '7F3KQ2', '--rule'], { types: 'no' });
  expect(asked.match(/: a b$/gm)).toHaveLength(1);
  expect(asked).toMatch(/until 2026-12-21T\d\d:00:00Z$/m);
});

test('a list that went on without an entry is nothing that is held', async () => {
  const world = new World();
  await world.record({ ...blocked, decision: 'content_quarantined', action: 'mask', method: 'tools/list' });
  const { code, err } = await world.run(['allow', '7F3KQ2', '--once']);
  expect(code).toBe(1);
  expect(err).toContain('7F3KQ2 went on without what was found, and only what is held can be let through once');
  expect(err).toContain('oktsec allow 7F3KQ2 --');
});

test('an exemption says what becomes of what is held', async () => {
  const world = new World();
  world.config(CONFIG);
  await world.record(held('H3LD77'));
  const { out } = await world.run(['allow', 'H3LD77', '--tool'], { types: 'ALLOW' });
  expect(out).toContain('tell the agent to make the call again; oktsec quarantine reject H3LD77 takes');
  expect((await world.run(['quarantine', 'reject', 'H3LD77'])).code).toBe(0);
});

test('a config that came while the question stood is not overwritten', async () => {
  const world = new World();
  await world.record(blocked);
  const types = () => {
    world.config(CONFIG);
    return 'ALLOW';
  };
  const done = await world.run(['allow', '7F3KQ2', '--tool'], { types });
  expect(done.code).toBe(0);
  const stands = readFileSync(`${world.home}/oktsec.yaml`, 'utf8');
  expect(stands.startsWith(CONFIG)).toBe(true);
  expect(stands).toContain('CRED-001');
});

test.each(['allow', 'quarantine approve'])(
  '%s asks the config that stands once the answer was typed',
  async (words) => {
    const world = new World();
    world.config(CONFIG);
    await world.record(held('H3LD77'));
    const types = () => {
      world.config(`${CONFIG}agents: { cursor: { suspended: true } }\n`);
      return words === 'allow' ? 'ALLOW' : 'APPROVE';
    };
    const how = words === 'allow' ? ['--once'] : [];
    const done = await world.run([...words.split(' '), 'H3LD77', ...how], { types });
    expect(done).toMatchObject({ code: 1, out: '' });
    expect(done.err).toContain('H3LD77 is not released: today it would be refused');
  },
);

test('--arguments is about calls: for a letter it would stand for nothing', async () => {
  const world = new World();
  const path = world.config(CONFIG);
  await world.record(held('H3LD77', { kind: 'letter', surface: 'http', method: 'letter/v2', tool: undefined }));
  const done = await world.run(['allow', 'H3LD77', '--arguments'], { types: 'ALLOW' });
  expect(done).toMatchObject({ code: 2, out: '', asked: '' });
  expect(done.err).toContain('H3LD77 is a letter, and letters have no arguments');
  expect(readFileSync(path, 'utf8')).toBe(CONFIG);
});
