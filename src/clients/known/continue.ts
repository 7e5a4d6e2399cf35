import { client, MCP_SERVERS, project, user } from '../client.ts';

/** A YAML list; files of other clients may lie in the folder of a project. */
export const CONTINUE = client({
  id: 'continue',
  title: 'Continue',
  format: 'yaml',
  roots: [{ path: ['mcpServers'], nameIn: 'name' }],
  locations: [
    user('~/.continue/config.yaml'),
    project('.continue/mcpServers/*.yaml'),
    project('.continue/mcpServers/*.yml'),
    project('.continue/mcpServers/*.json', { format: 'jsonc', roots: [MCP_SERVERS] }),
  ],
  restart: 'reload the config in Continue, or restart the editor',
});
