import { randomInt } from 'node:crypto';
import { openConfig } from '../../app.ts';
import type { Context } from '../../command.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import { codeWaits, putCode, takeCode } from '../../files/code-request.ts';
import { readServeMark } from '../../files/marks/serve-mark.ts';
import { isGone, type ownOwner } from '../../store/writing/owner.ts';

const WAIT_MILLIS = 5000;

/**
 * `oktsec serve --code`: a new access code for the dashboard of the `serve` that runs, shown on the controlling terminal and
 * nowhere else: what stands in a log or goes to stdout an agent could read.
 */
export async function newCode(context: Context): Promise<number> {
  const { snapshot } = await openConfig(context);
  const mark = readServeMark(snapshot.home);
  if (mark === undefined || isGone(mark.owner as ReturnType<typeof ownOwner>, 0)) {
    throw new OktsecError('not_running', 'no oktsec serve runs in this home', {
      hint: 'oktsec serve starts one, and shows its code',
      exit: EXIT.no,
    });
  }
  const terminal = context.io.terminal();
  if (terminal === undefined) {
    throw new OktsecError('no_terminal', 'the access code is shown on a terminal only, and there is none', {
      hint: 'run it in a terminal',
    });
  }
  try {
    const code = String(randomInt(100_000_000)).padStart(8, '0');
    // One that nobody took: the serve of then was killed.
    takeCode(snapshot.home);
    putCode(snapshot.home, code);
    for (const until = performance.now() + WAIT_MILLIS; codeWaits(snapshot.home); ) {
      if (performance.now() > until) {
        takeCode(snapshot.home);
        throw new OktsecError('not_taken', `oktsec serve (process ${mark.pid}) did not take a new code within 5 s`, {
          hint: 'oktsec serve --stop, then oktsec serve',
        });
      }
      await new Promise((go) => setTimeout(go, 50));
    }
    terminal.write(`  dashboard  ${mark.url}/dashboard\n  code       ${code.slice(0, 4)} ${code.slice(4)}\n`);
    return EXIT.done;
  } finally {
    terminal.close();
  }
}
