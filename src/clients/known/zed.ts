import { client, project, user } from '../client.ts';

/** Servers stand among all settings of the editor, in `context_servers`. */
export const ZED = client({
  id: 'zed',
  title: 'Zed',
  roots: [{ path: ['context_servers'] }],
  locations: [
    user({
      darwin: '~/.config/zed/settings.json',
      linux: '{config}/zed/settings.json',
      win32: '{appdata}/Zed/settings.json',
    }),
    user({ darwin: '{app}/Zed/settings.json' }),
    project('.zed/settings.json'),
  ],
  restart: 'restart the servers in the agent settings of Zed, or Zed',
  processes: ['zed', 'zed-editor'],
});
