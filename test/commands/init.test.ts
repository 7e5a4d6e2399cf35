import { createPrivateKey, createPublicKey } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FILES, Machine, POSTGRES, REMOTE, SLACK } from './machine.ts';

/** Bytes that differ from call to call, so that each agent has a key of its own. */
function machine(): Machine {
  const made = new Machine();
  let count = 0;
  const io = made.io.bind(made);
  made.io = (...given) => ({ ...io(...given), random: (size) => new Uint8Array(size).fill(++count) });
  return made;
}

test('finds the servers, says what each could do, and writes config and keys', async () => {
  const world = machine();
  world.cursor({ filesystem: FILES, slack: SLACK, docs: REMOTE });
  world.claude({ db: POSTGRES });
  const { code, out, err } = await world.run(['init']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('3 servers in 2 clients');
  const rows = out.split('\n').filter((line) => /^[◆▲■·]/.test(line));
  expect(rows).toEqual([
    expect.stringMatching(/^◆ critical +claude-code\.db +the package pg-mcp: a database$/),
    expect.stringMatching(/^▲ high +cursor\.filesystem +the package @modelcontextprotocol\/server-filesystem: /),
    expect.stringMatching(/^■ medium +cursor\.slack +the package @acme\/slack-mcp: sends messages$/),
  ]);
  const config = world.read(join(world.home, 'oktsec.yaml'));
  expect(config).toContain('mode: observe');
  expect(config).toContain('  cursor.filesystem: { server: true, description: ');
  expect(config).toContain('tags: [critical, data]');
  expect(await world.run(['verify'])).toMatchObject({ code: 0 });
  expect(out).toContain('config  ~/.oktsec/oktsec.yaml: written, 5 agents, observe');
  expect(out).toContain('next    oktsec wrap --all');
});

test('a key pair for each agent: Ed25519, private to its owner, each another one', async () => {
  const world = machine();
  world.cursor({ filesystem: FILES, slack: SLACK });
  await world.run(['init']);
  const folder = join(world.home, 'keys');
  const names = ['cursor', 'cursor.filesystem', 'cursor.slack'];
  expect(readdirSync(folder).sort()).toEqual(names.flatMap((name) => [`${name}.key`, `${name}.pub`]).sort());
  const publics = names.map((name) => {
    const key = join(folder, `${name}.key`);
    expect(statSync(key).mode & 0o777).toBe(0o600);
    const secret = createPrivateKey(world.read(key));
    expect(secret.asymmetricKeyType).toBe('ed25519');
    const pub = createPublicKey(secret).export({ type: 'spki', format: 'pem' });
    expect(world.read(join(folder, `${name}.pub`))).toBe(pub);
    return pub;
  });
  expect(new Set(publics).size).toBe(3);
});

test('run again it adds what is new and leaves all else byte for byte', async () => {
  const world = machine();
  world.cursor({ filesystem: FILES });
  await world.run(['init']);
  const path = join(world.home, 'oktsec.yaml');
  const edited = world.read(path).replace('mode: observe', 'mode: enforce   # since Monday');
  world.write(path, edited);
  const key = world.read(join(world.home, 'keys/cursor.filesystem.key'));
  const again = await world.run(['init']);
  expect(again.out).toContain('as it was: every agent stands there');
  expect(world.read(path)).toBe(edited);
  world.cursor({ filesystem: FILES, slack: SLACK });
  const more = await world.run(['init']);
  expect(more.out).toContain('1 agent added: cursor.slack');
  const lines = world.read(path).split('\n');
  expect(lines.filter((line) => !line.includes('cursor.slack')).join('\n')).toBe(edited);
  expect(world.read(join(world.home, 'keys/cursor.filesystem.key'))).toBe(key);
  expect(existsSync(join(world.home, 'keys/cursor.slack.key'))).toBe(true);
  expect((await world.run(['verify'])).code).toBe(0);
});

test('oktsec init --keys ./keys --config ./oktsec.yaml, as printed in the reference', async () => {
  const world = machine();
  world.cursor({ filesystem: FILES });
  const { code } = await world.run(['init', '--keys', './keys', '--config', './oktsec.yaml']);
  expect(code).toBe(0);
  expect(existsSync(join(world.cwd, 'keys/cursor.filesystem.key'))).toBe(true);
  expect(world.read(join(world.cwd, 'oktsec.yaml'))).toContain('keys_dir: "./keys"');
  // This user's init wrote it, so it counts in its folder; changed by hand it must be trusted again.
  expect((await world.run(['mode', '--json'])).err).toBe('');
  expect((await world.run(['verify'])).out).toContain(join(world.cwd, 'oktsec.yaml'));
  world.write('oktsec.yaml', `${world.read(join(world.cwd, 'oktsec.yaml'))}# more\n`);
  expect((await world.run(['verify'])).err).toContain('it was not trusted as it is now');
});

test('a config that does not fit is not touched, and neither are keys', async () => {
  const world = machine();
  world.cursor({ filesystem: FILES });
  const path = world.config('version: "1"\nmodes: x\n');
  const { code, err } = await world.run(['init']);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('unknown key "modes"') });
  expect(world.read(path)).toBe('version: "1"\nmodes: x\n');
  expect(existsSync(join(world.home, 'keys'))).toBe(false);
});

test('with no client at all there is still a config to begin with', async () => {
  const world = machine();
  const { code, out } = await world.run(['init']);
  expect(code).toBe(0);
  expect(out).toContain('no MCP server with a command was found');
  expect((await world.run(['verify'])).code).toBe(0);
});

test('one JSON object for a program', async () => {
  const world = machine();
  world.cursor({ filesystem: FILES });
  const { out } = await world.run(['init', '--json']);
  expect(JSON.parse(out)).toEqual([
    {
      config: join(world.home, 'oktsec.yaml'),
      made: true,
      agents_added: ['cursor', 'cursor.filesystem'],
      keys_dir: join(world.home, 'keys'),
      keys_made: ['cursor', 'cursor.filesystem'],
      servers: [
        expect.objectContaining({
          agent: 'cursor.filesystem',
          client: 'cursor',
          state: 'bare',
          risk: 'high',
          capabilities: ['files'],
        }),
      ],
    },
  ]);
});

test('case 206: names that are no names become safe ones, in config and keys alike', async () => {
  const world = machine();
  mkdirSync(join(world.userHome, '.cursor'));
  const path = join(world.userHome, '.cursor/mcp.json');
  world.write(
    path,
    '{"mcpServers":{"--enforce":{"command":"x"},"__proto__":{"command":"x"},"a b":{"command":"x"},"日本":{"command":"x"}}}',
  );
  expect((await world.run(['init'])).code).toBe(0);
  expect((await world.run(['verify'])).code).toBe(0);
  const keys = readdirSync(join(world.home, 'keys')).filter((name) => name.endsWith('.key'));
  expect(keys).toHaveLength(5);
  for (const name of keys) expect(name).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\.key$/);
});

test('a config that cannot be read is said: its servers are not among those found', async () => {
  const world = machine();
  world.cursor({ filesystem: FILES });
  const path = join(world.userHome, '.claude.json');
  world.write(path, '{ "mcpServers": { "a": {"command": "a" "args": []} } }');
  const { code, out, err } = await world.run(['init']);
  expect(code).toBe(0);
  expect(out).toContain('cursor.filesystem');
  expect(err).toContain(`oktsec: warning: ${path}:1:`);
  expect(err).toContain('its servers were not seen');
});
