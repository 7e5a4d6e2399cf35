import { openConfig, openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import { csvCell } from '../../row-csv.ts';
import { rowJson } from '../../row-json.ts';
import type { AuditRow } from '../../store/store.ts';
import { jsonText, print } from '../../terminal/print.ts';

export type ExportOptions = { readonly csv?: boolean };

/** Every row, one at a time: a log of millions is never held whole. */
export async function exportRows(context: Context, { csv = false }: ExportOptions): Promise<number> {
  const { globals } = context;
  if (csv && globals.json) throw new OktsecError('usage', '--json and --csv exclude each other');
  const store = await openLog(context, (await openConfig(context)).snapshot);
  try {
    const rows = store.rows();
    if (csv) await exportCsv(context, rows);
    else await exportJson(context, rows);
    return EXIT.done;
  } finally {
    store.close();
  }
}

async function exportJson({ io }: Context, rows: Iterable<AuditRow>): Promise<void> {
  let before = '[';
  for (const row of rows) {
    if (io.closed.aborted) return;
    await print(io, `${before}\n${jsonText(rowJson(row))}`);
    before = ',';
  }
  await print(io, before === '[' ? '[]\n' : '\n]\n');
}

async function exportCsv({ io }: Context, rows: Iterable<AuditRow>): Promise<void> {
  let titled = false;
  for (const row of rows) {
    if (io.closed.aborted) return;
    const cells = Object.entries(rowJson(row));
    if (!titled) await print(io, `${cells.map(([name]) => name).join(',')}\r\n`);
    titled = true;
    await print(io, `${cells.map(([, value]) => csvCell(value)).join(',')}\r\n`);
  }
}
