import { openConfig, openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import { EXIT } from '../../errors.ts';
import type { Status } from '../../policy/decisions.ts';
import { rowJson } from '../../rows/json.ts';
import type { AuditRow, RowFilter, Store } from '../../store/store.ts';
import { parseSince } from '../../terminal/durations.ts';
import { plural } from '../../terminal/plural.ts';
import { print, printJson, printJsonLine } from '../../terminal/print.ts';
import { shown } from '../../terminal/screen.ts';
import { asTable } from '../../terminal/table.ts';
import { shortened } from '../clients/say.ts';
import { rowCells, rowColumns } from './cells.ts';

export const STATUSES = ['delivered', 'quarantined', 'blocked', 'rejected'] as const satisfies readonly Status[];

export type ListOptions = {
  readonly status?: Status;
  readonly agent?: string;
  readonly findings?: boolean;
  readonly unverified?: boolean;
  readonly since?: string;
  readonly limit?: number;
  readonly follow?: boolean;
};

const DEFAULT_LIMIT = 50;
const POLL_MILLIS = 250;

/** Newest first; with `--follow` oldest first, going on until nobody reads any more. */
export async function list(context: Context, options: ListOptions): Promise<number> {
  const { io, globals } = context;
  const filter = filterOf(options, io.now());
  const { snapshot } = await openConfig(context);
  const store = await openLog(context, snapshot);
  try {
    const rows = store.list(filter);
    if (options.follow === true) return await follow(context, { store, filter, first: rows });
    if (globals.json) await printJson(io, rows.map(rowJson));
    else if (rows.length > 0)
      await print(io, asTable(context.screen, rowColumns(context), cellsOf(context, rows)).text);
    if (!globals.json && !globals.quiet) {
      // Another home than was meant looks like a quiet one.
      const empty = rows.length === 0 && store.list({ limit: 1 }).length === 0 ? snapshot.home : undefined;
      await print(io, summary(context, rows.length, filter.limit ?? DEFAULT_LIMIT, empty));
    }
    return EXIT.done;
  } finally {
    store.close();
  }
}

function filterOf(options: ListOptions, now: number): RowFilter {
  const { status, agent, findings, unverified, since, limit = DEFAULT_LIMIT } = options;
  return {
    status,
    agent,
    findings,
    unverified,
    since: since === undefined ? undefined : parseSince(since, now),
    limit,
  };
}

type Following = { readonly store: Store; readonly filter: RowFilter; readonly first: readonly AuditRow[] };

/** Reads again and again from where it stopped. */
async function follow(context: Context, { store, filter, first }: Following): Promise<number> {
  const { io, screen } = context;
  let last = first[0]?.seq ?? store.list({ limit: 1 })[0]?.seq ?? 0;
  let rows: readonly AuditRow[] = first.toReversed();
  let widths: readonly number[] = [];
  let titles = true;
  while (!io.closed.aborted) {
    if (context.globals.json) for (const row of rows) await printJsonLine(io, rowJson(row));
    else if (rows.length > 0) {
      const drawn = asTable(screen, rowColumns(context), cellsOf(context, rows), { titles, widths });
      widths = drawn.widths;
      titles = false;
      await print(io, drawn.text);
    }
    await pause(io.closed);
    rows = store.list({ ...filter, afterSeq: last, limit: 1000 });
    last = rows.at(-1)?.seq ?? last;
  }
  return EXIT.done;
}

function cellsOf(context: Context, rows: readonly AuditRow[]): string[][] {
  return rows.map((row) => rowCells(context, row));
}

function summary({ io, screen }: Context, rows: number, limit: number, empty: string | undefined): string {
  if (empty !== undefined) return `nothing is recorded yet in ${shown(shortened(empty, io.userHome))}\n`;
  if (rows === 0) return 'nothing recorded that fits\n';
  const more = rows === limit ? `the newest ${rows}; --limit for more` : plural(rows, 'row');
  return `${more}; ${screen.typed('oktsec logs show REF for one, oktsec logs verify for the chain')}\n`;
}

async function pause(closed: AbortSignal): Promise<void> {
  await new Promise<void>((go) => {
    const done = () => {
      clearTimeout(timer);
      closed.removeEventListener('abort', done);
      go();
    };
    const timer = setTimeout(done, POLL_MILLIS);
    closed.addEventListener('abort', done);
  });
}
