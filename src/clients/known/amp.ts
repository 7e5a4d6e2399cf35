import { client, project, user } from '../client.ts';

/** One key with a dot in its name, among all settings. */
export const AMP = client({
  id: 'amp',
  title: 'Amp',
  roots: [{ path: ['amp.mcpServers'] }],
  locations: [
    user({
      darwin: '{config}/amp/settings.json',
      linux: '{config}/amp/settings.json',
      win32: '{appdata}/amp/settings.json',
    }),
    project('.amp/settings.json'),
  ],
  restart: 'start a new Amp session',
  processes: ['amp'],
});
