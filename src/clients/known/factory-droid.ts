import { client, project, user } from '../client.ts';

/** A file of its own. */
export const FACTORY_DROID = client({
  id: 'factory-droid',
  aliases: ['droid', 'factory'],
  title: 'Factory Droid',
  locations: [user('~/.factory/mcp.json'), project('.factory/mcp.json')],
  restart: 'start a new Droid session',
  processes: ['droid'],
});
