import { OktsecError } from '../../errors.ts';
import type { Mode } from '../../policy/decisions.ts';
import { type Opened, openFast, type Snapshot, stamp } from './config-file.ts';
import type { Request } from './find-config.ts';

const POLL_MILLIS = 1000;

const MOST_NAMED = 5;
const LOOSER = ', looser in ';

/** What a row says of a config that changed on the disk, by whomever: which stands after which, and what is looser in it. */
export function changeNote(
  before: Pick<Snapshot, 'hash'>,
  { hash, looser = [] }: Pick<Snapshot, 'hash' | 'looser'>,
): string {
  const more = looser.length > MOST_NAMED ? ` and ${looser.length - MOST_NAMED} more` : '';
  const said = looser.length === 0 ? '' : `${LOOSER}${looser.slice(0, MOST_NAMED).join(', ')}${more}`;
  return `config ${hash || 'of the defaults'} stands after ${before.hash || 'the defaults'}${said}`;
}

/** Whether such a row tells of something looser. */
export function tellsLooser(note: string): boolean {
  return note.includes(LOOSER);
}

/** Follows a config while it is used. `look` looks at once and returns what stands then. */
export type Watch = { look(): Promise<void>; end(): void };

/**
 * Polls once a second; what is on disk is read only when it looks changed. A bad config leaves what stands.
 * @param changed told of the next one that stands, and of what is wrong with what does not
 */
export function watchConfig(
  request: Request,
  first: Snapshot,
  mode: Mode | undefined,
  changed: (next: Opened | undefined, problems: readonly OktsecError[]) => void,
): Watch {
  let standing = first;
  // The first look is always a real one: the config may have changed since it was read.
  let seen: string | undefined;
  let busy: Promise<void> | undefined;
  const look = async () => {
    const now = stamp(request, standing);
    if (now === seen) return;
    seen = now;
    try {
      const opened =
        openFast(request) ?? (await (await import('./compile-snapshot.ts')).open(request, { mode, running: standing }));
      const same = opened.snapshot.hash === standing.hash;
      if (opened.problems.length === 0) standing = opened.snapshot;
      changed(same || opened.problems.length > 0 ? undefined : opened, opened.problems);
    } catch (error) {
      changed(undefined, [error instanceof OktsecError ? error : new OktsecError('config', String(error))]);
    }
  };
  const once = () => {
    busy ??= look().finally(() => {
      busy = undefined;
    });
    return busy;
  };
  const timer = setInterval(() => void once(), POLL_MILLIS).unref();
  return {
    look: async () => {
      await busy;
      await once();
    },
    end: () => clearInterval(timer),
  };
}
