import type { Check } from '../check.ts';

export const BROAD_FOLDER: Check = {
  id: 'broad-folder',
  name: 'whole disk or home in reach',
  severity: 'medium',
  why: 'Keys, tokens and other projects lie there too.',
  remedy: 'Name the folders it is to work on.',
  find: ({ launch, userHome }) =>
    launch.args.flatMap((word) => {
      const path = word.replace(/^(?:~|\$HOME|\$\{HOME\}|\$\{userHome\}|\$\{env:HOME\})$/, userHome);
      if (path === '/' || /^[A-Za-z]:[\\/]$/.test(path))
        return [{ what: 'it is given the whole disk', severity: 'high' as const }];
      return path === userHome || path === `${userHome}/` ? [{ what: 'it is given the whole home folder' }] : [];
    }),
};
