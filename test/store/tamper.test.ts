import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Database } from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lengthPrefixed, rowHash, shapeDigest } from '../../src/store/chain/chain.ts';
import { checkpointsPath } from '../../src/store/chain/checkpoints.ts';
import { pruneAll } from '../../src/store/chain/retention.ts';
import { Dictionary, findingsOf, type RawRow } from '../../src/store/reading/read.ts';
import { openLedger } from '../../src/store/writing/open-ledger.ts';
import { blocked, entry } from '../fixtures/store/entries.ts';
import { newHome, recorded, recorder, withDatabase, withStore } from '../fixtures/store/home.ts';

const rows = (count: number) => Array.from({ length: count }, (_, n) => (n % 40 === 7 ? blocked(n) : entry(n)));
const verify = (home: string, anchor?: string) => withStore(home, (store) => store.verify({ anchor }));

async function tampered(change: (db: Database, home: string) => unknown, count = 300) {
  const home = newHome();
  await recorded(home, rows(count), { checkpointRows: 100 });
  expect(verify(home)).toMatchObject({ ok: true, rows: count });
  withDatabase(home, (db) => change(db, home));
  const before = readFileSync(join(home, 'oktsec.db'));
  const verification = verify(home);
  // Never repairs: a second look says the same and the file is as it was.
  expect(verify(home)).toEqual(verification);
  expect(readFileSync(join(home, 'oktsec.db')).equals(before)).toBe(true);
  return verification;
}

describe('case 192: a row that was touched is named', () => {
  test.each<[string, string, number]>([
    ['edited time', 'UPDATE audit SET time = time + 1 WHERE seq = 41', 41],
    ['edited size', 'UPDATE audit SET size = 0 WHERE seq = 41', 41],
    ['edited latency', 'UPDATE audit SET micros = micros + 1 WHERE seq = 41', 41],
    ['edited content hash', 'UPDATE audit SET content = zeroblob(32) WHERE seq = 41', 41],
    ['another shape', 'UPDATE audit SET shape = (SELECT shape FROM audit WHERE seq = 48) WHERE seq = 41', 41],
    ['another session', 'UPDATE audit SET session = (SELECT session FROM audit WHERE seq = 42) WHERE seq = 41', 41],
    ['edited note', "UPDATE audit SET note = 'harmless' WHERE seq = 48", 48],
    ['edited reference', "UPDATE audit SET ref = 'AAAAAA' WHERE seq = 48", 48],
    ['removed reference', 'UPDATE audit SET ref = NULL, note = NULL WHERE seq = 48', 48],
    ['edited excerpt', "UPDATE finding SET excerpt = 'nothing' WHERE seq = 48", 48],
    ['removed finding', 'DELETE FROM finding WHERE seq = 48', 48],
    ['moved finding', 'UPDATE finding SET seq = 49 WHERE seq = 48', 48],
    [
      'added finding',
      'INSERT INTO finding SELECT 41, n, rule, name, severity, category, pointer, channel, is_key, span_start, span_end, view, exact, excerpt FROM finding WHERE seq = 48',
      41,
    ],
    ['deleted row', 'DELETE FROM audit WHERE seq = 41', 41],
    ['deleted first rows', 'DELETE FROM audit WHERE seq < 41', 1],
    [
      'inserted row',
      'UPDATE audit SET seq = seq + 1000 WHERE seq >= 41; INSERT INTO audit SELECT 41, time, session, shape, size, micros, content, hash, ref, note, held FROM audit WHERE seq = 40; UPDATE audit SET seq = seq - 999 WHERE seq > 1000',
      41,
    ],
    [
      'swapped rows',
      'UPDATE audit SET seq = 9999 WHERE seq = 41; UPDATE audit SET seq = 41 WHERE seq = 42; UPDATE audit SET seq = 42 WHERE seq = 9999',
      41,
    ],
    ['edited hash', 'UPDATE audit SET hash = zeroblob(32) WHERE seq = 41', 41],
    ['removed dictionary entry', 'DELETE FROM shape WHERE id = (SELECT shape FROM audit WHERE seq = 1)', 1],
  ])('%s', async (_what, sql, seq) => {
    const verification = await tampered((db) => db.exec(sql));
    expect(verification.ok).toBe(false);
    expect(verification.bad?.seq).toBe(seq);
  });

  test.each([
    ['a text for a size', "UPDATE audit SET size = 'none' WHERE seq = 41"],
    ['half a byte more', 'UPDATE audit SET size = size + 0.5 WHERE seq = 41'],
    ['less than nothing', 'UPDATE audit SET micros = -1 WHERE seq = 41'],
    ['a reference as bytes, which nobody finds', 'UPDATE audit SET ref = CAST(ref AS BLOB) WHERE seq = 48'],
    ['a hash as text', "UPDATE audit SET hash = 'x' WHERE seq = 41"],
    ['an excerpt as bytes', 'UPDATE finding SET excerpt = CAST(excerpt AS BLOB) WHERE seq = 48'],
    ['an agent as bytes, which no filter finds', 'UPDATE shape SET sender_agent = CAST(sender_agent AS BLOB)'],
    ['a session as bytes', 'UPDATE session SET name = CAST(name AS BLOB)'],
    ['a checkpoint as a number', 'UPDATE checkpoint SET head = 7 WHERE seq = 256'],
  ])('a value of another kind is an edit: %s', async (_what, sql) => {
    const { ok, bad } = await tampered((db) => db.exec(sql));
    expect([ok, bad?.what]).toEqual([false, expect.stringMatching(/^the table \w+ holds a value of another kind/)]);
  });

  test('case 195: what may do something else than keep rows is told: other tables, triggers, an index without its rows', async () => {
    const said = async (sql: string) => (await tampered((db) => db.exec(sql))).bad?.what;
    const trigger = 'CREATE TRIGGER t AFTER INSERT ON quarantine BEGIN UPDATE quarantine SET status = 0; END';
    expect(await said(trigger)).toBe('the database has a trigger that oktsec did not make: t');
    const view = 'ALTER TABLE pin RENAME TO p; CREATE VIEW pin AS SELECT * FROM p WHERE 0';
    expect(await said(view)).toBe("the database's table pin is another one");
    expect(await said('DROP INDEX audit_ref')).toBe("the database's index audit_ref is gone");
    const report = 'CREATE VIEW mine AS SELECT count(*) FROM audit; CREATE INDEX mine_time ON audit (time)';
    expect(await said(report)).toBeUndefined();
    const emptied = await tampered((db, home) => {
      const sql = "SELECT sql FROM sqlite_master WHERE name = 'audit_ref'";
      const before = db.prepare<[], string>(sql).pluck().get();
      rewrite(home, `${before} AND seq < 0`);
      withDatabase(home, (other) => other.exec('REINDEX audit_ref'));
      rewrite(home, before ?? '');
    });
    expect(emptied.bad?.what).toMatch(/^the database is damaged: row \d+ missing from index audit_ref/);
  });

  test('an edited dictionary entry is an edit of every row that names it', async () => {
    const verification = await tampered((db) => db.exec("UPDATE shape SET tool = 'harmless' WHERE tool IS NOT NULL"));
    expect(verification.bad?.seq).toBe(1);
    const session = await tampered((db) => db.exec("UPDATE session SET name = 'ffff' WHERE id = 2"));
    expect(session.bad?.seq).toBe(2);
  });

  test('rows hidden from the filters or the counts are noticed', async () => {
    expect(await tampered((db) => db.exec('DELETE FROM place WHERE shape = 1'))).toMatchObject({ ok: false });
    expect(await tampered((db) => db.exec('UPDATE hourly SET rows = rows - 1 WHERE shape = 1'))).toMatchObject({
      ok: false,
    });
    expect(await tampered((db) => db.exec('DELETE FROM hourly WHERE shape = 1'))).toMatchObject({ ok: false });
    for (const table of ['hourly', 'daily']) {
      for (const sum of ['bytes', 'micros']) {
        const { bad } = await tampered((db) => db.exec(`UPDATE ${table} SET ${sum} = ${sum} + 1 WHERE shape = 1`));
        expect(bad?.what).toMatch(/^the (?:hourly|daily) counts do not agree/);
      }
    }
    for (const sql of ['UPDATE block SET newest = newest - 1', 'DELETE FROM block']) {
      const { bad } = await tampered((db) => db.exec(sql));
      expect(bad?.what, sql).toBe("rows from 0 on are left out of the filters' index");
    }
  });

  test.each([
    ['a shape that it is said not to have', 'DELETE FROM session_shape WHERE session = 2 AND shape = 2'],
    ['fewer rows of a shape', 'UPDATE session_shape SET rows = rows - 1 WHERE session = 2 AND shape = 2'],
    ['a shape under another name', 'UPDATE session_shape SET shape = 9999 WHERE session = 2 AND shape = 2'],
    ['rows of a session that never was', 'INSERT INTO session_shape VALUES (9999, 2, 1, 1, 1)'],
    ['no rows at all', 'UPDATE session SET rows = 0 WHERE id = 2'],
    ['last heard of long ago', 'UPDATE session SET last = 1 WHERE id = 2'],
    ['begun later', 'UPDATE session SET first = first + 1 WHERE id = 2'],
    ['a shape last seen long ago', 'UPDATE session_shape SET last = first WHERE session = 2 AND shape = 2'],
  ])('a session that hides its rows is noticed: %s', async (_what, sql) => {
    const verification = await tampered((db) => expect(db.prepare(sql).run().changes).toBe(1));
    expect(verification.bad?.what).toMatch(/^what is counted of session \w+ is not what its rows say$/);
  });

  test('a chain hashed anew from the edited row on does not fit its checkpoints', async () => {
    const verification = await tampered((db) => {
      db.exec('UPDATE audit SET size = 1 WHERE seq = 150');
      rehash(db, 150);
    });
    expect(verification.bad).toMatchObject({ seq: 256, what: 'row 256 is not the one that a checkpoint signed' });
  });
});

describe('case 193: a tail that was cut', () => {
  const cut = 'DELETE FROM audit WHERE seq > 270; DELETE FROM finding WHERE seq > 270;';

  test('is detected against a checkpoint', async () => {
    const verification = await tampered((db) => db.exec(`${cut}${recount}`));
    expect(verification.bad).toMatchObject({ seq: 271 });
  });

  test('is detected against checkpoints.log when the checkpoint went too', async () => {
    const verification = await tampered((db) => db.exec(`${cut}${recount}DELETE FROM checkpoint WHERE seq > 270`));
    expect(verification.bad?.what).toBe('rows 271 to 300, which checkpoints.log signed, are cut off');
  });

  test('is detected against an anchor when the log was cut as well', async () => {
    const home = newHome();
    await recorded(home, rows(300), { checkpointRows: 100 });
    const anchor = readFileSync(checkpointsPath(home), 'utf8');
    expect(verify(home, anchor)).toMatchObject({ ok: true, anchored: 2 });
    withDatabase(home, (db) => db.exec(`${cut}${recount}DELETE FROM checkpoint WHERE seq > 270`));
    writeFileSync(checkpointsPath(home), anchor.split('\n').slice(0, 1).join('\n').concat('\n'));
    expect(verify(home)).toMatchObject({ ok: true, unanchored: { sinceSeq: 257, rows: 14 } });
    expect(verify(home, anchor)).toMatchObject({ ok: false, bad: { seq: 271 } });
  });

  test('without any checkpoint beyond it the rest is reported as unanchored', async () => {
    const verification = await tampered((db, home) => {
      db.exec('DELETE FROM checkpoint');
      rmSync(checkpointsPath(home));
    });
    expect(verification).toMatchObject({ ok: true, unanchored: { sinceSeq: 1, rows: 300 } });
  });
});

test('a log whose checkpoints were all taken away, or that was never signed, proves nothing', async () => {
  const home = newHome();
  await recorded(home, rows(2500));
  expect(verify(home)).toMatchObject({ ok: true, unanchored: undefined });
  withDatabase(home, (db) => db.exec('DELETE FROM checkpoint'));
  rmSync(checkpointsPath(home));
  expect(verify(home)).toMatchObject({ ok: false, unanchored: { rows: 2500 } });
  expect(verify(home).bad).toMatchObject({
    seq: 1,
    what: expect.stringContaining('no checkpoint signs rows 1 to 2500'),
  });
  // Who may sign them now does, and they hold together.
  await recorded(home, rows(1));
  expect(verify(home).ok).toBe(true);

  const unsigned = newHome();
  await recorded(unsigned, rows(10));
  rmSync(join(unsigned, 'instance.key'));
  await recorded(unsigned, rows(2500));
  expect(verify(unsigned).bad).toMatchObject({ seq: 11, what: expect.stringContaining('instance.key cannot be read') });
});

describe('case 194: the whole database replaced', () => {
  test('by one signed with another key', async () => {
    const [home, forged] = [newHome(), newHome()];
    await recorded(home, rows(300), { checkpointRows: 100 });
    await recorded(forged, rows(200), { checkpointRows: 100 });
    const anchor = readFileSync(checkpointsPath(home), 'utf8');
    const steal = (name: string) => writeFileSync(join(home, name), readFileSync(join(forged, name)));
    steal('oktsec.db');
    expect(verify(home).bad?.what).toBe('the database belongs to another instance than instance.pub');
    steal('instance.pub');
    expect(verify(home).bad?.what).toBe('checkpoints.log holds a checkpoint of another instance');
    steal('checkpoints.log');
    expect(verify(home).ok).toBe(true);
    expect(verify(home, anchor)).toMatchObject({ ok: false });
    expect(verify(home, anchor).bad?.what).toContain('another instance');
  });

  test('by a new chain under the same key', async () => {
    const home = newHome();
    await recorded(home, rows(300), { checkpointRows: 100 });
    const anchor = readFileSync(checkpointsPath(home), 'utf8');
    rmSync(join(home, 'oktsec.db'));
    await recorded(home, rows(50));
    expect(verify(home, anchor).bad?.what).toBe('the anchor is of an earlier chain: the database was begun anew since');
    await recorded(home, rows(20), { checkpointRows: 10 });
    const renewed = readFileSync(checkpointsPath(home), 'utf8');
    expect(renewed.length).toBeGreaterThan(anchor.length);
    expect(verify(home, renewed).bad?.what).toMatch(/^\d+ of the anchor's checkpoints are of an earlier chain/);
    expect(verify(home, renewed.slice(anchor.length))).toMatchObject({
      ok: true,
      follows: expect.stringContaining('chain'),
    });
  });
});

describe('case 195: a stripped signature or version fails', () => {
  test.each<[string, string]>([
    ['signature', "UPDATE checkpoint SET signature = x'' WHERE seq = 256"],
    ['version', 'UPDATE checkpoint SET version = 0 WHERE seq = 256'],
    ['later version', 'UPDATE checkpoint SET version = 2 WHERE seq = 256'],
    ['head', 'UPDATE checkpoint SET head = (SELECT hash FROM audit WHERE seq = 255) WHERE seq = 256'],
    ['whole checkpoint', 'DELETE FROM checkpoint WHERE seq = 256'],
  ])('%s', async (_what, sql) => {
    expect(await tampered((db) => db.exec(sql))).toMatchObject({ ok: false });
  });

  test('of the schema, the chain and the instance', async () => {
    expect(await tampered((db) => db.exec("DELETE FROM meta WHERE key = 'chain'"))).toMatchObject({ ok: false });
    expect(await tampered((db) => db.exec("DELETE FROM meta WHERE key = 'instance'"))).toMatchObject({ ok: false });
    const home = newHome();
    await recorded(home, rows(10));
    withDatabase(home, (db) => db.pragma('user_version = 0'));
    expect(() => verify(home)).toThrow('not an audit log');
  });
});

test('case 196: text moved from one field to the next changes the hash', () => {
  const texts = fc.string({ maxLength: 6 });
  const optional = fc.option(texts, { nil: undefined });
  const row = fc.record({
    ref: optional,
    note: optional,
    session: texts,
    seq: fc.nat(),
    time: fc.nat(),
    size: fc.nat(),
  });
  const hashed = (value: {
    ref: string | undefined;
    note: string | undefined;
    session: string;
    seq: number;
    time: number;
    size: number;
  }) =>
    rowHash(new Uint8Array(32), {
      ...value,
      micros: 0,
      content: new Uint8Array(32),
      shape: new Uint8Array(32),
      session: lengthPrefixed(value.session),
      findings: [],
    }).toString('hex');
  fc.assert(
    fc.property(row, row, (a, b) => {
      expect(hashed(a) === hashed(b)).toBe(isDeepStrictEqual(a, b));
    }),
  );
});

describe('case 197: retention', () => {
  test('leaves a signed record, and the rest verifies', async () => {
    const home = newHome();
    const entries = rows(3000);
    await recorded(home, entries);
    const pruned = withStore(home, (store) => store.prune(entries[2000]!.time));
    expect(pruned).toEqual({ rows: 2000, upToSeq: 2000 });
    expect(verify(home)).toMatchObject({ ok: true, firstSeq: 2001, prunedTo: 2000, rows: 1001 });
    withStore(home, (store) => {
      expect(store.list({ limit: 1 })[0]).toMatchObject({ method: 'prune', kind: 'event' });
      expect(store.stats().rows).toBe(1001);
      expect(store.list({ agent: 'cursor.server-1', limit: 10_000 }).length).toBe(250);
    });
    await recorded(home, entries);
    expect(verify(home)).toMatchObject({ ok: true, rows: 4001 });
    expect(withStore(home, (store) => store.prune(entries[2500]!.time)).rows).toBe(500);
    expect(verify(home)).toMatchObject({ ok: true, firstSeq: 2501 });
  });

  test('what is much goes in portions, with a lock of its own for each, and the rest verifies', async () => {
    const home = newHome();
    const entries = rows(900);
    await recorded(home, entries);
    const now = () => Date.now() * 1000;
    const options = { home, now, waitMillis: 1000, checkpointRows: 1000, checkpointSeconds: 60, warn: () => undefined };
    const ledger = openLedger({ ...options, durability: 'normal' });
    const told: [number, number][] = [];
    const written: unknown[] = [];
    const pruned = pruneAll(ledger, entries[600]!.time, {
      home,
      now: now(),
      portionRows: 200,
      walked: (done, all) => {
        told.push([done, all]);
        // Between two of them nobody else is locked out.
        written.push(withStore(home, (store) => store.appendEvent({ name: 'mode_changed', note: 'enforce' })));
      },
    });
    ledger.close();
    expect(pruned).toEqual({ rows: 600, upToSeq: 600 });
    expect(told).toEqual([200, 400, 600, 600].map((done) => [done, 600]));
    expect(written).toHaveLength(4);
    expect(verify(home)).toMatchObject({ ok: true, firstSeq: 601, prunedTo: 600 });
    const events = withStore(home, (store) => store.list({ events: true, limit: 20 }));
    const notes = events.flatMap(({ method, note }) => (method === 'prune' ? [note] : []));
    expect(notes.filter((note) => note?.endsWith(', after those before them'))).toHaveLength(2);
    expect(notes).toHaveLength(3);
    expect(notes.at(-1)).toContain('rows 1 to 200, the first of all up to 600, were deleted');
    expect(withDatabase(home, (db) => db.prepare('SELECT value FROM meta WHERE key = ?').pluck().get('epoch'))).toBe(1);
  });

  test('with nothing old enough changes nothing', async () => {
    const home = newHome();
    await recorded(home, rows(20));
    expect(withStore(home, (store) => store.prune(1))).toEqual({ rows: 0, upToSeq: 0 });
    expect(verify(home)).toMatchObject({ ok: true, rows: 20 });
  });

  test('writers that are running go on with the dictionary as it then is', async () => {
    const home = newHome();
    const log = recorder(home);
    for (const each of rows(600)) log.spool(each);
    await log.commit({ entry: blocked(600, { tool: 'old_tool' }) });
    withStore(home, (store) => store.prune(entry(601).time));
    for (const each of rows(600)) log.spool(each);
    await log.commit({ entry: blocked(600, { tool: 'old_tool' }) });
    await log.close();
    expect(verify(home)).toMatchObject({ ok: true, rows: 602 });
  });

  test.each<[string, string]>([
    ['removed', 'DELETE FROM prune'],
    [
      'moved on',
      'UPDATE prune SET seq = 150; DELETE FROM audit WHERE seq <= 150; DELETE FROM finding WHERE seq <= 150',
    ],
    ['signed by nobody', "UPDATE prune SET signature = x''"],
  ])('a record that was %s fails', async (_what, sql) => {
    const home = newHome();
    const entries = rows(300);
    await recorded(home, entries);
    withStore(home, (store) => store.prune(entries[100]!.time));
    withDatabase(home, (db) => db.exec(sql));
    expect(verify(home)).toMatchObject({ ok: false });
  });
});

const recount = `DELETE FROM place; INSERT INTO place SELECT DISTINCT shape, seq / 1024 FROM audit;
  DELETE FROM hourly; INSERT INTO hourly SELECT time / 3600000000, shape, count(*), sum(size), sum(micros) FROM audit GROUP BY 1, 2;
  DELETE FROM daily; INSERT INTO daily SELECT shape, hour / 24, sum(rows), sum(bytes), sum(micros) FROM hourly GROUP BY 1, 2;
  DELETE FROM pulse; INSERT INTO pulse
    SELECT hour, decision, sum(rows) FROM hourly JOIN shape ON id = shape WHERE kind <> 'event' GROUP BY 1, 2;
  DELETE FROM notable WHERE seq NOT IN (SELECT seq FROM audit);
  DELETE FROM visit; INSERT INTO visit SELECT DISTINCT session, seq / 1024 FROM audit;
  DELETE FROM session_shape; INSERT INTO session_shape SELECT session, shape, count(*), min(time), max(time) FROM audit GROUP BY 1, 2;
  UPDATE session SET (first, last, rows) =
    (SELECT coalesce(min(first), 0), coalesce(max(last), 0), coalesce(sum(rows), 0) FROM session_shape WHERE session = id);`;

/** Another definition of an index, beside SQLite's back. */
function rewrite(home: string, sql: string): void {
  withDatabase(home, (db) => {
    db.unsafeMode();
    db.pragma('writable_schema = ON');
    db.prepare("UPDATE sqlite_master SET sql = ? WHERE name = 'audit_ref'").run(sql);
    db.pragma(`schema_version = ${Number(db.pragma('schema_version', { simple: true })) + 1}`);
  });
}

/** What somebody without the key can do: hash everything anew. */
function rehash(db: Database, from: number): void {
  const dictionary = new Dictionary(db);
  let previous = db
    .prepare<[number], Buffer>('SELECT hash FROM audit WHERE seq = ?')
    .pluck()
    .get(from - 1)!;
  const update = db.prepare('UPDATE audit SET hash = ? WHERE seq = ?');
  for (const raw of db.prepare<[number], RawRow>('SELECT * FROM audit WHERE seq >= ? ORDER BY seq').all(from)) {
    previous = rowHash(previous, {
      ...raw,
      shape: shapeDigest(dictionary.shape(raw.shape)!.fields),
      session: lengthPrefixed(dictionary.session(raw.session)!),
      ref: raw.ref ?? undefined,
      note: raw.note ?? undefined,
      held: raw.held ?? undefined,
      findings: findingsOf(db, raw.seq),
    });
    update.run(previous, raw.seq);
  }
}
