import { client, project, user } from '../client.ts';

/** The newer config is a Bash script, which is only reported; the older one is JSON. */
export const CRUSH = client({
  id: 'crush',
  title: 'Crush',
  roots: [{ path: ['mcp'] }],
  locations: [
    user({
      darwin: '{config}/crush/crush.json',
      linux: '{config}/crush/crush.json',
      win32: '{local}/crush/crush.json',
    }),
    project('.crush.json'),
    project('crush.json'),
  ],
  variables: ['shell'],
  restart: 'start a new Crush session',
  processes: ['crush'],
  reported: [{ path: '{config}/crush/crushrc', why: 'it is a Bash script: put oktsec before a command in it by hand' }],
});
