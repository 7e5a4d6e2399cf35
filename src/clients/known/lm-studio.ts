import { client, user } from '../client.ts';

/** Written as Cursor writes it. */
export const LM_STUDIO = client({
  id: 'lm-studio',
  aliases: ['lmstudio'],
  title: 'LM Studio',
  locations: [user('~/.lmstudio/mcp.json'), user('~/.cache/lm-studio/mcp.json')],
  restart: 'restart LM Studio',
  processes: ['lm studio', 'lm-studio'],
});
