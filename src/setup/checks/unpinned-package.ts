import type { Check } from '../check.ts';

export const UNPINNED_PACKAGE: Check = {
  id: 'unpinned-package',
  name: 'package without a version',
  severity: 'medium',
  why: 'Whoever publishes the next version decides what runs here the next time the client starts.',
  remedy: 'Write the exact version behind the name: NAME@1.2.3 for npx, NAME==1.2.3 for uvx.',
  find: ({ launch }) => {
    const { package: named } = launch;
    if (named === undefined || named.pinned || isLocal(named.name)) return [];
    const { name, version } = named;
    return [{ what: version === undefined ? `${name}, whatever is newest` : `${name} at "${version}"` }];
  },
};

/** A folder or an archive on this machine. */
function isLocal(name: string): boolean {
  return /^(?:\.{0,2}\/|~\/|[A-Za-z]:[\\/]|file:)/.test(name);
}
