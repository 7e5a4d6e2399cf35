import fc from 'fast-check';
import { expect, test } from 'vitest';
import { launchOf } from '../../src/setup/launch.ts';

const words = (line: string) => line.split(' ');

test.each([
  ['npx -y @mcp/server-filesystem /data', { name: '@mcp/server-filesystem', pinned: false }],
  ['npx -y @mcp/server-filesystem@1.2.3 /data', { name: '@mcp/server-filesystem', version: '1.2.3', pinned: true }],
  ['npx @acme/x@latest', { name: '@acme/x', version: 'latest', pinned: false }],
  ['npx @acme/x@^2.0.0', { version: '^2.0.0', pinned: false }],
  ['npx --package=@acme/x@1.0.0 -- start', { name: '@acme/x', pinned: true }],
  ['npx -p acme@1.0.0 acme-mcp', { name: 'acme', pinned: true }],
  ['npx github:acme/mcp', { name: 'github:acme/mcp', pinned: false }],
  [`npx github:acme/mcp#${'a'.repeat(40)}`, { pinned: true }],
  ['pnpm dlx acme@1.0.0', { name: 'acme', pinned: true }],
  ['npm exec acme', { name: 'acme', pinned: false }],
  ['cmd /c npx -y acme', { name: 'acme', pinned: false }],
  ['C:\\Program_Files\\nodejs\\npx.cmd -y acme@1.0.0', { name: 'acme', pinned: true }],
  ['sudo -E npx acme', { name: 'acme', pinned: false }],
  ['env A=b npx acme', { name: 'acme', pinned: false }],
  ['uvx mcp-server-fetch', { registry: 'pypi', name: 'mcp-server-fetch', pinned: false }],
  ['uvx mcp-server-fetch==2025.1.2', { name: 'mcp-server-fetch', version: '2025.1.2', pinned: true }],
  ['uvx mcp-server-fetch@1.2.3', { pinned: true }],
  ['uvx --from pg-mcp>=1 pg', { name: 'pg-mcp', pinned: false }],
  ['uv tool run acme', { name: 'acme', pinned: false }],
  ['pipx run --spec acme==1.0 acme', { name: 'acme', pinned: true }],
])('%s starts a package', (line, expected) => {
  expect(launchOf(words(line)).package).toMatchObject(expected);
});

test.each([
  ['docker run -i --rm mcp/postgres', { name: 'mcp/postgres', tag: undefined, digest: undefined }],
  ['docker run -i --rm -e TOKEN -v /:/host mcp/x:1.2', { name: 'mcp/x', tag: '1.2' }],
  [
    'docker run --mount type=bind,source=/,target=/x ghcr.io/a/b:2@sha256:ab',
    { name: 'ghcr.io/a/b', digest: 'sha256:ab' },
  ],
  ['podman run localhost:5000/x', { name: 'localhost:5000/x', tag: undefined }],
])('%s starts an image', (line, expected) => {
  expect(launchOf(words(line)).image).toMatchObject(expected);
});

test('scripts, modules, shells and root', () => {
  expect(launchOf(words('node --import tsx ./db-server.js --x'))).toMatchObject({
    script: './db-server.js',
    args: ['--x'],
  });
  expect(launchOf(words('python3.12 -m mcp_sqlite'))).toMatchObject({ runner: 'python', script: 'mcp_sqlite' });
  expect(launchOf(['sh', '-c', 'exec npx -y acme | tee log'])).toMatchObject({
    runner: 'sh',
    line: 'exec npx -y acme | tee log',
    package: { name: 'acme' },
  });
  expect(launchOf(words('sudo node x.js'))).toMatchObject({ sudo: true, script: 'x.js' });
});

test('whatever is configured can be read', () => {
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'npx',
      'sh',
      '-c',
      'sudo',
      'env',
      'docker',
      'run',
      '--',
      '-p',
      'uvx',
      '@',
      'cmd',
      '/c',
      'constructor',
    ),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), (argv) => {
      expect(launchOf(argv).args.every((one) => argv.join(' ').includes(one))).toBe(true);
    }),
  );
});
