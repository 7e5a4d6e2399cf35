import { expect, test } from 'vitest';
import { orphansAmong, parseProcesses } from '../../src/setup/processes.ts';

const PS = `    1     0  2-01:00:00   1000 /sbin/init
  100     1    05:00:00   2048 /lib/systemd/systemd --user
  200     1       10:30  10240 /usr/bin/cursor --type=main
  300   200       10:00  20480 /usr/bin/node /opt/oktsec/bin/oktsec.js proxy --agent cursor.fs -- npx -y server-fs /srv/data
  301   300       10:00  40960 npm exec server-fs /srv/data
  400     1       01:00  81920 node /home/me/.npm/_npx/x/server-fs /srv/data
  401   100       00:30   4096 node /home/me/other/server-fs /srv/data
  402     1       00:30   4096 node unrelated.js
`;

test('what ps tells, with ages in seconds', () => {
  const processes = parseProcesses(PS);
  expect(processes).toHaveLength(8);
  expect(processes[0]).toEqual({ pid: 1, parent: 0, age: 176_400, kilobytes: 1000, command: '/sbin/init' });
  expect(processes[3]).toMatchObject({ age: 600, command: expect.stringContaining('-- npx -y server-fs') });
  expect(parseProcesses('nonsense\n')).toEqual([]);
});

test('a server is an orphan when its parent is gone, and only if its own words stand in its command', () => {
  const orphans = orphansAmong(parseProcesses(PS), [{ ref: 'cursor/fs', words: ['/srv/data'] }]);
  expect(orphans.map(({ ref, process }) => [ref, process.pid])).toEqual([
    ['cursor/fs', 400],
    ['cursor/fs', 401],
  ]);
  expect(orphansAmong(parseProcesses(PS), [{ ref: 'cursor/x', words: [] }])).toEqual([]);
});
