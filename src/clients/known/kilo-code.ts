import { client, MCP_SERVERS, project, user } from '../client.ts';

/** The newer ones keep a table `mcp` with commands as lists; the older ones are like Cline. */
export const KILO_CODE = client({
  id: 'kilo-code',
  aliases: ['kilo', 'kilocode'],
  title: 'Kilo Code',
  roots: [{ path: ['mcp'] }],
  shape: { env: 'environment' },
  locations: [
    user('{config}/kilo/kilo.json'),
    user('{config}/kilo/kilo.jsonc'),
    user('{app}/*/User/globalStorage/kilocode.kilo-code/settings/mcp_settings.json', {
      roots: [MCP_SERVERS],
      shape: { env: 'env' },
    }),
    user('~/.kilocode/cli/global/settings/mcp_settings.json', { roots: [MCP_SERVERS], shape: { env: 'env' } }),
    project('kilo.json'),
    project('kilo.jsonc'),
    project('.kilo/kilo.json'),
    project('.kilo/kilo.jsonc'),
    project('.kilocode/mcp.json', { roots: [MCP_SERVERS], shape: { env: 'env' } }),
  ],
  restart: 'start a new Kilo Code session, or restart the editor',
  processes: ['kilo', 'kilocode'],
});
