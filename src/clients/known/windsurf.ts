import { client, user } from '../client.ts';

/** The editor, and the plugin for JetBrains. */
export const WINDSURF = client({
  id: 'windsurf',
  title: 'Windsurf',
  locations: [user('~/.codeium/windsurf/mcp_config.json'), user('~/.codeium/mcp_config.json')],
  variables: ['typed'],
  restart: 'refresh the servers in the settings of Windsurf, or restart it',
  processes: ['windsurf'],
});
