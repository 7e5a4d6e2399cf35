import { client, project, user } from '../client.ts';

/** Two generations, two folders. */
export const KIMI_CODE = client({
  id: 'kimi-code',
  aliases: ['kimi'],
  title: 'Kimi Code',
  locations: [user('~/.kimi-code/mcp.json'), user('~/.kimi/mcp.json'), project('.kimi-code/mcp.json')],
  restart: 'start a new Kimi Code session',
  processes: ['kimi'],
});
