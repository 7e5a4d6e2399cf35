import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { client } from '../../src/clients/client.ts';
import { type FoundServer, serversIn } from '../../src/clients/discover.ts';
import { loadFormat } from '../../src/clients/formats/load.ts';
import type { Ours } from '../../src/clients/layer.ts';
import { EMPTY } from '../../src/clients/manifest.ts';
import { unwrapping, wrapping } from '../../src/clients/plan.ts';
import { type Change, change, type Spelling, spellingOf } from '../../src/clients/wrap.ts';
import { type Generated, json, toml, yaml } from './generated.ts';

const CLIENT = client({ id: 'generated', title: 'Generated', locations: [] });
// Both exist, as they would where this is installed.
const OURS: Ours = {
  current: { command: process.execPath, script: resolve('bin/oktsec.js') },
  launchers: [],
  options: ['--config', resolve('oktsec.example.yaml')],
  portableOptions: [],
};

type Spellings = Map<string, Spelling>;

async function serversOf({ spec }: Generated, text: string): Promise<FoundServer[]> {
  return serversIn(text, spec, CLIENT, '/f', { ours: OURS, manifest: EMPTY });
}

async function edit(
  config: Generated,
  text: string,
  decide: (server: FoundServer) => Change | undefined,
): Promise<string> {
  const format = await loadFormat(config.spec.format);
  const changes = (await serversOf(config, text)).flatMap((server) => decide(server) ?? []);
  return change(text, { format, roots: config.spec.roots, shape: config.spec.shape }, changes).text;
}

async function wrapped(config: Generated, text: string, spellings: Spellings = new Map()): Promise<string> {
  return edit(config, text, (server) => {
    const made = wrapping(server, OURS, 'generated.server');
    if (made?.do === 'wrap') spellings.set(server.at.join('\n'), spellingOf(text, server.entry));
    return made;
  });
}

async function unwrapped(config: Generated, text: string, spellings: Spellings = new Map()): Promise<string> {
  return edit(config, text, (server) =>
    unwrapping(server, { named: false, spelling: spellings.get(server.at.join('\n')) }),
  );
}

const RUNS = { numRuns: 150 };

describe.each([
  ['JSON', json],
  ['TOML', toml],
  ['YAML', yaml],
] as const)('%s', (_, configs) => {
  test('case 203: wrapping what is wrapped changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(configs, async (config) => {
        const once = await wrapped(config, config.text);
        expect(await wrapped(config, once)).toBe(once);
        for (const { state } of await serversOf(config, once)) expect(state).toBe('wrapped');
      }),
      RUNS,
    );
  });

  test('case 199: unwrapping what was wrapped gives the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(configs, async (config) => {
        const spellings: Spellings = new Map();
        const once = await wrapped(config, config.text, spellings);
        expect(once).not.toBe(config.text);
        expect(await unwrapped(config, once, spellings)).toBe(config.text);
      }),
      RUNS,
    );
  });

  test('case 204: what was edited elsewhere in between is there after unwrapping', async () => {
    const edited = (text: string) =>
      text
        .replace('"tail": null', '"tail": {"edited": [1,  2]}')
        .replace('model = "x"', 'model = "y"  #  edited')
        .replace('a: 1.0', 'a: {edited:   2}')
        .replace('timeout', 'edited_timeout');
    await fc.assert(
      fc.asyncProperty(configs, async (config) => {
        const spellings: Spellings = new Map();
        const once = await wrapped(config, config.text, spellings);
        expect(edited(once)).not.toBe(once);
        expect(await unwrapped(config, edited(once), spellings)).toBe(edited(config.text));
      }),
      RUNS,
    );
  });

  test('case 208: behind -- stands the command, argument by argument, and without a manifest it is found again', async () => {
    await fc.assert(
      fc.asyncProperty(configs, async (config) => {
        const before = await serversOf(config, config.text);
        const once = await wrapped(config, config.text);
        const between = await serversOf(config, once);
        expect(between.map(({ layer }) => layer?.inner)).toEqual(before.map(({ argv }) => argv));
        const after = await serversOf(config, await unwrapped(config, once));
        expect(after.map(({ argv }) => argv)).toEqual(before.map(({ argv }) => argv));
      }),
      RUNS,
    );
  });
});
