import { client, project, user } from '../client.ts';

/** Servers that were added in its older versions live in the cloud and are not seen here. */
export const WARP = client({
  id: 'warp',
  title: 'Warp',
  shape: { cwd: 'working_directory' },
  locations: [user('~/.warp/.mcp.json'), project('.warp/.mcp.json')],
  restart: 'restart the servers in the settings of Warp',
  processes: ['warp', 'warp-terminal'],
  notes: ['servers kept in its cloud store are not in this file and do not pass through oktsec'],
});
