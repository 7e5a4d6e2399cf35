import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Relay, Scene } from '../transparency/relay.ts';

const NOISE = '\u001b]52;c;ZXZpbA==\u0007\u001b[2Jgone\u009b31m \u202etxt.exe\u202c plain ünï\n';
const say = ['sh', '-c', `printf '%s' "$1" >&2; cat`, 'sh', NOISE];

describe('case 98: what a server writes to stderr', () => {
  test('in enforce no control of a terminal and no bidi mark comes through, the rest as it is', async () => {
    using scene = new Scene();
    using relay = new Relay(scene.command('enforce', say));
    await relay.close();
    expect(relay.errors).toContain('\\x1b]52;c;ZXZpbA==');
    expect(relay.errors).toContain('gone');
    expect(relay.errors).toContain(' plain ünï\n');
    expect(relay.errors).not.toMatch(/[\u0000-\u0006\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  });

  test('in observe byte for byte', async () => {
    using scene = new Scene();
    using relay = new Relay(scene.command('observe', say));
    await relay.close();
    expect(relay.errors).toBe(NOISE);
  });
});

describe('case 231: rules of the user', () => {
  const PACK = (id: string) => `- id: ${id}
  name: Name of the project
  description: The name of a project that is not public.
  severity: critical
  category: exfiltration
  channels: [any]
  patterns: ['\\bproject-bluebird-[0-9]{4}\\b']
  remediation: Leave it out.
  examples: { match: ['about project-bluebird-2031'], ignore: ['about a bluebird'] }
`;
  const call = {
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'say', arguments: { text: 'see project-bluebird-2031' } },
  };

  function scene(id: string, extra = ''): { scene: Scene; config: string } {
    const made = new Scene();
    mkdirSync(join(made.folder, 'rules'), { mode: 0o700 });
    writeFileSync(join(made.folder, 'rules/own.yaml'), PACK(id), { mode: 0o600 });
    return { scene: made, config: made.file('config.yaml', `version: "1"\nrules_dir: [rules]\n${extra}`) };
  }

  test('are loaded with a row that names the whole set by its hash, and act', async () => {
    const { scene: place, config } = scene('OWN-001');
    using made = place;
    using relay = new Relay(made.command('enforce', ['cat'], ['--config', config]));
    relay.send(call);
    const [answer = ''] = await relay.take(1);
    expect(answer).toContain('blocked by oktsec: OWN-001 (Name of the project)');
    await relay.close();
    const loaded = made.rows().filter(({ method }) => method === 'rules_loaded');
    expect(loaded.map(({ note }) => note)).toEqual([expect.stringMatching(/^rule set [0-9a-f]{64}$/)]);
  });

  test('cannot take the id of a bundled one: nothing starts in enforce', async () => {
    const { scene: place, config } = scene('CRED-001');
    using made = place;
    using relay = new Relay(made.command('enforce', ['cat'], ['--config', config]));
    expect(await relay.ended).toEqual({ code: 2, signal: null });
    expect(relay.errors).toMatch(/rules\/own\.yaml:\d+.*CRED-001/);
  });

  test('ignoring a rule takes a word in the config, for which there is a row of what stands', async () => {
    const { scene: place, config } = scene('OWN-001', 'rules: [{ id: OWN-001, action: ignore }]\n');
    using made = place;
    using relay = new Relay(made.command('enforce', ['cat'], ['--config', config]));
    const note = { jsonrpc: '2.0', method: 'notifications/message', params: { data: 'see project-bluebird-2031' } };
    relay.send(note);
    expect(await relay.take(1)).toEqual([JSON.stringify(note)]);
    await relay.close();
    expect(made.rows().some(({ method }) => method === 'rules_loaded')).toBe(true);
  });
});
