import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { run } from '../../src/cli.ts';
import { rowCells } from '../../src/commands/logs/cells.ts';
import { csvCell } from '../../src/rows/csv.ts';
import { makeScreen, shown } from '../../src/terminal/screen.ts';
import { entry, finding, held, NOW, World } from './world.ts';

const blocked = entry({
  decision: 'content_blocked',
  action: 'refuse',
  rules: ['CRED-001'],
  findings: [finding()],
  ref: '7F3KQ2',
  tool: 'post_message',
  to: 'cursor.slack',
});
const wouldBlock = entry({ ...blocked, mode: 'observe', action: 'forward', ref: 'AB12CD' });
const plain = entry();

test('a home without a log has an empty one, and none is made', async () => {
  const world = new World();
  expect(await world.run(['logs'])).toMatchObject({ code: 0, out: 'nothing is recorded yet in ~/.oktsec\n' });
  expect(await world.run(['logs', '--json'])).toMatchObject({ code: 0, out: '[]\n' });
  expect(await world.run(['logs', 'export'])).toMatchObject({ code: 0, out: '[]\n' });
  expect(await world.run(['logs', 'verify'])).toMatchObject({ code: 0, out: 'nothing recorded yet\n' });
  expect(await world.run(['logs', 'show', '7F3KQ2'])).toMatchObject({ code: 1, out: '' });
});

test('rows come newest first, with what was found and what became of it', async () => {
  const world = new World();
  await world.record(plain, wouldBlock, blocked);
  const { code, out } = await world.run(['logs']);
  expect(code).toBe(0);
  const lines = out.trimEnd().split('\n');
  expect(lines[0]).toMatch(/^time +route +what +status +ref$/);
  expect(lines[1]).toContain('cursor → cursor.slack');
  expect(lines[1]).toMatch(/CRED-001 Anthropic API key: tools\/call post_message +◆ blocked +7F3KQ2$/);
  expect(lines[2]).toMatch(/◆ would be blocked +AB12CD$/);
  expect(lines[3]).toMatch(/tools\/call read_file +delivered +1$/);
  expect(lines[4]).toBe('3 rows; oktsec logs show REF for one, oktsec logs verify for the chain');
});

test('on a terminal of 80 characters what was found stands in the list: times and routes are shorter', async () => {
  const world = new World();
  await world.record(
    entry({ time: NOW - 86_400_000_000 }),
    plain,
    { ...blocked, from: 'cursor.filesystem', to: 'cursor', kind: 'response', side: 'server', tool: 'read_text_file' },
    entry({ from: 'a', to: 'b' }),
  );
  const { out } = await world.run(['logs', '--no-color'], { columns: 80 });
  for (const line of out.trimEnd().split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  expect(out).toMatch(/^\d\d:59:00 +cursor\.filesystem → {2}CRED-001 Anthropic API key…? .*blocked +7F3KQ2$/m);
  expect(out).toMatch(/^\d\d:59:00 +→ cursor\.files +tools\/call read_file +delivered +2$/m);
  expect(out).toMatch(/^\d\d:59:00 +a → b /m);
  expect(out).toMatch(/^11-20 \d\d:\d\d {2}→ cursor\.files /m);
});

test('hashes of a config are short in the list, and whole where one row is shown', async () => {
  const world = new World();
  const [is, was] = ['ab12'.repeat(16), '9f8e'.repeat(16)];
  const note = `config ${is} stands after ${was}`;
  await world.record(entry({ kind: 'event', method: 'config_changed', tool: undefined, note, ref: '7F3KQ2' }));
  const { out } = await world.run(['logs']);
  expect(out).toContain('config_changed: config ab12ab12\u2026 stands after 9f8e9f8e\u2026 ');
  expect((await world.run(['logs', 'show', '7F3KQ2'])).out).toContain(note);
});

test('a row of our own says which server and tool it is about, once', async () => {
  const world = new World();
  const about = { kind: 'event', from: 'cursor', to: 'cursor.slack', findings: [] } as const;
  const note = 'cursor.mail has a tool of this name too';
  await world.record(entry({ ...about, method: 'tool_collision', tool: 'send', note }));
  await world.record(entry({ ...about, method: 'pin_approve', tool: 'send', note: 'tool send, by ann' }));
  const self = { from: 'oktsec', to: 'oktsec', tool: undefined };
  await world.record(entry({ ...about, ...self, method: 'chain_started', note: 'new chain' }));
  const { out } = await world.run(['logs']);
  expect(out).toContain(`tool_collision send: ${note} `);
  expect(out).toContain('pin_approve: tool send, by ann ');
  const shown = async (seq: string) => (await world.run(['logs', 'show', seq])).out;
  expect(await shown('1')).toMatch(/tool_collision send: .*\n\n {2}route {5}cursor . cursor\.slack\n/);
  expect(await shown('3')).not.toContain('route');
});

test('each filter narrows', async () => {
  const world = new World();
  const old = entry({ time: NOW - 3 * 86_400_000_000 });
  const stranger = entry({ sender: 'unverified', from: 'somebody' });
  await world.record(old, plain, stranger, blocked);
  const seqs = async (...options: string[]) => {
    const { out } = await world.run(['logs', '--json', ...options]);
    return (JSON.parse(out) as { seq: number }[]).map(({ seq }) => seq);
  };
  expect(await seqs()).toEqual([4, 3, 2, 1]);
  expect(await seqs('--status', 'blocked')).toEqual([4]);
  expect(await seqs('--findings')).toEqual([4]);
  expect(await seqs('--unverified')).toEqual([3]);
  expect(await seqs('--agent', 'cursor.slack')).toEqual([4]);
  expect(await seqs('--agent', 'nobody')).toEqual([]);
  expect(await seqs('--since', '1h')).toEqual([4, 3, 2]);
  expect(await seqs('--since', '2026-11-01')).toEqual([4, 3, 2, 1]);
  expect(await seqs('--limit', '2')).toEqual([4, 3]);
  expect(await seqs('list', '--limit', '2')).toEqual([4, 3]);
  expect(await seqs('--status', 'blocked', 'list')).toEqual([4]);
  const all = await world.run(['logs', '--limit', '20000']);
  expect(all).toMatchObject({ code: 2, err: expect.stringContaining('oktsec logs export writes every row') });
});

test('JSON has snake_case keys, RFC 3339 times and hashes in hex', async () => {
  const world = new World();
  await world.record(blocked);
  const [row] = JSON.parse((await world.run(['logs', '--json'])).out) as Record<string, unknown>[];
  expect(Object.keys(row ?? {}).filter((key) => !/^[a-z][a-z0-9_]*$/.test(key))).toEqual([]);
  expect(row).toMatchObject({
    ref: '7F3KQ2',
    time: '2026-11-21T13:59:00.000000Z',
    status: 'blocked',
    decision: 'content_blocked',
    content_sha256: '07'.repeat(32),
    sender_status: 'local',
    latency_us: 140,
    findings: [{ rule: 'CRED-001', pointer: '/params/arguments/text', span: [4, 60] }],
  });
});

test('one row by its reference, by the start of it, in either case, and by its number', async () => {
  const world = new World();
  await world.record(plain, blocked);
  const whole = await world.run(['logs', 'show', '7F3KQ2']);
  expect(whole.code).toBe(0);
  expect(whole.out).toContain('decision  content_blocked in enforce, done: refuse');
  expect(whole.out).toContain('/params/arguments/text, 4–60');
  expect(whole.out).toContain('oktsec allow 7F3KQ2 --tool');
  expect(whole.out).not.toContain('--once');
  for (const reference of ['7f3', '7f3kq2', '2']) {
    expect((await world.run(['logs', 'show', reference])).out).toBe(whole.out);
  }
  expect(await world.run(['logs', 'show', 'ZZZZZZ'])).toMatchObject({ code: 1, out: '' });
});

test('a held row says how long it is held and how to let it through', async () => {
  const world = new World();
  await world.record(held('H3LD77'));
  const { out } = await world.run(['logs', 'show', 'H3LD77']);
  expect(out).toContain('held      expires in 1 d');
  expect(out).toContain('oktsec allow H3LD77 --once');
  const [json] = JSON.parse((await world.run(['logs', 'show', 'H3LD77', '--json'])).out) as { quarantine: unknown }[];
  expect(json?.quarantine).toMatchObject({ status: 'pending', expires_at: '2026-11-22T14:00:00.000000Z' });
});

test('a row that no rule stopped says what helps against it', async () => {
  const world = new World();
  await world.record(
    entry({ decision: 'pin_changed', action: 'refuse', ref: 'P1NN3D' }),
    entry({ decision: 'tool_denied', action: 'refuse', ref: 'T00LNO' }),
    {
      ...blocked,
      ref: 'L1ST77',
      side: 'server',
      from: 'cursor.files',
      to: 'cursor',
      tool: undefined,
      rules: ['PIN-001'],
    },
  );
  for (const [ref, advice] of [
    ['P1NN3D', 'next  oktsec pins diff cursor.files, then oktsec pins approve cursor.files read_file'],
    ['T00LNO', 'next  edit agents.cursor.files.tools in the config'],
    ['L1ST77', 'next  oktsec pins diff cursor.files'],
  ] as const) {
    const { out } = await world.run(['logs', 'show', ref]);
    expect(out).toContain(advice);
    expect(out).not.toContain('oktsec allow');
  }
});

test('case 192: logs verify proves an untouched chain and names the first row that was changed', async () => {
  const world = new World();
  await world.record(plain, blocked, plain);
  const intact = await world.run(['logs', 'verify']);
  expect(intact).toMatchObject({ code: 0, err: '' });
  expect(intact.out).toMatch(/^chain intact: 3 rows, 1 to 3/);
  const db = new Database(join(world.home, 'oktsec.db'));
  db.exec('UPDATE audit SET size = size + 1 WHERE seq = 2');
  db.close();
  const broken = await world.run(['logs', 'verify']);
  expect(broken).toMatchObject({ code: 1, out: '' });
  expect(broken.err).toMatch(/^oktsec: error: chain broken at row 2: /);
  const json = await world.run(['logs', 'verify', '--json']);
  expect(json.code).toBe(1);
  expect(JSON.parse(json.out)).toMatchObject([{ ok: false, bad: { seq: 2 } }]);
});

test('case 193: with checkpoints that were kept elsewhere, a log that is gone is no log yet', async () => {
  const world = new World();
  const anchor = world.write('kept.log', 'a line that was kept\n');
  expect(await world.run(['logs', 'verify', '--anchor', anchor])).toMatchObject({ code: 1 });
  expect(await world.run(['logs', 'verify', '--anchor', 'nowhere.log'])).toMatchObject({ code: 2 });
  mkdirSync(world.home, { mode: 0o700 });
  world.write(join(world.home, 'checkpoints.log'), 'a line that was signed\n');
  expect(await world.run(['logs', 'verify'])).toMatchObject({ code: 1 });
  expect(await world.run(['doctor'])).toMatchObject({ code: 1 });
});

test('an export has every row, oldest first, and reads back', async () => {
  const world = new World();
  await world.record(plain, blocked, entry({ tool: '=HYPERLINK("http://x","y")' }));
  const rows = JSON.parse((await world.run(['logs', 'export'])).out) as { seq: number }[];
  expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  const { out } = await world.run(['logs', 'export', '--csv']);
  const lines = out.split('\r\n');
  expect(lines[0]).toMatch(/^seq,ref,time,/);
  expect(lines).toHaveLength(5);
  expect(lines[3]).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
});

test('no cell of a CSV export can be a formula, and every text reads back, controls spelled out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const cell = csvCell(text);
      const read = cell.slice(1, -1).replaceAll('""', '"');
      expect(read).not.toMatch(/^[=+\-@\t\r]/);
      expect([shown(text), `'${shown(text)}`]).toContain(read);
    }),
  );
});

test('case 97: what an agent wrote cannot reach the terminal as anything but text', async () => {
  const world = new World();
  const tool = 'read\u001b]0;owned\u0007\u202efile\nforged row';
  await world.record(
    entry({
      tool,
      from: 'cur\u009bsor',
      ...{
        ref: '7F3KQ3',
        decision: 'content_flagged',
        findings: [finding({ excerpt: '\u001b[2J\u2066x' })],
        rules: ['CRED-001'],
      },
    }),
  );
  for (const argv of [
    ['logs'],
    ['logs', '-v'],
    ['logs', 'show', '7F3KQ3'],
    ['logs', '--json'],
    ['logs', 'export'],
    ['logs', 'export', '--csv'],
  ]) {
    const { out } = await world.run(argv);
    expect(out).not.toMatch(/[\u001b\u0007\u009b\u202e\u2066]/);
    expect(out).not.toMatch(/^forged row/m);
  }
  const [row] = JSON.parse((await world.run(['logs', '--json'])).out) as { tool: string }[];
  expect(row?.tool).toBe(tool);
});

test('what somebody wrote into the database by hand cannot draw on the terminal either', async () => {
  const world = new World();
  await world.record(held('7F3KQ2'));
  const db = new Database(join(world.home, 'oktsec.db'));
  const drawing = '\u001b]0;mine\u0007';
  db.prepare('UPDATE session SET name = ?').run(drawing);
  db.prepare('UPDATE finding SET severity = ?, view = ?, channel = ?').run(drawing, drawing, drawing);
  db.prepare('UPDATE quarantine SET status = ?').run(drawing);
  db.prepare("INSERT INTO pin VALUES ('cursor.files', '', 'tool', 'x', 'approved', '{}', NULL, '[]', ?, 1, 1)").run(
    drawing,
  );
  db.close();
  for (const words of ['logs show 7F3KQ2', 'logs', 'quarantine show 7F3KQ2', 'quarantine list --status all', 'pins']) {
    const { out, err } = await world.run(words.split(' '));
    expect(out + err).not.toMatch(/[\u001b\u0007]/);
    expect(out + err).not.toContain('something in oktsec itself failed');
  }
});

test('a decision that does not exist and lists that are none fail no command, and the chain does not verify', async () => {
  const world = new World();
  await world.record(held('7F3KQ2'));
  const db = new Database(join(world.home, 'oktsec.db'));
  db.prepare("UPDATE shape SET decision = 'waved_through'").run();
  db.prepare("UPDATE quarantine SET rules = 'no list'").run();
  db.prepare("INSERT INTO pin VALUES ('cursor.files', '', 'tool', 'x', 'pending', '{}', NULL, '{', 'x', 1, 1)").run();
  db.close();
  for (const words of [
    'logs show 7F3KQ2',
    'logs',
    'quarantine show 7F3KQ2',
    'quarantine list --status all',
    'pins',
    'status',
    'report',
    'doctor',
  ])
    expect((await world.run(words.split(' '))).err, words).not.toContain('something in oktsec itself failed');
  expect(await world.run(['logs', 'verify'])).toMatchObject({ code: 1 });
});

test('on a narrow terminal the sentence is cut and nothing else; in a pipe nothing is', async () => {
  const world = new World();
  await world.record(entry({ ...blocked, tool: 'a_tool_with_quite_a_long_name_that_goes_on_and_on' }));
  const narrow = await world.run(['logs', '--no-color'], { columns: 80 });
  const line = narrow.out.split('\n')[1] ?? '';
  expect(line.length).toBeLessThanOrEqual(80);
  expect(line).toContain('…');
  expect(line).toMatch(/◆ blocked +7F3KQ2$/);
  expect((await world.run(['logs'])).out).toContain('that_goes_on_and_on');
});

test('shapes are ASCII where the locale is not UTF-8', async () => {
  const world = new World();
  await world.record(blocked);
  const { out } = await world.run(['logs'], { env: { LANG: 'C' } });
  expect(out).toContain('cursor > cursor.slack');
  expect(out).toContain('# blocked');
  expect(out).toMatch(/^[\x20-\x7e\n]*$/);
});

test('colour on a terminal only, and not with NO_COLOR or --no-color', async () => {
  const world = new World();
  await world.record(blocked);
  const coloured = async (argv: string[], settings = {}) => (await world.run(argv, settings)).out.includes('\u001b[');
  expect(await coloured(['logs'])).toBe(false);
  expect(await coloured(['logs'], { columns: 100 })).toBe(true);
  expect(await coloured(['logs', '--no-color'], { columns: 100 })).toBe(false);
  expect(await coloured(['logs'], { columns: 100, env: { NO_COLOR: '1' } })).toBe(false);
  expect(await coloured(['logs'], { env: { FORCE_COLOR: '1' } })).toBe(true);
});

test('--follow shows what is there, then what comes, one object a line', async () => {
  const world = new World();
  await world.record(plain);
  const written = { out: '', err: '', asked: '' };
  const reader = new AbortController();
  const following = run(['logs', '--follow', '--json'], world.io(written, {}, reader.signal));
  while (written.out === '') await sleep(10);
  await world.record(blocked);
  while (written.out.split('\n').length < 3) await sleep(10);
  reader.abort();
  expect(await following).toBe(0);
  const rows = written.out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { seq: number });
  expect(rows.map(({ seq }) => seq)).toEqual([1, 2]);
});

test('prune asks for PRUNE at the terminal, deletes what is old, and the rest verifies', async () => {
  const world = new World();
  await world.record(entry({ time: NOW - 40 * 86_400_000_000 }), plain);
  const argv = ['logs', 'prune', '--older-than', '30'];
  expect(await world.run([...argv, '--yes'], { stdin: 'PRUNE\n' })).toMatchObject({ code: 2, out: '' });
  expect(await world.run(argv, { types: 'prune' })).toMatchObject({ code: 1, out: '' });
  const done = await world.run(argv, { types: 'PRUNE' });
  expect(done).toMatchObject({ code: 0 });
  expect(done.asked).toContain('2026-10-22');
  expect(done.out).toMatch(/^1 rows? deleted, up to row 1/);
  expect(await world.run(['logs', 'verify'])).toMatchObject({ code: 0 });
});

test('prune asks nobody where nothing is old enough', async () => {
  const world = new World();
  const argv = ['logs', 'prune', '--older-than', '30'];
  expect(await world.run(argv)).toMatchObject({ code: 0, out: 'no row is older than 30 days\n', asked: '' });
  await world.record(plain);
  expect(await world.run(argv)).toMatchObject({ code: 0, out: 'no row is older than 30 days\n', asked: '' });
  expect((await world.run([...argv, '--json'])).out).toContain('"rows": 0');
});

test('case 187: a damaged database is said, exit 2, and left as it is', async () => {
  const world = new World();
  await world.record(plain);
  writeFileSync(join(world.home, 'oktsec.db'), Buffer.alloc(8192, 'x'));
  const { code, err } = await world.run(['logs']);
  expect(code).toBe(2);
  expect(err).toMatch(/oktsec\.db/);
});

test('case 190: a newer database is refused, exit 2', async () => {
  const world = new World();
  await world.record(plain);
  const db = new Database(join(world.home, 'oktsec.db'));
  db.pragma('user_version = 99');
  db.close();
  for (const argv of [['logs'], ['logs', 'verify'], ['mode'], ['allow', '1', '--rule']]) {
    const { code, out, err } = await world.run(argv, { types: 'ALLOW' });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/newer/);
  }
});

test('case 99: whatever is in a name, a row is one line and nothing that a terminal obeys', () => {
  const context = {
    io: new World().io({ out: '', err: '', asked: '' }, {}, new AbortController().signal),
    globals: {
      config: undefined,
      home: undefined,
      mode: undefined,
      tokenFile: undefined,
      json: false,
      quiet: false,
      verbose: true,
      color: true,
      yes: false,
    },
  };
  const screen = makeScreen(context.io, { color: true });
  const name = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(name, name, name, name, fc.boolean(), (from, tool, method, note, own) => {
      const row = { ...entry({ from, tool, method, note, kind: own ? 'event' : 'request' }), seq: 1, rowHash: '' };
      const cells = rowCells({ ...context, screen }, row);
      expect(cells.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/);
    }),
  );
});
