import { openInNeed, openLog } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, OktsecError } from '../errors.ts';
import type { Snapshot } from '../files/config/config-file.ts';
import { ensureHome } from '../files/home.ts';
import { type Pause, putPause, readPause } from '../files/marks/pause-mark.ts';
import { rfc3339 } from '../terminal/durations.ts';
import { printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';

type Options = { readonly reason?: string };

/** `oktsec pause`: the kill switch. Every running proxy of this home refuses all but the life cycle, in either mode. */
export const define: Define = (command, start) => {
  command
    .option('--reason <text>', 'why, for whoever finds everything standing still')
    .action((options: Options) => start((context) => pause(context, options)));
};

async function pause(context: Context, { reason }: Options): Promise<number> {
  const { io, globals, screen } = context;
  const snapshot = await openInNeed(context);
  const before = readPause(snapshot.home);
  const mark = before ?? { by: io.user, at: rfc3339(io.now()), ...(reason === undefined ? {} : { reason }) };
  if (before === undefined) {
    ensureHome(snapshot.home);
    // The switch first: that it cannot be recorded is no reason to let things go on.
    putPause(snapshot.home, mark);
    await record(context, snapshot, mark);
  }
  if (globals.json) await printJson(io, [{ paused: true, by: mark.by, at: mark.at, reason: mark.reason ?? null }]);
  else if (before !== undefined) io.stdout.write(`paused already, by ${shown(before.by)} at ${shown(before.at)}\n`);
  else
    io.stdout.write(screen.typed('paused: within a second nothing passes but the life cycle; oktsec resume ends it\n'));
  return EXIT.done;
}

async function record(context: Context, snapshot: Snapshot, { by, reason }: Pause): Promise<void> {
  try {
    const log = await openLog(context, snapshot);
    try {
      log.appendEvent({ name: 'pause', note: `by ${by}${reason === undefined ? '' : `: ${reason}`}` });
    } finally {
      log.close();
    }
  } catch (error) {
    if (!(error instanceof OktsecError)) throw error;
    context.io.stderr.write(`oktsec: warning: paused, but not recorded: ${shown(error.message)}\n`);
  }
}
