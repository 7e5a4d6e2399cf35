import type { NoticeEvent } from '../config/config.ts';
import { DECISIONS } from '../policy/decisions.ts';
import { SEVERITIES, type Severity } from '../rules/rule.ts';
import type { AuditRow } from '../store/store.ts';

/** What leaves this machine about a row: ids, hashes, rules and names, never text of a message, not even redacted [173]. */
export type Notice = {
  /** The same however often it is sent: instance and row. */
  readonly id: string;
  readonly event: NoticeEvent;
  /** It was only recorded: in observe what would have been done is told, and that it was not. */
  readonly would: boolean;
  /** Microseconds since 1970. */
  readonly time: number;
  readonly seq: number;
  readonly ref: string | undefined;
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly method: string | undefined;
  readonly tool: string | undefined;
  readonly decision: string;
  readonly mode: string;
  readonly action: string;
  readonly severity: Severity | undefined;
  readonly rules: readonly string[];
  readonly categories: readonly string[];
  readonly size: number;
  /** Lower-case hex. */
  readonly contentSha256: string;
  readonly rowHash: string;
};

const SETTLED = new Set(['approve', 'approve_masked', 'approve_session', 'reject', 'expire', 'release']);

export function eventOf(row: AuditRow): NoticeEvent {
  if (row.kind === 'event') return SETTLED.has(row.method ?? '') ? 'settled' : 'changed';
  if (row.decision === 'content_flagged') return 'flagged';
  if (DECISIONS[row.decision].action === 'mask') return 'masked';
  const { action, status } = DECISIONS[row.decision];
  // What is held already came again: it was refused, and nothing new waits for a person.
  return action === 'hold' && row.action === 'refuse' ? 'blocked' : status;
}

/** @param instance the id of the home the row is in */
export function noticeOf(row: AuditRow, instance: string): Notice {
  const { action } = DECISIONS[row.decision];
  return {
    id: `${instance.slice(0, 16)}-${row.seq}`,
    event: eventOf(row),
    would: row.kind !== 'event' && action !== 'forward' && row.action === 'forward',
    time: row.time,
    seq: row.seq,
    ref: row.ref,
    from: name(row.from),
    to: name(row.to),
    kind: row.kind,
    method: named(row.method),
    tool: named(row.tool),
    decision: row.decision,
    mode: row.mode,
    action: row.action,
    severity: severest(row),
    rules: row.rules.map(name),
    categories: [...new Set(row.findings.map(({ category }) => category))],
    size: row.size,
    contentSha256: Buffer.from(row.hash).toString('hex'),
    rowHash: row.rowHash,
  };
}

/** The whole notice for those who read JSON: snake_case, times as RFC 3339. Stable within a major version. */
export function noticeJson(notice: Notice): object {
  const { would, contentSha256, rowHash, time, ref, method, tool, severity, ...rest } = notice;
  return {
    ...rest,
    would,
    time: new Date(Math.floor(time / 1000)).toISOString(),
    ref: ref ?? null,
    method: method ?? null,
    tool: tool ?? null,
    severity: severity ?? null,
    content_sha256: contentSha256,
    row_hash: rowHash,
  };
}

/** One plain sentence, in words that no chat takes for markup or a mention. */
export function sentence(notice: Notice): string {
  const { event, would, from, to, tool, method, rules, ref } = notice;
  const what = [method, tool].filter((part) => part !== undefined).join(' ');
  if (event === 'settled' || event === 'changed')
    return `oktsec: ${method ?? event}${ref === undefined ? '' : ` ${ref}`}`;
  const by = rules.length === 0 ? notice.decision : rules.slice(0, 5).join(', ');
  const outcome = would ? `would be ${event} (observe)` : event;
  return `oktsec: ${outcome}: ${from} to ${to}, ${what || notice.kind}: ${by}${ref === undefined ? '' : `, ref ${ref}`}`;
}

function severest({ findings }: AuditRow): Severity | undefined {
  const worst = Math.max(...findings.map(({ severity }) => SEVERITIES.indexOf(severity)));
  return SEVERITIES[worst];
}

/** The names of tools and methods come from servers: one that could be a sentence, a link or markup is left out [173]. */
function named(text: string | undefined): string | undefined {
  return text !== undefined && /^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$/.test(text) ? text : undefined;
}

function name(text: string): string {
  return named(text) ?? 'unnamed';
}
