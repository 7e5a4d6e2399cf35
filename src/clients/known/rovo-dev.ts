import { client, user } from '../client.ts';

/** A file of its own. */
export const ROVO_DEV = client({
  id: 'rovo-dev',
  aliases: ['rovodev'],
  title: 'Rovo Dev',
  locations: [user('~/.rovodev/mcp.json')],
  restart: 'start a new Rovo Dev session',
  processes: ['acli', 'atlassian_cli_rovodev'],
});
