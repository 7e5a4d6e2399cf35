import { openConfig, openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import { EXIT } from '../../errors.ts';
import { confirmLoosening } from '../../exempting/loosening.ts';
import { rfc3339 } from '../../terminal/durations.ts';
import { printJson } from '../../terminal/print.ts';

const DAY_MICROS = 86_400_000_000;

/** Deletes rows of the log, so it asks the person at the terminal first. */
export async function prune(context: Context, days: number): Promise<number> {
  const { io, globals, screen } = context;
  const { snapshot } = await openConfig(context);
  const before = io.now() - days * DAY_MICROS;
  const what = [`every row of the audit log before ${rfc3339(before)} will be deleted, for good`];
  await confirmLoosening(context, { snapshot, word: 'PRUNE', what });
  const store = await openLog(context, snapshot);
  try {
    const { rows, upToSeq } = store.prune(before);
    if (globals.json) await printJson(io, [{ rows, up_to_seq: upToSeq }]);
    else if (rows === 0) io.stdout.write(`no row is older than ${days} days\n`);
    else
      io.stdout.write(
        `${rows} rows deleted, up to row ${upToSeq}; the rest still verifies: ${screen.typed('oktsec logs verify')}\n`,
      );
    return EXIT.done;
  } finally {
    store.close();
  }
}
