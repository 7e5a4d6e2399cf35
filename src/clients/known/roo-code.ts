import { client, project, user } from '../client.ts';

/** An extension of VS Code and its relatives. */
export const ROO_CODE = client({
  id: 'roo-code',
  aliases: ['roo', 'roo-cline'],
  title: 'Roo Code',
  locations: [
    user('{app}/*/User/globalStorage/rooveterinaryinc.roo-cline/settings/mcp_settings.json'),
    project('.roo/mcp.json'),
  ],
  restart: 'restart the servers in the MCP panel of Roo Code, or the editor',
});
