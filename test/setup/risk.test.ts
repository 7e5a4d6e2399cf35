import { expect, test } from 'vitest';
import { assess } from '../../src/setup/risk.ts';

const of = (line: string, more: { name?: string; env?: Record<string, string>; url?: string } = {}) =>
  assess({
    name: more.name ?? 'x',
    argv: line === '' ? [] : line.split(' '),
    url: more.url,
    env: new Map(Object.entries(more.env ?? {})),
  });

test.each([
  ['npx -y @modelcontextprotocol/server-postgres postgres://localhost/x', 'critical', ['data']],
  ['uvx mcp-server-sqlite --db-path /data/x.db', 'critical', ['data']],
  ['node ./db-server.js', 'critical', ['data']],
  ['docker run -i mcp/redis', 'critical', ['data']],
  ['npx -y @wonderwhy-er/desktop-commander', 'critical', ['files', 'execution']],
  ['npx -y mcp-server-code-runner@0.1.8', 'critical', ['files', 'execution']],
  ['npx -y mcp-server-commands', 'critical', ['files', 'execution']],
  ['npx -y @acme/mcp-installer', 'critical', ['files', 'execution']],
  ['npx -y @modelcontextprotocol/server-filesystem /data', 'high', ['files']],
  ['npx -y @modelcontextprotocol/server-github', 'high', ['files', 'network']],
  ['npx @playwright/mcp@1.0.0', 'high', ['network', 'execution']],
  ['npx -y @acme/slack-mcp', 'medium', ['network']],
  ['npx -y @modelcontextprotocol/server-memory', 'medium', ['network', 'data']],
  ['node /opt/x/node_modules/@modelcontextprotocol/server-filesystem/dist/index.js /data', 'high', ['files']],
  ['npx -y @acme/mcp-taskmanager', 'medium', ['network', 'data']],
  ['npx -y @acme/weather', 'unknown', []],
])('%s: %s', (line, risk, capabilities) => {
  expect(of(line)).toMatchObject({ risk, capabilities });
});

test('a word counts as a whole word only, and not in a path', () => {
  expect(of('npx -y @digital/legitimate-sqlserverless').risk).toBe('unknown');
  expect(of('npx -y @acme/weather /home/me/github/postgres').risk).toBe('unknown');
  expect(of('/opt/github/bin/weather').risk).toBe('unknown');
  expect(of('node /opt/github/node_modules/weather/git/index.js').risk).toBe('unknown');
});

test("its owner's name for it counts where nothing else is known", () => {
  expect(of('node ./server.js', { name: 'database' })).toMatchObject({
    risk: 'critical',
    because: ['its name database: a database'],
  });
  expect(of('npx -y @acme/slack-mcp', { name: 'database' }).risk).toBe('medium');
});

test('what it is given is evidence too', () => {
  expect(of('node x.js', { env: { URL: 'mysql://u:p@h/d' } })).toMatchObject({
    risk: 'critical',
    capabilities: ['data'],
  });
  expect(of('node x.js', { env: { GITHUB_TOKEN: 'x' } })).toMatchObject({ risk: 'unknown', capabilities: ['secrets'] });
  expect(of('', { url: 'https://mcp.slack.com/mcp' })).toMatchObject({ risk: 'medium', capabilities: ['network'] });
});
