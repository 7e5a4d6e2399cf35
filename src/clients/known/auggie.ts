import { client, project, user } from '../client.ts';

/** Servers stand among all settings of the command line tool. */
export const AUGGIE = client({
  id: 'auggie',
  aliases: ['augment'],
  title: 'Auggie',
  locations: [
    user('~/.augment/settings.json'),
    project('.augment/settings.json'),
    project('.augment/settings.local.json'),
  ],
  restart: 'start a new Auggie session',
  processes: ['auggie'],
  notes: ['servers added in Augment’s panel of an editor are kept by the editor and do not pass through oktsec'],
});
