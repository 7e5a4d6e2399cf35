import { client, user } from '../client.ts';

/** TOML, each server an element of `[[mcp_servers]]`. */
export const MISTRAL_VIBE = client({
  id: 'mistral-vibe',
  aliases: ['vibe'],
  title: 'Mistral Vibe',
  format: 'toml',
  roots: [{ path: ['mcp_servers'], nameIn: 'name' }],
  locations: [user('~/.vibe/config.toml')],
  restart: 'start a new Vibe session',
  processes: ['vibe'],
});
