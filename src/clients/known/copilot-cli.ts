import { client, project, user } from '../client.ts';

/** Reads JSON to the letter. */
export const COPILOT_CLI = client({
  id: 'copilot-cli',
  aliases: ['copilot', 'github-copilot-cli'],
  title: 'Copilot CLI',
  format: 'json',
  locations: [user('{env:COPILOT_HOME|~/.copilot}/mcp-config.json'), project('.github/mcp.json')],
  restart: 'start a new Copilot CLI session',
  processes: ['copilot'],
});
