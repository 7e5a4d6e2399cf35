import { client, project, user } from '../client.ts';

/** Servers in a file of their own under `servers`; older ones in the settings. */
export const VSCODE = client({
  id: 'vscode',
  aliases: ['code', 'vs-code'],
  title: 'VS Code',
  format: 'jsonc',
  roots: [{ path: ['servers'] }],
  locations: [
    user('{app}/Code/User/mcp.json'),
    user('{app}/Code/User/profiles/*/mcp.json'),
    user('{app}/Code/User/settings.json', { roots: [{ path: ['mcp', 'servers'] }] }),
    user('~/.vscode-server/data/User/mcp.json'),
    project('.vscode/mcp.json'),
  ],
  variables: ['typed'],
  restart:
    'restart the servers: "MCP: List Servers" in the command palette; VS Code asks once more whether to trust a changed entry',
  processes: ['code'],
  notes: ['a server with "sandboxEnabled" cannot write the log unless its sandbox may write the home of oktsec'],
});
