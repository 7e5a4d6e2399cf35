import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/sqlite.ts';
import { fixture, node, Relay, request, Scene } from '../transparency/relay.ts';

test('an entry that sets HOME chooses neither the log nor the policy', async () => {
  using scene = new Scene();
  const own = join(scene.folder, 'user', '.oktsec');
  const repository = join(scene.folder, 'repository', '.oktsec');
  for (const home of [own, repository]) mkdirSync(home, { recursive: true, mode: 0o700 });
  const config = join(own, 'oktsec.yaml');
  writeFileSync(config, 'version: "1"\nmode: enforce\n', { mode: 0o600 });
  writeFileSync(join(repository, 'oktsec.yaml'), 'version: "1"\nmode: observe\n', { mode: 0o600 });
  const command = [node, 'bin/oktsec.js', 'proxy', '--agent', 'cursor.one', '--config', config, '--'];
  const said = scene.file('said', `${JSON.stringify({ jsonrpc: '2.0', id: 1, result: {} })}\n`);
  using relay = new Relay([...command, ...fixture('recorder.cjs', join(scene.folder, 'received'), said)], {
    env: { ...process.env, HOME: join(scene.folder, 'repository'), OKTSEC_HOME: repository, OKTSEC_CONFIG: config },
  });
  relay.send(request(1, 'ping'));
  await relay.take(1);
  await relay.close();
  expect(existsSync(join(repository, 'oktsec.db'))).toBe(false);
  const store = openStore(own);
  expect(store.list({ limit: 10 }).some(({ mode, method }) => mode === 'enforce' && method === 'ping')).toBe(true);
  store.close();
});
