import { openConfig, openLog } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { EXIT } from '../errors.ts';
import { ensureHome } from '../files/home.ts';
import { putPause, readPause } from '../files/pause-mark.ts';
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
  const { io, globals } = context;
  const { snapshot } = await openConfig(context);
  const before = readPause(snapshot.home);
  const mark = before ?? { by: io.user, at: rfc3339(io.now()), ...(reason === undefined ? {} : { reason }) };
  if (before === undefined) {
    ensureHome(snapshot.home);
    // The switch first: that it cannot be recorded is no reason to let things go on.
    putPause(snapshot.home, mark);
    const log = await openLog(context, snapshot);
    try {
      log.appendEvent({ name: 'pause', note: `by ${mark.by}${reason === undefined ? '' : `: ${reason}`}` });
    } finally {
      log.close();
    }
  }
  if (globals.json) await printJson(io, [{ paused: true, by: mark.by, at: mark.at, reason: mark.reason ?? null }]);
  else if (before !== undefined) io.stdout.write(`paused already, by ${shown(before.by)} at ${shown(before.at)}\n`);
  else io.stdout.write('paused: within a second nothing passes but the life cycle; oktsec resume ends it\n');
  return EXIT.done;
}
