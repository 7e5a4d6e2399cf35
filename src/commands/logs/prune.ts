import { openConfig, openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import { EXIT } from '../../errors.ts';
import { confirmLoosening } from '../../exempting/loosening.ts';
import type { Snapshot } from '../../files/config/config-file.ts';
import type { AuditRow } from '../../store/store.ts';
import { rfc3339 } from '../../terminal/durations.ts';
import { plural } from '../../terminal/plural.ts';
import { printJson } from '../../terminal/print.ts';
import { waited } from '../../terminal/waiting.ts';

const DAY_MICROS = 86_400_000_000;

/** Deletes rows of the log, so it asks the person at the terminal first. */
export async function prune(context: Context, days: number): Promise<number> {
  const { io, globals, screen } = context;
  const { snapshot } = await openConfig(context);
  const before = io.now() - days * DAY_MICROS;
  const oldest = await oldestRow(context, snapshot);
  // Nobody is asked for nothing.
  if (oldest === undefined || oldest.time >= before) {
    if (globals.json) await printJson(io, [{ rows: 0, up_to_seq: (oldest?.seq ?? 1) - 1 }]);
    else io.stdout.write(`no row is older than ${days} days\n`);
    return EXIT.done;
  }
  const what = [`every row of the audit log before ${rfc3339(before)} will be deleted, for good`];
  await confirmLoosening(context, { snapshot, word: 'PRUNE', what });
  const store = await openLog(context, snapshot);
  try {
    const { rows, upToSeq } = waited(context, 'deleting', (at) => store.prune(before, at));
    if (globals.json) await printJson(io, [{ rows, up_to_seq: upToSeq }]);
    else
      io.stdout.write(
        `${plural(rows, 'row')} deleted, up to row ${upToSeq}; the rest still verifies: ${screen.typed('oktsec logs verify')}\n`,
      );
    return EXIT.done;
  } finally {
    store.close();
  }
}

async function oldestRow(context: Context, snapshot: Snapshot): Promise<AuditRow | undefined> {
  const store = await openLog(context, snapshot);
  try {
    const [first] = store.rows();
    return first;
  } finally {
    store.close();
  }
}
