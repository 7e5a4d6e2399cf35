import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { call, fixture, initialize, initialized, installed, node, Relay, Scene } from '../transparency/relay.ts';
import { NOTES } from './texts.ts';

const bin = join(import.meta.dirname, '../../bin/oktsec.js');

test('a day of harmless work with real servers gives no alarm, though all that is said to one of them is public', async () => {
  using scene = new Scene();
  const work = join(scene.folder, 'a-folder-with-a-rather-long-name', 'projects', 'harbour-office', 'accounting');
  mkdirSync(work, { recursive: true });
  for (const [n, note] of NOTES.entries()) writeFileSync(join(work, `notes-of-quarter-${n}.md`), note);
  const config = scene.file(
    'oktsec.yaml',
    // The notes are made up of secrets and duties; what a model makes of such sentences is measured elsewhere.
    'version: "1"\nmode: enforce\nrules: [{ id: IND-020, action: ignore }]\n' +
      'agents:\n  cursor.everything: { flow: public }\n  cursor.memory: { flow: private }\n',
  );
  const proxy = (agent: string, server: readonly string[]) =>
    new Relay([node, bin, 'proxy', '--config', config, '--home', scene.home, '--agent', agent, '--', ...server]);
  using files = proxy(
    'cursor.filesystem',
    installed('@modelcontextprotocol/server-filesystem/dist/index.js', scene.folder),
  );
  using everything = proxy(
    'cursor.everything',
    installed('@modelcontextprotocol/server-everything/dist/index.js', 'stdio'),
  );
  using memory = proxy('cursor.memory', fixture('graph.ts'));
  let id = 0;
  const ask = async (relay: Relay, tool: string, given: object) => {
    id += 1;
    const mine = id;
    relay.send(call(mine, tool, given));
    await relay.until(() => relay.messages.some((message) => message.id === mine));
    const answer = relay.messages.find((message) => message.id === mine);
    const [content] = (answer?.result?.content ?? []) as { text?: string }[];
    return content?.text ?? '';
  };
  for (const relay of [files, everything, memory]) {
    relay.send(initialize());
    await relay.until(() => relay.messages.some((message) => message.id === 0));
    relay.send(initialized);
  }
  const path = join(work, 'notes-of-quarter-0.md');
  const summary =
    'Summary for the team: twelve entries were read, most of them about leases and invoices that are still open. ' +
    'I suggest that somebody goes through them by Friday and marks which ones can be closed; the rest should wait for the audit.';
  expect(await ask(files, 'read_text_file', { path })).toContain(NOTES[0]!.slice(0, 40));
  await ask(files, 'list_directory', { path: work });
  await ask(files, 'directory_tree', { path: scene.folder });
  const found = await ask(files, 'search_files', { path: work, pattern: '**/*.md' });
  await ask(files, 'read_multiple_files', { paths: found.split('\n') });
  await ask(everything, 'echo', { message: summary });
  await ask(everything, 'echo', { message: path });
  await ask(everything, 'echo', { message: `I looked at ${path} and at ${join(work, 'notes-of-quarter-1.md')}` });
  await ask(everything, 'get-sum', { a: 4, b: 38 });
  await ask(everything, 'echo', {
    message: `It begins with "${NOTES[0]!.slice(0, 38)}…", which is rather short to quote; the rest I keep to myself.`,
  });
  // What the model wrote itself comes back in a result, and may be said elsewhere.
  const draft = join(work, 'draft.md');
  await ask(files, 'write_file', { path: draft, content: `${summary}\n\nSigned: the assistant\n` });
  await ask(files, 'edit_file', { path: draft, edits: [{ oldText: 'by Friday', newText: 'by Monday' }] });
  await ask(files, 'read_text_file', { path: draft });
  await ask(everything, 'echo', { message: `The draft reads:\n${summary}\n\nSigned: the assistant` });
  // What the model noted down itself, and what it read and noted down, stays on this machine; its own words are no secret.
  const fact =
    'The harbour office closes its books on the last Friday of a quarter, and wants all leases in by noon of that day.';
  const entity = (name: string, observations: readonly string[]) => ({ name, entityType: 'office', observations });
  await ask(memory, 'create_entities', { entities: [entity('harbour office', [fact]), entity('audit', [NOTES[2]!])] });
  await ask(memory, 'add_observations', { observations: [{ entityName: 'audit', contents: [summary, NOTES[0]] }] });
  expect(await ask(memory, 'search_nodes', { query: 'harbour' })).toContain('closes its books');
  await ask(memory, 'open_nodes', { names: ['audit'] });
  await ask(memory, 'read_graph', {});
  await ask(everything, 'echo', { message: `Remember: ${fact}` });
  await ask(everything, 'echo', { message: `${summary} ${fact}` });
  // All of that is allowed; this, which is the same but for being copied, is not.
  await ask(everything, 'echo', { message: NOTES[1]!.slice(30, 230) });
  await Promise.all([files.close(), everything.close(), memory.close()]);
  const rows = scene.rows();
  expect(rows.filter(({ method }) => method === 'tools/call').length).toBeGreaterThanOrEqual(42);
  const alarms = rows.filter(({ rules }) => rules.some((rule) => rule.startsWith('FLOW-')));
  expect(alarms.map(({ rules }) => rules)).toEqual([['FLOW-001']]);
  expect(alarms[0]?.note).toMatch(/^\d+ characters of cursor\.filesystem:read_multiple_files, /);
});
