import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Found } from '../../clients/discover.ts';
import { OktsecError } from '../../errors.ts';
import { checkHome, reason } from '../../files/home.ts';
import { isOurs } from '../../files/home-names.ts';
import { readServeMark } from '../../files/marks/serve-mark.ts';
import type { Here } from '../../here/clients.ts';
import { runningIn } from '../../store/kept/running.ts';
import { isGone, type ownOwner } from '../../store/writing/owner.ts';

/** @throws OktsecError `serve_runs`, `servers_run`: whoever runs would write on, into a home that is gone */
export function checkUnused(home: string): void {
  checkNotServed(home);
  checkNothingRuns(home);
}

/** @throws OktsecError the fault of a file that was wrapped here: what it holds would not start without the home */
export function checkAllRead({ manifest }: Here, found: readonly Found[]): void {
  const unread = found
    .flatMap(({ files }) => files)
    .find(
      ({ real, problem }) => problem !== undefined && manifest.entries.some((one) => one.file === real && one.wrapped),
    );
  if (unread?.problem === undefined) return;
  throw new OktsecError('not_undone', `${unread.problem.message}, so nothing was deleted: servers in it were wrapped`, {
    hint: 'mend it in an editor, or move it away, then run oktsec uninstall --purge again',
  });
}

/** Deletes what is ours. A home that somebody put among other things keeps those. */
export function deleteHome(home: string): void {
  if (!checkHome(home)) return;
  try {
    const whole = basename(home) === '.oktsec';
    const names = readdirSync(home).filter((name) => whole || isOurs(name));
    for (const name of names) rmSync(join(home, name), { recursive: true, force: true });
    if (readdirSync(home).length === 0) rmdirSync(home);
  } catch (cause) {
    throw new OktsecError('home', `${home} could not be deleted as a whole: ${reason(cause)}`, { cause });
  }
}

/** @throws OktsecError `serve_runs`: it would write on, into a home that is gone */
function checkNotServed(home: string): void {
  const mark = readServeMark(home);
  if (mark === undefined || isGone(mark.owner as ReturnType<typeof ownOwner>, 0)) return;
  throw new OktsecError('serve_runs', `oktsec serve runs in ${home} (process ${mark.pid})`, {
    hint: 'oktsec serve --stop ends it; then run oktsec uninstall --purge again',
  });
}

/** @throws OktsecError `servers_run`: what their proxies write next would make a new home */
function checkNothingRuns(home: string): void {
  const [first, ...more] = runningIn(home);
  if (first === undefined) return;
  const others = more.length === 0 ? '' : ` and ${more.length} more`;
  const run = more.length === 0 ? 'runs' : 'run';
  throw new OktsecError(
    'servers_run',
    `${first.agent} (process ${first.owner.pid})${others} still ${run} behind oktsec and would write ${home} anew`,
    { hint: 'quit the client first (oktsec ps shows what runs), then run oktsec uninstall --purge again' },
  );
}
