import { client, project, user } from '../client.ts';

/** In JetBrains' editors and on the command line; a file of its own. */
export const JUNIE = client({
  id: 'junie',
  title: 'Junie',
  locations: [user('~/.junie/mcp/mcp.json'), project('.junie/mcp/mcp.json')],
  restart: 'restart the servers in the settings of Junie, or start a new session',
  processes: ['junie'],
});
