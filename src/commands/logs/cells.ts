import type { Context } from '../../command.ts';
import { DECISIONS } from '../../policy/decisions.ts';
import type { AuditRow } from '../../store/store.ts';
import { sayTime, sayTimeShort } from '../../terminal/durations.ts';
import { isNarrow, sayRoute } from '../../terminal/route.ts';
import { type Screen, severityMark, shown } from '../../terminal/screen.ts';
import type { Column } from '../../terminal/table.ts';

const COLUMNS: readonly Column[] = [
  { title: 'time' },
  { title: 'route', cut: 'next' },
  { title: 'what', cut: true },
  { title: 'status' },
  { title: 'ref' },
];
const MORE: readonly Column[] = [
  { title: 'bytes', right: true },
  { title: 'added', right: true },
  { title: 'row', right: true },
];

export function rowColumns({ globals }: Context): readonly Column[] {
  return globals.verbose ? [...COLUMNS, ...MORE] : COLUMNS;
}

export function rowCells({ io, globals, screen }: Context, row: AuditRow): string[] {
  const cells = [
    isNarrow(screen) ? sayTimeShort(row.time, io.now()) : sayTime(row.time, io.now()),
    sayRoute(screen, row),
    withShortHashes(whatOf(row)),
    outcomeOf(screen, row),
    shown(row.ref ?? String(row.seq)),
  ];
  return globals.verbose
    ? [...cells, String(row.size), `${(row.latencyMicros / 1000).toFixed(2)} ms`, String(row.seq)]
    : cells;
}

/** A config's hash: eight digits tell it from others, `logs show` has them all. */
export function withShortHashes(text: string): string {
  return text.replace(/\b([0-9a-f]{8})[0-9a-f]{56}\b/g, '$1…');
}

/** The row in one plain phrase: what was found, else what was said. */
export function whatOf(row: AuditRow): string {
  const name = [row.method ?? row.kind, row.tool].filter((part) => part !== undefined).join(' ');
  const [first] = row.findings;
  if (first !== undefined) {
    const others = row.rules.length - 1;
    return shown(`${first.rule} ${first.name}${others > 0 ? `, ${others} more` : ''}: ${name}`);
  }
  if (row.kind === 'event') return shown(row.note === undefined ? eventName(row) : `${eventName(row)}: ${row.note}`);
  return shown(row.note === undefined ? name : `${name}: ${row.note}`);
}

/** With the tool that it is about, where its note does not begin with it. */
function eventName({ method = 'event', tool, note }: AuditRow): string {
  return tool === undefined || note?.startsWith(`tool ${tool},`) ? method : `${method} ${tool}`;
}

/** What became of it; in observe, what would have. Coloured only where somebody should look. */
export function outcomeOf(screen: Screen, row: AuditRow): string {
  if (row.kind === 'event') return 'noted';
  const word = outcomeWord(row);
  if (row.decision === 'allow') return word;
  const severity = row.findings[0]?.severity;
  const mark = severity === undefined ? screen.shape('high') : severityMark(screen, severity);
  return `${mark} ${word}`;
}

/** The same without mark and colour. */
function outcomeWord(row: Pick<AuditRow, 'decision' | 'action'>): string {
  const { action, status } = DECISIONS[row.decision];
  if (row.decision === 'content_flagged') return 'flagged';
  // Nothing was found in it: it took back what had gone nowhere, and went nowhere itself.
  if (row.decision === 'allow' && row.action === 'refuse') return 'dropped';
  const word = action === 'mask' ? 'masked' : status;
  // A list without its bad entries went on: what was found in it was stopped all the same.
  return row.action === 'forward' && action !== 'forward' ? `would be ${word}` : word;
}
