import { client, user } from '../client.ts';

/** The same as VS Code, in folders of its own. */
export const VSCODE_INSIDERS = client({
  id: 'vscode-insiders',
  aliases: ['code-insiders'],
  title: 'VS Code Insiders',
  format: 'jsonc',
  roots: [{ path: ['servers'] }],
  locations: [
    user('{app}/Code - Insiders/User/mcp.json'),
    user('{app}/Code - Insiders/User/profiles/*/mcp.json'),
    user('~/.vscode-server-insiders/data/User/mcp.json'),
  ],
  variables: ['typed'],
  restart:
    'restart the servers: "MCP: List Servers" in the command palette; it asks once more whether to trust a changed entry',
  processes: ['code-insiders', 'code - insiders'],
});
