import { client, project } from '../client.ts';

/** Of JetBrains; a file in the project. */
export const AIR = client({
  id: 'air',
  aliases: ['jetbrains-air'],
  title: 'JetBrains Air',
  locations: [project('.air/mcp.json')],
  restart: 'restart Air',
  processes: ['air'],
});
