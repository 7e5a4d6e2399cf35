import { client, project, user } from '../client.ts';

/** Command line and editor share a file; older editors have their own. */
export const ANTIGRAVITY = client({
  id: 'antigravity',
  title: 'Antigravity',
  locations: [
    user('~/.gemini/config/mcp_config.json'),
    user('~/.gemini/antigravity/mcp_config.json'),
    project('.agents/mcp_config.json'),
  ],
  restart: 'refresh the servers in Antigravity, or restart it',
  processes: ['antigravity'],
});
