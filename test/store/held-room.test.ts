import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { AuditEntry } from '../../src/guard/entry.ts';
import { openRecorder } from '../../src/store/recorder.ts';
import { openStore } from '../../src/store/sqlite.ts';
import type { Commit } from '../../src/store/store.ts';

const MIB = 1024 ** 2;

function held(from: string, ref: string, bytes: number): Commit {
  const entry: AuditEntry = {
    time: Date.now() * 1000,
    surface: 'stdio',
    session: 's',
    from,
    to: 'cursor',
    kind: 'response',
    side: 'server',
    size: bytes,
    hash: new Uint8Array(32),
    sender: 'local',
    decision: 'content_quarantined',
    mode: 'enforce',
    action: 'hold',
    rules: ['EXF-001'],
    findings: [],
    latencyMicros: 1,
    ref,
  };
  const content = Buffer.alloc(bytes, 'x');
  const hold = { ref, callHash: ref, side: 'server', content, from, to: 'cursor', rules: ['EXF-001'] } as const;
  return { entry, hold: { ...hold, expiresAt: entry.time + 3600e6 } };
}

test('a sender of whom too much is held has the next refused, another has not', async () => {
  const home = mkdtempSync(join(tmpdir(), 'oktsec-room-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const recorders = [openRecorder({ home, warn: () => {} }), openRecorder({ home, warn: () => {} })];
  for (let n = 0; n < 12; n += 1)
    expect(await recorders[0]?.commit(held('cursor.evil', `HELD${n}`, 10 * MIB))).toBe('won');
  // Another process knows of it too.
  for (const recorder of recorders) {
    expect(await recorder.commit(held('cursor.evil', 'MORE01', 10 * MIB))).toBe('full');
    await recorder.commit(held('cursor.files', `FILE${recorders.indexOf(recorder)}`, 10 * MIB));
  }
  for (const recorder of recorders) await recorder.close();
  const store = openStore(home, { warn: () => {} });
  onTestFinished(() => store.close());
  const items = store.quarantine('pending');
  expect(items.map(({ ref }) => ref)).toEqual(expect.arrayContaining(['HELD11', 'FILE0', 'FILE1']));
  expect(items).toHaveLength(14);
  const refused = [...store.rows()].filter(({ decision }) => decision === 'content_blocked');
  expect(refused.map(({ action, note }) => [action, note])).toEqual(
    Array(2).fill(['refuse', 'not held: too much of cursor.evil is held already']),
  );
});
