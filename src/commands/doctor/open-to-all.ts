import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { shellWord } from '../../message/words/shell-word.ts';
import type { Check } from './check.ts';

/** What everybody on this machine can write says what runs as this user. Groups are often the user's own. */
export function openToAll(path: string, what: string): Check[] {
  if (process.platform === 'win32') return [];
  const mode = (at: string) => statSync(at, { throwIfNoEntry: false })?.mode ?? 0;
  const folder = dirname(path);
  // In a sticky folder such as /tmp only the owner of a file can exchange it.
  const place = mode(path) & 0o002 ? path : (mode(folder) & 0o1002) === 0o002 ? folder : undefined;
  if (place === undefined) return [];
  const said = `${what} can be changed by every user of this machine, and starts programs as you`;
  return [{ level: 'warn', what: said, hint: `chmod o-w ${shellWord(place, 'FILE')}` }];
}
