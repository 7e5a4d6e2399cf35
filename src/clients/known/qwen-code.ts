import { client, project, user } from '../client.ts';

/** Settings of the kind Gemini CLI has. */
export const QWEN_CODE = client({
  id: 'qwen-code',
  aliases: ['qwen'],
  title: 'Qwen Code',
  locations: [user('~/.qwen/settings.json'), project('.qwen/settings.json'), project('.qwen/settings.local.json')],
  variables: ['shell'],
  restart: 'start a new Qwen Code session',
  processes: ['qwen'],
});
