import { client, project, user } from '../client.ts';

/** `mcp` holds servers by name, or, in the second version, a table `servers`; one file may have both. */
export const OPENCODE = client({
  id: 'opencode',
  title: 'opencode',
  roots: [{ path: ['mcp'] }, { path: ['mcp', 'servers'] }],
  shape: { env: 'environment' },
  locations: [
    user('{env:OPENCODE_CONFIG_DIR|{config}/opencode}/opencode.json'),
    user('{env:OPENCODE_CONFIG_DIR|{config}/opencode}/opencode.jsonc'),
    user('{env:OPENCODE_CONFIG}'),
    user('~/.opencode/opencode.json'),
    user('~/.opencode/opencode.jsonc'),
    project('opencode.json'),
    project('opencode.jsonc'),
    project('.opencode/opencode.json'),
    project('.opencode/opencode.jsonc'),
  ],
  restart: 'start a new opencode session',
  processes: ['opencode'],
});
