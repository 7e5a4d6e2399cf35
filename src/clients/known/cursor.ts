import { client, plugins, project, user } from '../client.ts';

/** Reads its config again as soon as it changes. */
export const CURSOR = client({
  id: 'cursor',
  aliases: [],
  title: 'Cursor',
  locations: [user('~/.cursor/mcp.json'), project('.cursor/mcp.json')],
  variables: ['typed'],
  restart: 'restart Cursor, or switch the servers off and on in its settings',
  processes: ['cursor'],
  reported: [...plugins('~/.cursor/plugins/cache'), ...plugins('~/.cursor/plugins/local')],
});
