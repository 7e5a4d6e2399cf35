import { client, project, user } from '../client.ts';

/** Servers stand among all settings. */
export const GEMINI_CLI = client({
  id: 'gemini-cli',
  aliases: ['gemini'],
  title: 'Gemini CLI',
  locations: [user('~/.gemini/settings.json'), project('.gemini/settings.json')],
  variables: ['shell'],
  restart: 'start a new Gemini CLI session',
  processes: ['gemini'],
});
