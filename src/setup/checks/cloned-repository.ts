import type { Check } from '../check.ts';

export const CLONED_REPOSITORY: Check = {
  id: 'cloned-repository',
  name: 'entry of a repository',
  severity: 'low',
  why: 'Whoever can write to the repository decides what this client starts in its folder.',
  remedy: 'Read the command before the client trusts the folder, and again when it changes.',
  find: ({ scope, argv, launch }) => {
    if (scope !== 'project' || argv.length === 0) return [];
    const own = [launch.script, argv[0]].find(
      (word) => word !== undefined && /^(?:\.{1,2}[\\/]|\$\{workspaceFolder\})/.test(word),
    );
    return own === undefined
      ? [{ what: 'a project file starts it' }]
      : [{ what: `a project file starts ${own}, out of the same repository`, severity: 'medium' }];
  },
};
