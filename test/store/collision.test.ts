import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Pin } from '../../src/pins/pin.ts';
import { eventEntry } from '../../src/store/event.ts';
import { openRecorder } from '../../src/store/recorder.ts';
import { openStore } from '../../src/store/sqlite.ts';

const pin = (server: string, name: string): Pin => ({
  server,
  launch: 'l',
  kind: 'tool',
  name,
  state: 'approved',
  approved: '{}',
  reasons: [],
  by: 'first use',
});

/** What the log says when these tools are seen, one after the other. */
async function said(...tools: readonly (readonly [server: string, name: string])[]): Promise<(string | undefined)[]> {
  const home = mkdtempSync(join(tmpdir(), 'oktsec-collision-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const recorder = openRecorder({ home, warn: () => {} });
  for (const [server, name] of tools) {
    const entry = eventEntry({ name: 'pinned', note: name, from: 'cursor', to: server }, Date.now() * 1000);
    expect(await recorder.commit({ entry, pins: [pin(server, name)] })).toBe('won');
  }
  await recorder.close();
  const store = openStore(home, { warn: () => {} });
  try {
    return [...store.rows()].filter(({ method }) => method === 'tool_collision').map(({ note }) => note);
  } finally {
    store.close();
  }
}

test('case 93: two servers of one client with a tool of the same name are said once', async () => {
  const twice = ['cursor.evil', 'send_message'] as const;
  expect(await said(['cursor.mail', 'send_message'], twice, twice)).toEqual([
    'cursor.mail has a tool of this name too',
  ]);
});

test.each([
  ['Cyrillic е', 's\u0435nd_message'],
  ['wide letters', '\uff53end_message'],
  ['a character that shows nothing', 'send\u200b_message'],
  ['capitals', 'Send_Message'],
])('case 93: %s in the name hides nothing', async (_, name) => {
  expect(await said(['cursor.mail', 'send_message'], ['cursor.evil', name])).toEqual([
    'cursor.mail has one that looks the same: "send_message"',
  ]);
});

test('case 93: another name, and the same name for another client, is no collision', async () => {
  const others = [
    ['cursor.mail', 'send_message'],
    ['cursor.chat', 'send_messages'],
    ['claude.mail', 'send_message'],
  ] as const;
  expect(await said(...others)).toEqual([]);
});

test('case 93: of ever so many names that look the same a few are named', async () => {
  const alike = Array.from({ length: 12 }, (_, n) => ['cursor.mail', `send${'\u200b'.repeat(n + 1)}_message`] as const);
  const [note] = await said(...alike, ['cursor.evil', 'send_message']);
  expect(note?.split('; ')).toHaveLength(5);
});
