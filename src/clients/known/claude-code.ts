import { client, MCP_SERVERS, plugins, project, user } from '../client.ts';

/** Servers of the user, and of each project the user works in, stand in one file of state that it rewrites all the time. */
export const CLAUDE_CODE = client({
  id: 'claude-code',
  aliases: ['claude-cli'],
  title: 'Claude Code',
  format: 'json',
  locations: [
    user('{env:CLAUDE_CONFIG_DIR|~}/.claude.json', {
      roots: [MCP_SERVERS, { path: ['projects', '*', 'mcpServers'], keyIsFolder: true }],
    }),
    project('.mcp.json'),
  ],
  variables: ['braces'],
  restart: 'start a new Claude Code session',
  processes: ['claude'],
  notes: ['servers of plugins and of a managed config do not pass through oktsec'],
  reported: [
    {
      path: {
        darwin: '/Library/Application Support/ClaudeCode/managed-mcp.json',
        linux: '/etc/claude-code/managed-mcp.json',
        win32: 'C:/Program Files/ClaudeCode/managed-mcp.json',
      },
      why: 'it belongs to whoever manages this machine',
    },
    ...plugins('{env:CLAUDE_CONFIG_DIR|~/.claude}/plugins/cache'),
  ],
});
