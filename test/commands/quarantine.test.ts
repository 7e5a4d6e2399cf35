import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openRecorder } from '../../src/store/recorder.ts';
import { openStore } from '../../src/store/sqlite.ts';
import { finding, held, NOW, World } from './world.ts';

const ENFORCE = 'version: "1"\nmode: enforce\n';
const HOUR = 3_600_000_000;
const CARD = 'visa card 4111 1111 1111 1111, expires 12/29';
const frameOf = (args: object) =>
  JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'read_file', arguments: args } });

/** Held for what really holds it, so that today's rules agree. */
function heldCard(ref: string) {
  const found = finding({ rule: 'PII-001', name: 'Payment card', severity: 'high', category: 'pii' });
  return held(ref, { rules: ['PII-001'], findings: [found] }, frameOf({ text: CARD }));
}

/** The rule that finds the card, whatever its id is. */
async function cardRule(world: World): Promise<string> {
  const { out } = await world.run(['scan', '--text', CARD, '--channel', 'tool_args', '--json', '--fail-on', 'never']);
  const [{ findings }] = JSON.parse(out) as [{ findings: { rule: string; verdict: string }[] }];
  return findings.find(({ verdict }) => verdict === 'quarantine')?.rule ?? '';
}

async function withCard(ref: string): Promise<World> {
  const world = new World();
  world.config(ENFORCE);
  const rule = await cardRule(world);
  expect(rule).not.toBe('');
  const { entry, hold } = heldCard(ref);
  await world.record({ entry: { ...entry, rules: [rule] }, hold: { ...hold, rules: [rule] } });
  return world;
}

describe('list', () => {
  test('an empty one is a plain sentence and makes nothing', async () => {
    const world = new World();
    expect(await world.run(['quarantine', 'list'])).toMatchObject({ code: 0, out: 'nothing is held\n', err: '' });
    expect(await world.run(['quarantine', '--json'])).toMatchObject({ code: 0, out: '[]\n' });
    expect(() => readFileSync(join(world.home, 'oktsec.db'))).toThrow();
  });

  test('shows what is pending, and by --status what became of the rest', async () => {
    const world = new World();
    await world.record(held('AAAA22'), held('BBBB22'), held('CCCC22'));
    await world.run(['quarantine', 'reject', 'AAAA22', '--reviewer', 'ops', '--note', 'not ours']);
    const pending = await world.run(['quarantine', 'list']);
    expect(pending.out).toMatch(/BBBB22 +▲ high +cursor → cursor\.files +INJ-001 Override of instructions/);
    expect(pending.out).not.toContain('AAAA22');
    const rejected = JSON.parse((await world.run(['quarantine', 'list', '--status', 'rejected', '--json'])).out);
    expect(rejected).toMatchObject([
      { ref: 'AAAA22', status: 'rejected', reviewer: 'ops', note: 'not ours', severity: 'high', tool: 'read_file' },
    ]);
    expect(JSON.parse((await world.run(['quarantine', 'list', '--status', 'all', '--json'])).out)).toHaveLength(3);
    expect(JSON.parse((await world.run(['quarantine', 'list', '--limit', '1', '--json'])).out)).toHaveLength(1);
    expect(await world.run(['quarantine', 'list', '--limit', '0'])).toMatchObject({ code: 2 });
  });

  test('more than a list holds are counted all the same, and it is said that there are more', async () => {
    const world = new World();
    const refs = Array.from({ length: 130 }, (_, n) => `HE${n.toString(8).padStart(3, '0')}A`);
    await world.record(...refs.map((ref) => held(ref)));
    const list = await world.run(['quarantine', 'list']);
    expect(list.out).toContain('there are more than these 100: oktsec quarantine list --limit 1000');
    expect((await world.run(['quarantine', 'list', '--limit', '130'])).out).not.toContain('there are more');
    expect((await world.run(['status'])).out).toContain(' 130 held: oktsec quarantine');
    expect((await world.run([])).out).toContain('held  130, the newest ');
    expect(JSON.parse((await world.run(['status', '--json'])).out)[0].held).toHaveLength(130);
  });

  test('what nobody settled in time is expired, with a row, and its content is gone', async () => {
    const world = new World();
    await world.record(held('AAAA22'));
    const later = NOW + 25 * HOUR;
    expect((await world.run(['quarantine', 'list'], { now: later })).out).toBe('nothing is held\n');
    const [item] = JSON.parse((await world.run(['quarantine', 'list', '--status', 'expired', '--json'])).out);
    expect(item).toMatchObject({ ref: 'AAAA22', status: 'expired' });
    const [row] = JSON.parse((await world.run(['logs', '--json', '--limit', '1'])).out) as object[];
    expect(row).toMatchObject({ method: 'expire', ref: 'AAAA22' });
    expect((await world.run(['quarantine', 'show', 'AAAA22'])).out).toContain('what it said is gone');
    expect(await world.run(['quarantine', 'approve', 'AAAA22'], { types: 'APPROVE', now: later })).toMatchObject({
      code: 1,
      err: expect.stringContaining('has expired'),
    });
  });
});

describe('show', () => {
  test('detail is the same: findings, what it says with secrets masked, what can be done', async () => {
    const world = await withCard('H3LD77');
    const shown = await world.run(['quarantine', 'show', 'h3ld', '--text']);
    expect(await world.run(['quarantine', 'detail', 'H3LD77', '--text'])).toEqual(shown);
    expect(shown.out).toContain('H3LD77  ');
    expect(shown.out).toContain('[REDACTED:pii]');
    expect(shown.out).not.toContain('4111 1111');
    expect(shown.out).toContain('oktsec quarantine approve H3LD77 --masked');
    const [json] = JSON.parse((await world.run(['quarantine', 'show', 'H3LD77', '--json', '--text'])).out);
    expect(json).toMatchObject({ ref: 'H3LD77', may_be_approved: true, may_be_masked: true, content_left_out: 0 });
    expect(JSON.stringify(json)).not.toContain('4111 1111');
    expect(await world.run(['quarantine', 'show', 'N0SUCH'])).toMatchObject({ code: 1, out: '' });
  });

  test('what it says is told to a terminal and not to a program that did not ask for it', async () => {
    const world = new World();
    await world.record(held('H3LD77', {}, frameOf({ text: 'carry the lamp to the attic' })));
    const piped = await world.run(['quarantine', 'show', 'H3LD77']);
    expect(piped.out).toContain('oktsec quarantine approve H3LD77');
    expect(piped.out).toContain('--text');
    expect(piped.out).not.toContain('lamp');
    expect((await world.run(['quarantine', 'show', 'H3LD77'], { columns: 100 })).out).toContain('lamp');
    expect((await world.run(['quarantine', 'show', 'H3LD77', '--text'])).out).toContain('lamp');
    const json = async (...words: string[]) =>
      JSON.parse((await world.run(['quarantine', 'show', 'H3LD77', '--json', ...words])).out)[0];
    expect(await json()).toMatchObject({ content: null, content_left_out: null, may_be_approved: true });
    expect((await json('--text')).content).toContain('lamp');
  });

  test('a call whose deed was found is not offered without it: it would do another', async () => {
    const world = new World();
    await world.record(held('H3LD77', { rules: ['PATH-002'] }, frameOf({ path: '/home/anna/.ssh/id_ed25519' })));
    const [json] = JSON.parse((await world.run(['quarantine', 'show', 'H3LD77', '--json'])).out);
    expect(json).toMatchObject({ may_be_approved: true, may_be_masked: false });
    expect((await world.run(['quarantine', 'show', 'H3LD77'])).out).not.toContain('--masked');
    const masked = await world.run(['quarantine', 'approve', 'H3LD77', '--masked'], { types: 'MASKED' });
    expect(masked).toMatchObject({ code: 1, out: '' });
  });

  test('case 143: what an agent may read of it steers nothing and is bounded', async () => {
    const world = new World();
    const text = `\u001b[2J\u202e${'long '.repeat(10_000)}`;
    await world.record(held('H3LD77', {}, frameOf({ text })));
    for (const argv of [
      ['quarantine', 'show', 'H3LD77', '--text'],
      ['quarantine', 'show', 'H3LD77', '--text', '--json'],
    ]) {
      const { out } = await world.run(argv);
      expect(out).not.toMatch(/[\u001b\u202e]/);
      expect(out.length).toBeLessThan(12_000);
    }
    expect((await world.run(['quarantine', 'show', 'H3LD77', '--text'])).out).toMatch(/\| \d+ more characters/);
  });

  test('two that begin alike are told apart', async () => {
    const world = new World();
    await world.record(held('AAAA22'), held('AAAA33'));
    const { code, err } = await world.run(['quarantine', 'show', 'AAAA']);
    expect(code).toBe(2);
    expect(err).toContain('fits more than one held message');
  });
});

describe('approve', () => {
  test('asks for APPROVE on the terminal, lets the call through once, and tells who and why', async () => {
    const world = await withCard('H3LD77');
    expect(await world.run(['quarantine', 'approve', 'H3LD77', '--yes'], { stdin: 'APPROVE\n' })).toMatchObject({
      code: 2,
    });
    expect(await world.run(['quarantine', 'approve', 'H3LD77'], { types: 'approve' })).toMatchObject({ code: 1 });
    const argv = ['quarantine', 'approve', 'H3LD77', '--reviewer', 'anna', '--note', 'my own card'];
    const done = await world.run(argv, { types: 'APPROVE' });
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toContain('passes once within 10 min');
    const [row] = JSON.parse((await world.run(['logs', '--json', '--limit', '1'])).out) as object[];
    expect(row).toMatchObject({
      method: 'approve',
      ref: 'H3LD77',
      note: expect.stringContaining('by anna (user ops): my own card'),
    });
    expect(await world.run(argv, { types: 'APPROVE' })).toMatchObject({
      code: 1,
      err: expect.stringContaining('H3LD77 was already approved by anna at 14:00:00'),
    });
    expect(await world.run(['logs', 'verify'])).toMatchObject({ code: 0 });
  });

  test('without a terminal a token of scope review answers, and is named as who did', async () => {
    const world = await withCard('H3LD77');
    const words = ['tokens', 'create', 'cron', '--scope', 'review', '--expires', '1d', '--out', 'token'];
    await world.run(words, { types: 'TOKEN' });
    const argv = ['quarantine', 'approve', 'H3LD77', '--token-file', 'token', '--json'];
    const { code, out } = await world.run(argv);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([{ ref: 'H3LD77', status: 'approved', reviewer: 'token cron' }]);
  });

  test('--masked asks for MASKED, and only the masked call may then pass', async () => {
    const world = await withCard('H3LD77');
    const { code, out } = await world.run(['quarantine', 'approve', 'H3LD77', '--masked'], { types: 'MASKED' });
    expect(code).toBe(0);
    expect(out).toContain('H3LD77 approved, masked');
    const { entry: row, hold } = heldCard('OTHER2');
    const recorder = openRecorder({ home: world.home, now: () => NOW, warn: () => {} });
    const rules = JSON.parse((await world.run(['quarantine', 'list', '--status', 'approved', '--json'])).out)[0].rules;
    const claim = { kind: 'approval', hash: hold.callHash, rules } as const;
    expect(await recorder.commit({ entry: row, claim })).toBe('lost');
    const ifMasked = { ...row, decision: 'content_masked', action: 'mask' } as const;
    expect(await recorder.commit({ entry: row, claim, ifMasked })).toBe('masked');
    expect(await recorder.commit({ entry: row, claim, ifMasked })).toBe('lost');
    await recorder.close();
  });

  test('what cannot be masked is not offered masked', async () => {
    const world = new World();
    world.config(ENFORCE);
    const rule = await cardRule(world);
    const { entry, hold } = held('H3LD77', {}, frameOf({ [CARD]: 'a key' }));
    await world.record({ entry: { ...entry, rules: [rule] }, hold: { ...hold, rules: [rule] } });
    expect((await world.run(['quarantine', 'show', 'H3LD77'])).out).not.toContain('--masked');
    expect(await world.run(['quarantine', 'approve', 'H3LD77', '--masked'], { types: 'MASKED' })).toMatchObject({
      code: 1,
      err: expect.stringContaining('cannot be masked'),
    });
  });

  test('case 142: a party of the item never settles it, however its name is spelled', async () => {
    const world = await withCard('H3LD77');
    for (const reviewer of ['cursor', 'Cursor.Files', ' cursor ', 'ｃｕｒｓｏｒ', 'cur\u200bsor']) {
      for (const verb of ['approve', 'reject']) {
        const argv = ['quarantine', verb, 'H3LD77', '--reviewer', reviewer];
        expect(await world.run(argv, { types: 'APPROVE' })).toMatchObject({ code: 1 });
      }
    }
    const [item] = JSON.parse((await world.run(['quarantine', '--json'])).out);
    expect(item).toMatchObject({ status: 'pending' });
  });

  test('case 144: what was edited since it was held is not approved', async () => {
    const world = await withCard('H3LD77');
    const db = new Sqlite(join(world.home, 'oktsec.db'));
    db.prepare('UPDATE quarantine SET content = ?').run(Buffer.from(frameOf({ text: 'harmless' })));
    db.close();
    const { code, err } = await world.run(['quarantine', 'approve', 'H3LD77'], { types: 'APPROVE' });
    expect(code).toBe(2);
    expect(err).toContain('no longer what was held');
  });

  test('case 148: what today would refuse is released by nobody, and nobody is asked', async () => {
    const world = await withCard('H3LD77');
    const rule = await cardRule(world);
    for (const config of [
      `${ENFORCE}rules: [{ id: ${rule}, action: block }]\n`,
      `${ENFORCE}agents: { cursor: { suspended: true } }\n`,
      `${ENFORCE}agents: { cursor.files: { tools: { deny: [read_file] } } }\n`,
      `${ENFORCE}agents: { cursor.files: { blocked_content: [pii] } }\n`,
    ]) {
      world.config(config);
      const done = await world.run(['quarantine', 'approve', 'H3LD77'], { types: 'APPROVE' });
      expect(done).toMatchObject({ code: 1, out: '', asked: '' });
      expect(done.err).toContain('today it would be refused');
      expect(await world.run(['allow', 'H3LD77', '--once'], { types: 'ALLOW' })).toMatchObject({ code: 1, asked: '' });
    }
  });

  test('case 148: what is found today and was not shown then needs a new look', async () => {
    const world = new World();
    world.config(ENFORCE);
    await world.record(held('H3LD77', {}, frameOf({ text: CARD })));
    const { code, err } = await world.run(['quarantine', 'approve', 'H3LD77'], { types: 'APPROVE' });
    expect(code).toBe(1);
    expect(err).toContain('also held for what was not found then');
  });
});

describe('reject', () => {
  test('asks nothing, deletes what it said, and its bytes are gone from the file', async () => {
    const world = new World();
    const secret = 'a sentence that nobody should keep';
    await world.record(held('H3LD77', {}, frameOf({ text: secret })));
    expect(await world.run(['quarantine', 'reject', 'h3ld'])).toMatchObject({
      code: 0,
      out: 'H3LD77 rejected by ops; what it said is deleted; the same call is refused for the next 10 minutes\n',
    });
    const db = new Sqlite(join(world.home, 'oktsec.db'));
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    expect(readFileSync(join(world.home, 'oktsec.db')).includes(secret)).toBe(false);
    expect(await world.run(['quarantine', 'reject', 'H3LD77'])).toMatchObject({ code: 1 });
    expect((await world.run(['quarantine', 'reject', 'H3LD77', '--reviewer', ' '])).code).toBe(2);
  });
});

describe('who is first', () => {
  const script = fileURLToPath(new URL('../fixtures/quarantine/settle.ts', import.meta.url));
  const settle = async (home: string, ...words: string[]) => {
    const { stdout } = await promisify(execFile)(process.execPath, [script, home, 'H3LD77', ...words]);
    return JSON.parse(stdout) as string[];
  };
  const soon = { expiresAt: Math.max(NOW, Date.now() * 1000) + HOUR };

  test('case 139: of a hundred approvals in four processes one is done', async () => {
    const world = new World();
    const { entry, hold } = held('H3LD77');
    await world.record({ entry, hold: { ...hold, ...soon } });
    const outcomes = (await Promise.all(Array.from({ length: 4 }, () => settle(world.home, '25', 'approve')))).flat();
    expect(outcomes.toSorted()).toEqual(['done', ...Array(99).fill('gone')]);
    const store = openStore(world.home);
    expect(store.list({ limit: 500 }).filter(({ method }) => method === 'approve')).toHaveLength(1);
    expect(store.verify().ok).toBe(true);
    store.close();
  });

  test('case 140: of an approval and a rejection one wins, and the row tells which', async () => {
    const world = new World();
    const { entry, hold } = held('H3LD77');
    await world.record({ entry, hold: { ...hold, ...soon } });
    const outcomes = (await Promise.all(['approve', 'reject'].map((word) => settle(world.home, '5', word)))).flat();
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    const store = openStore(world.home);
    const item = store.quarantined('H3LD77');
    const rows = store.list().filter(({ method }) => method === 'approve' || method === 'reject');
    expect(rows).toHaveLength(1);
    expect(item).toMatchObject({ status: rows[0]?.method === 'approve' ? 'approved' : 'rejected' });
    store.close();
  });

  test('case 141: at the instant of its expiry it is expired, a microsecond before it is not', async () => {
    for (const [early, outcome] of [
      [0, 'expired'],
      [1, 'done'],
    ] as const) {
      const world = new World();
      const { entry, hold } = held('H3LD77');
      await world.record({ entry, hold });
      const store = openStore(world.home, { now: () => hold.expiresAt - early });
      expect(store.approve('H3LD77', { reviewer: 'ops', ttlMicros: HOUR })).toBe(outcome);
      store.close();
    }
  });
});
