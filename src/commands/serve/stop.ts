import { openConfig } from '../../app.ts';
import type { Context } from '../../command.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import { readServeMark } from '../../files/marks/serve-mark.ts';
import { isGone, type ownOwner } from '../../store/writing/owner.ts';

const WAIT_MILLIS = 10_000;

/** `oktsec serve --stop`: asks the one of this home to end, and waits for it. Exit 1 when none runs. */
export async function stop(context: Context): Promise<number> {
  const { snapshot } = await openConfig(context);
  const mark = readServeMark(snapshot.home);
  const gone = () => isGone(mark?.owner as ReturnType<typeof ownOwner>, 0);
  if (mark === undefined || gone()) {
    throw new OktsecError('not_running', 'no oktsec serve runs in this home', {
      hint: 'oktsec serve starts one',
      exit: EXIT.no,
    });
  }
  process.kill(mark.pid, 'SIGTERM');
  for (const until = performance.now() + WAIT_MILLIS; performance.now() < until; ) {
    await new Promise((go) => setTimeout(go, 50));
    if (!gone()) continue;
    context.io.stdout.write(`stopped: process ${mark.pid}\n`);
    return EXIT.done;
  }
  throw new OktsecError('not_stopped', `process ${mark.pid} did not end within 10 s`, { hint: `kill -9 ${mark.pid}` });
}
