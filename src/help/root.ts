import type { Entry } from '../command.ts';
import { version } from '../version.ts';

const GROUPS = ['start', 'run', 'look', 'decide', 'check'] as const;

/** `oktsec help`: every command by what it is for. */
export function rootHelp(entries: readonly Entry[]): string {
  const width = Math.max(...entries.map((entry) => (entry.group === undefined ? 0 : entry.name.length))) + 2;
  const groups = GROUPS.flatMap((group) => {
    const members = entries.filter((entry) => entry.group === group);
    return members.map(
      (entry, at) => `  ${(at === 0 ? group : '').padEnd(8)}${entry.name.padEnd(width)}${entry.summary}`,
    );
  });
  return [
    `oktsec ${version()}: a firewall for AI agents, on this machine only`,
    '',
    ...groups,
    '',
    '  oktsec proxy --agent NAME -- COMMAND [ARG ...]',
    '',
    '  everywhere  --config FILE  --home DIR  --json  --quiet  --verbose  --color  --no-color  --yes',
    '  one run     --mode observe|enforce (proxy, scan, mode)',
    '  unattended  --token-file FILE, in place of the answer on the terminal',
    '',
    '  oktsec help COMMAND   its arguments, options and examples',
    '  oktsec help --man     all of it as a man page',
    '',
  ].join('\n');
}
