import { client, user } from '../client.ts';

/** TOML of the kind Codex has. */
export const GROK = client({
  id: 'grok',
  aliases: ['grok-build'],
  title: 'Grok Build',
  format: 'toml',
  roots: [{ path: ['mcp_servers'] }],
  locations: [user('~/.grok/config.toml')],
  restart: 'start a new Grok session',
  processes: ['grok'],
});
