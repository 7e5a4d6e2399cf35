import { client, MCP_SERVERS, project, user } from '../client.ts';

/** Editor and command line; its agents may bring servers of their own. */
export const KIRO = client({
  id: 'kiro',
  aliases: ['kiro-cli'],
  title: 'Kiro',
  locations: [
    user('~/.kiro/settings/mcp.json', { roots: [MCP_SERVERS, { path: ['powers', 'mcpServers'] }] }),
    user('~/.kiro/agents/*.json'),
    project('.kiro/settings/mcp.json'),
  ],
  variables: ['braces'],
  restart: 'reconnect the servers in Kiro, or restart it',
  processes: ['kiro', 'kiro-cli'],
});
