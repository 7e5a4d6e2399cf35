import { client, project, user } from '../client.ts';

/** Does not start a command with a blank in its path. */
export const TRAE = client({
  id: 'trae',
  aliases: ['trae-cn'],
  title: 'Trae',
  locations: [user('{app}/Trae/User/mcp.json'), user('{app}/Trae CN/User/mcp.json'), project('.trae/mcp.json')],
  restart: 'restart the servers in the settings of Trae, or Trae',
  processes: ['trae', 'trae cn'],
  noBlankInCommand: true,
});
