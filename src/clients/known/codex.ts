import { client, project, user } from '../client.ts';

/** One TOML file for command line, app and editor extension; a project has one of its own once it is trusted. */
export const CODEX = client({
  id: 'codex',
  aliases: ['codex-cli'],
  title: 'Codex',
  format: 'toml',
  roots: [{ path: ['mcp_servers'] }],
  locations: [
    user('{env:CODEX_HOME|~/.codex}/config.toml'),
    user('{env:CODEX_HOME|~/.codex}/*.config.toml'),
    project('.codex/config.toml'),
  ],
  restart: 'start a new Codex session',
  processes: ['codex'],
  reported: [
    {
      path: { linux: '/etc/codex/config.toml', darwin: '/etc/codex/config.toml' },
      why: 'it belongs to whoever manages this machine',
    },
  ],
});
