import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { eventEntry } from '../../src/store/event.ts';
import type { AuditRow } from '../../src/store/store.ts';
import { blocked, entry } from '../fixtures/store/entries.ts';
import { newHome, recorded, recorder, withDatabase, withStore } from '../fixtures/store/home.ts';

const rows = (count: number) => Array.from({ length: count }, (_, n) => (n % 40 === 7 ? blocked(n) : entry(n)));

describe('what was recorded is read back', () => {
  test('every field of every row comes back as it went in', async () => {
    const home = newHome();
    const entries = rows(700);
    await recorded(home, entries);
    const read = withStore(home, (store) => [...store.rows()]);
    expect(read.map(({ seq, rowHash, ...rest }) => ({ ...rest, hash: new Uint8Array(rest.hash) }))).toEqual(
      entries.map((each) => ({
        key: undefined,
        ref: undefined,
        note: undefined,
        ...each,
        hash: new Uint8Array(each.hash),
      })),
    );
  });

  test('a clock that went back puts no checkpoint off', async () => {
    const home = newHome();
    let now = entry(1).time;
    const log = recorder(home, { now: () => now });
    await log.commit({ entry: entry(1) });
    now -= 86_400_000_000;
    await log.commit({ entry: entry(2) });
    await log.commit({ entry: entry(3) });
    const signed = withStore(home, (store) => store.verify());
    await log.close();
    expect(signed).toMatchObject({ ok: true, checkpoints: 1, unanchored: { rows: 1 } });
  });

  test('filters give exactly the rows that a scan of all rows would', async () => {
    const home = newHome();
    const entries = [...rows(5000), entry(5000, { sender: 'unverified', from: 'ghost', to: 'cursor.server-1' })];
    await recorded(home, entries);
    withStore(home, (store) => {
      const all = [...store.rows()].reverse();
      const seqs = (found: readonly { seq: number }[]) => found.map(({ seq }) => seq);
      const flagged = all.filter((row) => row.decision !== 'allow');
      expect(seqs(store.list({ status: 'blocked', limit: 500 }))).toEqual(seqs(flagged));
      expect(seqs(store.list({ findings: true, limit: 500 }))).toEqual(seqs(flagged));
      expect(store.list({ findings: true, limit: 1 })[0]?.findings).toEqual(blocked(7).findings);
      expect(seqs(store.list({ unverified: true }))).toEqual([5001]);
      expect(seqs(store.list({ agent: 'ghost' }))).toEqual([5001]);
      const server = all.filter((row) => row.to === 'cursor.server-1');
      expect(seqs(store.list({ agent: 'cursor.server-1', limit: 10_000 }))).toEqual(seqs(server));
      const since = entry(4321).time;
      const late = all.filter((row) => row.time >= since);
      expect(seqs(store.list({ since, limit: 10_000 }))).toEqual(seqs(late));
      expect(seqs(store.list({ since, status: 'blocked', limit: 10_000 }))).toEqual(
        seqs(late.filter((row) => row.decision !== 'allow')),
      );
      expect(seqs(store.list({ afterSeq: 4990, limit: 3 }))).toEqual([4991, 4992, 4993]);
      expect(store.list({ limit: -1 })).toHaveLength(1);
      expect(store.list({ agent: "'; DROP TABLE audit; --" })).toEqual([]);
    });
  });

  test('several statuses are one filter', async () => {
    const home = newHome();
    const rejected = entry(3000, { decision: 'tool_denied', action: 'refuse', mode: 'enforce' });
    await recorded(home, [...rows(100), rejected, entry(3001, { decision: 'suspended', action: 'refuse' })]);
    withStore(home, (store) => {
      const stopped = [...store.rows()].reverse().filter((row) => row.decision !== 'allow');
      const found = store.list({ statuses: ['blocked', 'rejected'], limit: 100 });
      expect(found.map(({ seq }) => seq)).toEqual(stopped.map(({ seq }) => seq));
      expect(store.list({ statuses: ['rejected'] }).map(({ seq }) => seq)).toEqual([102]);
    });
  });

  test('latency is that of the newest messages, not of what oktsec wrote itself', async () => {
    const home = newHome();
    const own = eventEntry({ name: 'mode_changed', note: 'x' }, entry(200).time);
    await recorded(home, [...Array.from({ length: 200 }, (_, n) => entry(n, { latencyMicros: n })), own]);
    withStore(home, (store) => {
      expect(store.latency(0, 100)).toEqual({ rows: 100, p50: 150, p99: 199 });
      expect(store.latency(entry(190).time, 100)).toEqual({ rows: 10, p50: 195, p99: 199 });
      expect(store.latency(entry(5000).time, 100)).toEqual({ rows: 0, p50: 0, p99: 0 });
    });
  });

  test('one row is proven up to the checkpoint that signed it', async () => {
    const home = newHome();
    await recorded(home, rows(1200), { checkpointRows: 500 });
    withStore(home, (store) => {
      for (const seq of [1, 2, 499, 500, 501, 1200]) {
        const proof = store.proof(seq)!;
        expect(proof).toMatchObject({ fits: true });
        expect(proof.previous?.seq).toBe(seq === 1 ? undefined : seq - 1);
        expect(proof.previous?.hash).toBe((store.get(String(seq - 1)) as AuditRow | undefined)?.rowHash);
        const signed = proof.checkpoint;
        if (signed !== undefined) expect(signed.seq).toBeGreaterThanOrEqual(seq);
      }
      expect(store.proof(499)?.checkpoint?.number).toBe(1);
      expect(store.proof(5000)).toBeUndefined();
    });
    withDatabase(home, (db) => db.exec('UPDATE audit SET size = size + 1 WHERE seq = 300'));
    withStore(home, (store) => {
      expect(store.proof(300)).toMatchObject({ fits: false, bad: 'row 300 is not what was written after row 299' });
      expect(store.proof(250)).toMatchObject({ fits: false, bad: 'row 300 is not what was written after row 299' });
      expect(store.proof(301)).toMatchObject({ fits: true });
    });
    // Somebody who wrote all of it anew has not the key.
    withDatabase(home, (db) => db.exec('UPDATE checkpoint SET signature = randomblob(64) WHERE seq > 900'));
    const bad = expect.stringContaining('is not signed by this instance') as unknown;
    withStore(home, (store) => expect(store.proof(900)).toMatchObject({ fits: false, bad, previous: { seq: 899 } }));
    withDatabase(home, (db) => db.exec('DELETE FROM audit WHERE seq = 700'));
    withStore(home, (store) => expect(store.proof(701)).toMatchObject({ fits: false, bad: 'row 700 is missing' }));
  });

  test('a reference is found by a unique prefix, a sequence number by its digits', async () => {
    const home = newHome();
    await recorded(home, [blocked(1, { ref: '7F3KQ2' }), blocked(2, { ref: '7F9AAA' }), entry(3)]);
    withStore(home, (store) => {
      expect(store.get('7f3')).toMatchObject({ seq: 1, ref: '7F3KQ2' });
      expect(store.get('7F')).toBe('ambiguous');
      expect(store.get('3')).toMatchObject({ seq: 3 });
      expect(store.get('ZZZ')).toBeUndefined();
      expect(store.get('%')).toBeUndefined();
    });
  });

  test('the counts agree with the rows', async () => {
    const home = newHome();
    await recorded(home, rows(2000));
    const stats = withStore(home, (store) => store.stats());
    expect(stats.rows).toBe(2000);
    expect(stats.rules).toEqual([{ name: 'CRED-001', rows: 50 }]);
    expect(stats.statuses).toEqual([
      { name: 'delivered', rows: 1950 },
      { name: 'blocked', rows: 50 },
    ]);
    expect(stats.hours.reduce((sum, hour) => sum + hour.rows, 0)).toBe(2000);
  });

  test('a home without a log is an empty log, and reading makes no file', () => {
    const home = newHome();
    withStore(home, (store) => {
      expect(store.list()).toEqual([]);
      expect(store.stats().rows).toBe(0);
      expect(() => store.verify()).toThrow('no audit log yet');
    });
  });

  test('text that no encoding can hold is recorded and still verifies', async () => {
    const home = newHome();
    await recorded(home, [entry(1, { method: 'a\ud800b\u0000c', tool: 'x'.repeat(5000), note: '\udfff\n\u001b[31m' })]);
    withStore(home, (store) => {
      expect(store.list()[0]).toMatchObject({ method: 'a\ufffdb\u0000c', note: '\ufffd\n\u001b[31m' });
      expect(store.list()[0]?.tool).toHaveLength(256);
      expect(store.verify()).toMatchObject({ ok: true, rows: 1 });
    });
  });
});

describe('quarantine', () => {
  const content = new TextEncoder().encode('{"jsonrpc":"2.0","id":1,"method":"tools/call"}');
  const now = entry(10).time;
  const held = (ref: string, more = {}) => ({
    entry: blocked(10, { ref, decision: 'content_quarantined', action: 'hold', hash: sha(content) }),
    hold: {
      ref,
      callHash: 'c0ffee',
      side: 'client' as const,
      content,
      from: 'cursor',
      to: 'cursor.server-0',
      tool: 'write_file',
      rules: ['CRED-001'],
      expiresAt: now + 60e6,
      ...more,
    },
  });
  const ten = { ttlMicros: 600e6, reviewer: 'me' };

  test('an approved call passes once, in one process of many, for the rules that were shown', async () => {
    const home = newHome();
    const log = recorder(home, { now: () => now });
    expect(await log.commit(held('HELD01'))).toBe('won');
    expect(log.anyApprovals()).toBe(false);
    expect(
      withStore(
        home,
        (store) => store.approve('held', ten),
        () => now,
      ),
    ).toBe('done');
    // The mark on disk is looked at every five milliseconds at most.
    await new Promise((done) => setTimeout(done, 10));
    expect(log.anyApprovals()).toBe(true);
    const claim = { kind: 'approval', hash: 'c0ffee', rules: ['CRED-001'] } as const;
    const retry = { ...held('HELD02'), claim, ifWon: entry(11, { note: 'approved' }) };
    expect(await log.commit({ ...retry, claim: { ...claim, rules: ['CRED-001', 'PI-001'] }, hold: undefined })).toBe(
      'lost',
    );
    expect(await log.commit({ ...retry, claim: { ...claim, hash: 'other' }, hold: undefined })).toBe('lost');
    const other = recorder(home, { now: () => now });
    const outcomes = await Promise.all([
      log.commit(retry),
      other.commit(held('HELD03', {})),
      other.commit({ ...retry, hold: undefined }),
    ]);
    expect(outcomes.filter((outcome, n) => n !== 1 && outcome === 'won')).toHaveLength(1);
    await Promise.all([log.close(), other.close()]);
    withStore(home, (store) => {
      expect(store.quarantined('HELD01')).toMatchObject({ status: 'approved', content: undefined, reviewer: 'me' });
      expect(store.list({ limit: 99 }).filter((row) => row.note === 'approved')).toHaveLength(1);
      expect(store.verify().ok).toBe(true);
    });
  });

  test('an approved response is handed over once', async () => {
    const home = newHome();
    const log = recorder(home, { now: () => now });
    await log.commit(held('RESP01', { side: 'server' }));
    expect(await log.takeResponse('c0ffee')).toBeUndefined();
    withStore(
      home,
      (store) => store.approve('RESP01', ten),
      () => now,
    );
    expect(await log.takeResponse('c0ffee')).toMatchObject({ content });
    expect(await log.takeResponse('c0ffee')).toBeUndefined();
    await log.close();
    expect(withStore(home, (store) => store.verify().ok)).toBe(true);
  });

  test('of approve and reject one wins, and neither comes after expiry', async () => {
    const home = newHome();
    const log = recorder(home, { now: () => now });
    await log.commit(held('AAAA01'));
    await log.commit(held('BBBB01', { expiresAt: now + 1 }));
    await log.close();
    withStore(
      home,
      (store) => {
        expect(store.approve('BBBB01', ten)).toBe('expired');
        expect(store.expire()).toBe(1);
        expect(store.quarantined('BBBB01')).toMatchObject({ status: 'expired', content: undefined });
        expect(store.reject('AAAA01', ten)).toBe('done');
        expect(store.approve('AAAA01', ten)).toBe('gone');
        expect(store.approve('CCCC01', ten)).toBe('unknown');
        expect(store.list().map((row) => row.method)).toEqual(expect.arrayContaining(['reject', 'expire']));
      },
      () => now + 2,
    );
  });

  test.each([
    ['content', "UPDATE quarantine SET content = x'00'"],
    [
      'content and its hash',
      `UPDATE quarantine SET content = x'00', content_hash = x'${sha(new Uint8Array(1)).toString('hex')}'`,
    ],
    ['the call it is for', "UPDATE quarantine SET call_hash = 'beef'"],
    ['the rules that were shown', "UPDATE quarantine SET rules = '[]'"],
  ])('case 144: %s edited before approve is refused', async (_what, sql) => {
    const home = newHome();
    const log = recorder(home, { now: () => now });
    await log.commit(held('HELD01'));
    await log.close();
    withDatabase(home, (db) => db.exec(sql));
    withStore(
      home,
      (store) => {
        expect(store.approve('HELD01', ten)).toBe('altered');
        expect(store.quarantined('HELD01')).toMatchObject({ status: 'pending' });
      },
      () => now,
    );
  });
});

describe('a recorder', () => {
  test('makes no file before its first row', async () => {
    const home = join(newHome(), 'not-yet');
    const log = recorder(home);
    expect(log.anyApprovals()).toBe(false);
    await log.close();
    expect(withStore(home, (store) => store.list())).toEqual([]);
  });

  test('commits in order with what was spooled before', async () => {
    const home = newHome();
    const log = recorder(home);
    for (let n = 0; n < 10; n++) log.spool(entry(n));
    await log.commit({ entry: blocked(10) });
    log.spool(entry(11));
    await log.close();
    const read = withStore(home, (store) => [...store.rows()]);
    expect(read.map((row) => row.time)).toEqual([...Array(10).keys(), 10, 11].map((n) => entry(n).time));
  });

  test('a clock that stands behind the log is noted once', async () => {
    const home = newHome();
    const log = recorder(home, { now: () => entry(0).time });
    log.spool(entry(9000));
    log.spool(entry(0));
    log.spool(entry(1));
    await log.close();
    const read = withStore(home, (store) => [...store.rows()]);
    expect(read.map((row) => row.method)).toEqual([
      entry(9000).method,
      'clock_anomaly',
      entry(0).method,
      entry(1).method,
    ]);
  });
});

function sha(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
