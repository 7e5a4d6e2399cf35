import type { Context } from '../../command.ts';
import { EXIT } from '../../errors.ts';
import type { Held } from '../../quarantine/desk.ts';
import type { QuarantineStatus } from '../../store/store.ts';
import { sayDuration, sayTime } from '../../terminal/durations.ts';
import { print, printJson } from '../../terminal/print.ts';
import { sayRoute } from '../../terminal/route.ts';
import { severityWord, shown } from '../../terminal/screen.ts';
import { type Column, table } from '../../terminal/table.ts';
import { heldJson } from './json.ts';
import { atDesk } from './open.ts';

export const STATUSES = ['pending', 'approved', 'rejected', 'expired', 'all'] as const satisfies readonly (
  | QuarantineStatus
  | 'all'
)[];

export type ListOptions = { readonly status: (typeof STATUSES)[number]; readonly limit?: number };

const DEFAULT_LIMIT = 100;

export async function list(context: Context, { status, limit = DEFAULT_LIMIT }: ListOptions): Promise<number> {
  const { io, globals } = context;
  const found = await atDesk(context, (desk) => desk.list(status === 'all' ? undefined : status, limit + 1));
  const items = found.slice(0, limit);
  if (globals.json) await printJson(io, items.map(heldJson));
  else if (items.length === 0) await print(io, `${emptyOf(status)}\n`);
  else await print(io, page(context, status, items, found.length > limit));
  return EXIT.done;
}

/** The message in one phrase: what was found in it. */
export function whyHeld({ row }: Pick<Held, 'row'>): string {
  const [first] = row.findings;
  if (first === undefined) return shown(row.note ?? row.decision);
  const others = row.rules.length - 1;
  return shown(`${first.rule} ${first.name}${others > 0 ? `, ${others} more` : ''}`);
}

function page(context: Context, status: ListOptions['status'], items: readonly Held[], more: boolean): string {
  const { io, screen, globals } = context;
  const pending = status === 'pending';
  const columns: readonly Column[] = [
    { title: 'id' },
    { title: 'severity' },
    { title: 'route', cut: 'next' },
    { title: 'why', cut: true },
    { title: 'held' },
    { title: pending ? 'expires' : 'status' },
    ...(pending ? [] : [{ title: 'reviewer' }]),
  ];
  const now = io.now();
  const rows = items.map(({ item, row }) => [
    shown(item.ref),
    row.findings[0] === undefined ? screen.dash : severityWord(screen, row.findings[0].severity),
    sayRoute(screen, item),
    whyHeld({ row }),
    pending ? sayDuration(now - item.createdAt) : sayTime(item.createdAt, now),
    pending ? sayDuration(item.expiresAt - now) : shown(item.status),
    ...(pending ? [] : [shown(item.reviewer ?? '')]),
  ]);
  const lines = [table(screen, columns, rows)];
  if (!globals.quiet && more)
    lines.push(
      screen.typed(
        `\nthere are more than these ${items.length}: oktsec quarantine list --limit ${items.length * 10}\n`,
      ),
    );
  if (!globals.quiet && pending) {
    lines.push('\n', screen.typed('oktsec quarantine review        settle them one by one, here\n'));
    lines.push(screen.typed(`oktsec quarantine show ${shown(items[0]?.item.ref ?? 'REF')}\n`));
  }
  return lines.join('');
}

function emptyOf(status: ListOptions['status']): string {
  if (status === 'pending') return 'nothing is held';
  return status === 'all' ? 'nothing was ever held' : `nothing held was ${status}`;
}
