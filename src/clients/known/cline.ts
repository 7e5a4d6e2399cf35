import { client, project, user } from '../client.ts';

/** An extension of VS Code and its relatives, and a command line tool. */
export const CLINE = client({
  id: 'cline',
  title: 'Cline',
  locations: [
    user('{app}/*/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json'),
    user('{env:CLINE_DIR|~/.cline}/data/settings/cline_mcp_settings.json'),
    user('{env:CLINE_MCP_SETTINGS_PATH}'),
    project('.cline/mcp.json'),
  ],
  restart: 'restart the servers in the MCP panel of Cline, or the editor',
  processes: ['cline'],
});
