import { openConfig, openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import { PIN_CHANGED } from '../../guard/pinned.ts';
import { DECISIONS, type Decision } from '../../policy/decisions.ts';
import { wayOut } from '../../policy/exemption.ts';
import { hex, rowJson } from '../../rows/json.ts';
import type { AuditRow, QuarantineItem, Store } from '../../store/store.ts';
import { rfc3339, sayDuration } from '../../terminal/durations.ts';
import { print, printJson } from '../../terminal/print.ts';
import { severityWord, shown } from '../../terminal/screen.ts';
import { outcomeOf, whatOf } from './cells.ts';

export async function show(context: Context, reference: string): Promise<number> {
  const { io, globals } = context;
  const store = await openLog(context, (await openConfig(context)).snapshot);
  try {
    const row = rowNamed(store, reference);
    const item = row.ref === undefined ? undefined : store.quarantined(row.ref);
    const held = item === 'ambiguous' ? undefined : item;
    if (globals.json)
      await printJson(io, [{ ...rowJson(row), quarantine: held === undefined ? null : itemJson(held) }]);
    else await print(io, detail(context, row, held));
    return EXIT.done;
  } finally {
    store.close();
  }
}

/** @throws OktsecError `no_such_row` (exit 1), `usage` when several rows fit */
export function rowNamed(store: Store, reference: string): AuditRow {
  const row = store.get(reference);
  if (row === undefined) throw noSuchRow(reference);
  if (row === 'ambiguous') {
    throw new OktsecError('usage', `"${reference}" fits more than one row`, { hint: 'type more of the reference' });
  }
  return row;
}

function noSuchRow(reference: string): OktsecError {
  return new OktsecError('no_such_row', `no row "${reference}" in the log`, {
    hint: 'oktsec logs lists them',
    exit: EXIT.no,
  });
}

function detail(context: Context, row: AuditRow, item: QuarantineItem | undefined): string {
  const { screen, io } = context;
  const own = row.kind === 'event';
  const name = [row.kind, row.method, row.tool]
    .filter((part) => part !== undefined)
    .map(shown)
    .join('  ');
  const facts: [string, string | undefined][] = [
    ['route', own && row.from === row.to ? undefined : `${shown(row.from)} ${screen.arrow} ${shown(row.to)}`],
    ['when', rfc3339(row.time)],
    ['message', own ? undefined : name],
    ['size', own ? undefined : `${row.size} bytes, sha-256 ${hex(row.hash)}`],
    ['sender', row.key === undefined ? row.sender : `${row.sender}, key ${shown(row.key)}`],
    ['decision', own ? undefined : `${row.decision} in ${row.mode}, done: ${row.action}${doneInstead(row)}`],
    ['note', row.note === undefined ? undefined : shown(row.note)],
    ['session', own ? undefined : shown(row.session)],
    ['added', own ? undefined : `${(row.latencyMicros / 1000).toFixed(2)} ms`],
    ['row', `${row.seq}, hash ${row.rowHash}`],
    ['held', item === undefined ? undefined : heldLine(item, io.now())],
  ];
  const lines = [`${outcomeOf(screen, row)}  ${whatOf(row)}  ${shown(row.ref ?? '')}`.trimEnd(), ''];
  for (const [name, value] of facts) if (value !== undefined) lines.push(`  ${name.padEnd(10)}${value}`);
  for (const finding of row.findings) {
    lines.push('', `${severityWord(screen, finding.severity)}  ${shown(finding.rule)}  ${shown(finding.name)}`);
    if (finding.excerpt !== undefined) lines.push(`  ${shown(finding.excerpt)}`);
    lines.push(
      `  at        ${shown(finding.pointer === '' ? '/' : finding.pointer)}, ${finding.span.join(screen.dash)}${finding.key ? ', in a key' : ''}`,
    );
    lines.push(`  read as   ${shown(finding.view)}, ${shown(finding.channel)}`);
  }
  const next = nextSteps(row, item);
  if (!context.globals.quiet && next.length > 0) lines.push('', ...next.map(screen.typed));
  return `${lines.join('\n')}\n`;
}

function doneInstead(row: AuditRow): string {
  const { action } = DECISIONS[row.decision];
  return action === row.action ? '' : ` (enforce: ${action})`;
}

function heldLine(item: QuarantineItem, now: number): string {
  if (item.status !== 'pending') {
    const by = item.reviewer === undefined ? '' : ` by ${shown(item.reviewer)}`;
    return `${shown(item.status)}${by}${item.settledAt === undefined ? '' : ` at ${rfc3339(item.settledAt)}`}`;
  }
  return item.expiresAt > now ? `expires in ${sayDuration(item.expiresAt - now)}` : 'expired';
}

function nextSteps(row: AuditRow, item: QuarantineItem | undefined): string[] {
  if (NO_RULE.has(row.decision)) return [`next  ${wayOut(row)}`];
  if (row.rules.includes(PIN_CHANGED) && row.side === 'server') {
    const pins = [`next  oktsec pins diff ${shown(row.from)}   what changed, and how to approve it`];
    return row.rules.length === 1
      ? pins
      : [...pins, ...exemptions(row, item).map((step) => step.replace('next', '    '))];
  }
  return exemptions(row, item);
}

/** Decisions of the config and of people: no exemption from a rule helps. */
const NO_RULE: ReadonlySet<Decision> = new Set(['tool_denied', 'pin_changed', 'paused']);

function exemptions(row: AuditRow, item: QuarantineItem | undefined): string[] {
  if (row.ref === undefined || row.rules.length === 0 || DECISIONS[row.decision].action === 'forward') return [];
  const steps: string[] = [];
  if (item?.status === 'pending')
    steps.push(`next  oktsec allow ${row.ref} --once   let this very call through one time`);
  if (row.tool !== undefined) steps.push(`next  oktsec allow ${row.ref} --tool   no longer stop this tool for this`);
  steps.push(`next  oktsec allow ${row.ref} --rule   no longer stop this server for this`);
  return steps.map((step, at) => (at === 0 ? step : step.replace('next', '    ')));
}

function itemJson(item: QuarantineItem): object {
  return {
    status: item.status,
    created_at: rfc3339(item.createdAt),
    expires_at: rfc3339(item.expiresAt),
    settled_at: item.settledAt === undefined ? null : rfc3339(item.settledAt),
    reviewer: item.reviewer ?? null,
  };
}
