import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Client } from '../../src/clients/client.ts';
import { type FoundServer, type Spec, serversIn } from '../../src/clients/discover.ts';
import { loadFormat } from '../../src/clients/formats/load.ts';
import { CLIENTS } from '../../src/clients/index.ts';
import type { Ours } from '../../src/clients/layer.ts';
import { EMPTY } from '../../src/clients/manifest.ts';
import { agentName } from '../../src/clients/names.ts';
import { unwrapping, wrapping } from '../../src/clients/plan.ts';
import { decodeText } from '../../src/clients/text.ts';
import { type Change, change, type Spelling, spellingOf } from '../../src/clients/wrap.ts';

const FOLDER = 'test/fixtures/clients';
// Nothing of it exists, so what is wrapped counts as broken here; that changes nothing about the texts.
const OURS: Ours = {
  current: { command: '/opt/node/bin/node', script: '/opt/oktsec/bin/oktsec.js' },
  launchers: [],
  options: ['--config', '/home/me/.oktsec/oktsec.yaml'],
  portableOptions: [],
};

function specOf(client: Client, name: string): Spec {
  const fits = (pattern: unknown) =>
    JSON.stringify(pattern).includes(`/${name}"`) || JSON.stringify(pattern) === JSON.stringify(name);
  const location = client.locations.find(({ path }) => fits(path)) ?? client.locations[0];
  return {
    format: location?.format ?? client.format,
    roots: location?.roots ?? client.roots,
    shape: { ...client.shape, ...location?.shape },
  };
}

async function apply(
  text: string,
  spec: Spec,
  client: Client,
  decide: (server: FoundServer) => Change | undefined,
): Promise<string> {
  const servers = await serversIn(text, spec, client, '/file', { ours: OURS, manifest: EMPTY });
  const format = await loadFormat(spec.format);
  return change(
    text,
    { format, roots: spec.roots, shape: spec.shape },
    servers.flatMap((one) => decide(one) ?? []),
  ).text;
}

describe.each(CLIENTS)('$title', (client) => {
  const folder = join(FOLDER, client.id);
  const befores = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('before.')) : [];

  test('has a config as people write it', () => {
    expect(befores).not.toHaveLength(0);
  });

  test.each(befores)('%s is wrapped and given back', async (name) => {
    const bytes = readFileSync(join(folder, name));
    const { mark, text } = decodeText(bytes);
    const spec = specOf(client, name.slice('before.'.length));
    const spellings = new Map<string, Spelling>();
    const wrapped = await apply(text, spec, client, (server) => {
      const made = wrapping(server, OURS, agentName(client.id, server.name, '', new Set()));
      if (made !== undefined) spellings.set(server.at.join(), spellingOf(text, server.entry));
      return made;
    });
    const after = join(folder, name.replace('before', 'after'));
    if (process.env.OKTSEC_WRITE_FIXTURES === '1') writeFileSync(after, mark + wrapped);
    expect(mark + wrapped).toBe(readFileSync(after, 'utf8'));
    const back = await apply(wrapped, spec, client, (server) =>
      unwrapping(server, { named: true, spelling: spellings.get(server.at.join()) }),
    );
    expect(Buffer.from(mark + back)).toEqual(bytes);
  });
});
