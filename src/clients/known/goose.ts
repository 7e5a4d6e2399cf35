import { client, user } from '../client.ts';

/** YAML, `extensions`, with words of its own; secrets may stay in the keyring. */
export const GOOSE = client({
  id: 'goose',
  title: 'Goose',
  format: 'yaml',
  roots: [{ path: ['extensions'] }],
  shape: { command: 'cmd', env: 'envs', secrets: 'env_keys' },
  locations: [
    user({
      darwin: '{config}/goose/config.yaml',
      linux: '{config}/goose/config.yaml',
      win32: '{appdata}/Block/goose/config/config.yaml',
    }),
  ],
  restart: 'start a new Goose session',
  processes: ['goose', 'goosed'],
});
