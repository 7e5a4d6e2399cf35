import { openConfig, openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import { rowsAsCsv, rowsAsJson } from '../../rows/text.ts';
import { print } from '../../terminal/print.ts';

export type ExportOptions = { readonly csv?: boolean };

/** Every row, one at a time: a log of millions is never held whole. */
export async function exportRows(context: Context, { csv = false }: ExportOptions): Promise<number> {
  const { globals } = context;
  if (csv && globals.json) throw new OktsecError('usage', '--json and --csv exclude each other');
  const store = await openLog(context, (await openConfig(context)).snapshot);
  try {
    const rows = store.rows();
    for (const piece of csv ? rowsAsCsv(rows) : rowsAsJson(rows)) {
      if (context.io.closed.aborted) break;
      await print(context.io, piece);
    }
    return EXIT.done;
  } finally {
    store.close();
  }
}
