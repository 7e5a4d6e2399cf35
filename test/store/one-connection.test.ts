import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { eventEntry } from '../../src/store/event.ts';
import { openRecorder } from '../../src/store/recorder.ts';

test('a recorder that is asked while it opens leaves nothing behind that SQLite wrote ahead', async () => {
  const home = mkdtempSync(join(tmpdir(), 'oktsec-connection-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const recorder = openRecorder({ home, warn: () => {} });
  const entry = eventEntry({ name: 'config_changed', note: 'x' }, Date.now() * 1000);
  const [outcome] = await Promise.all([recorder.commit({ entry }), recorder.pins('cursor.files', 'l')]);
  expect(outcome).toBe('won');
  await recorder.close();
  expect(readdirSync(home).filter((name) => name.startsWith('oktsec.db'))).toEqual(['oktsec.db']);
});
