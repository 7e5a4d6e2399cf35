import { openConfig, openLog } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { EXIT } from '../errors.ts';
import { confirmLoosening } from '../exempting/loosening.ts';
import { dropPause, readPause } from '../files/marks/pause-mark.ts';
import { printJson } from '../terminal/print.ts';

/** `oktsec resume`: messages pass again, each by the mode that stands for it. Asks, because it loosens. */
export const define: Define = (command, start) => {
  command.action(() => start(resume));
};

async function resume(context: Context): Promise<number> {
  const { io, globals } = context;
  const { snapshot } = await openConfig(context);
  const pause = readPause(snapshot.home);
  if (pause !== undefined) {
    const why = pause.reason === undefined ? '' : ` (${pause.reason})`;
    const what = [`messages pass again; ${pause.by} stopped them at ${pause.at}${why}`];
    const by = await confirmLoosening(context, { snapshot, word: 'RESUME', what });
    const log = await openLog(context, snapshot);
    try {
      // The row first: nothing is loosened without one.
      log.appendEvent({ name: 'resume', note: `by ${by}, paused by ${pause.by} since ${pause.at}` });
    } finally {
      log.close();
    }
    dropPause(snapshot.home);
  }
  if (globals.json) await printJson(io, [{ paused: false }]);
  else io.stdout.write(pause === undefined ? 'nothing is paused\n' : 'resumed: messages pass again within a second\n');
  return EXIT.done;
}
