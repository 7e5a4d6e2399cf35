import { globSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { call, fixture, initialize, initialized, node, Relay, Scene } from '../../../transparency/relay.ts';

const SECRET = 'ghp_Zk4Qv8Lw2Xc7Tn1Rb6Ym9Hd3Jf5Ps0Gu1aBe';
const bin = join(import.meta.dirname, '../../../../bin/oktsec.js');

test('a masked secret reaches the tool that the config names, and lies nowhere in the home', async () => {
  using scene = new Scene();
  const got = join(scene.folder, 'got');
  const config = scene.file(
    'oktsec.yaml',
    `version: "1"
mode: enforce
agents: { cursor.vault: { tools: { each: { deploy: { args: { token: { restore: true } } } } } } }
rules: [{ id: CRED-005, action: mask }]
`,
  );
  const command = [node, bin, 'proxy', '--config', config, '--home', scene.home, '--agent', 'cursor.vault', '--'];
  using relay = new Relay([...command, ...fixture('vault.ts', SECRET, got)]);
  relay.send(initialize());
  await relay.take(1);
  relay.send(initialized);
  relay.send(call(1, 'get_secret', {}));
  await relay.take(2);
  const [placeholder] = /\[REDACTED:credentials:\w{12}\]/.exec(relay.lines.at(-1) ?? '') ?? [];
  expect(placeholder).toBeDefined();
  relay.send(call(2, 'deploy', { token: placeholder, note: placeholder }));
  await relay.take(3);
  await relay.close();
  expect(JSON.parse(readFileSync(got, 'utf8'))).toEqual({ token: SECRET, note: placeholder });
  expect(relay.lines.join('\n')).not.toContain(SECRET);
  const rows = scene.rows().filter(({ tool }) => tool !== undefined);
  expect(rows.map(({ action, note }) => [action, note])).toContainEqual(['forward', 'a placeholder put back']);
  for (const path of globSync(join(scene.home, '**'))) {
    if (lstatSync(path).isFile()) expect(readFileSync(path).includes(SECRET), path).toBe(false);
  }
});
