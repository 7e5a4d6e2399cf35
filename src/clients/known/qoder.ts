import { client, user } from '../client.ts';

/** A file of its own, elsewhere on Windows. */
export const QODER = client({
  id: 'qoder',
  title: 'Qoder',
  locations: [
    user({
      darwin: '~/.qoder/mcp.json',
      linux: '~/.qoder/mcp.json',
      win32: '{appdata}/Qoder/SharedClientCache/mcp.json',
    }),
  ],
  restart: 'restart Qoder',
  processes: ['qoder'],
});
