import { client, user } from '../client.ts';

/** Reads JSON to the letter, and writes its config back when it starts and ends. */
export const CLAUDE_DESKTOP = client({
  id: 'claude-desktop',
  aliases: ['claude'],
  title: 'Claude Desktop',
  format: 'json',
  locations: [
    user('{app}/Claude/claude_desktop_config.json'),
    user({
      win32: '{local}/Packages/Claude_pzs8sxrjxfjjc/LocalCache/Roaming/Claude/claude_desktop_config.json',
    }),
  ],
  restart: 'quit Claude Desktop (not only its window) and start it again',
  processes: ['claude-desktop', 'claude'],
  notes: [
    'it writes its config back while it runs: wrap when it is quit, and look again later with oktsec status',
    'its extensions (.mcpb) are not in this file and do not pass through oktsec',
  ],
});
