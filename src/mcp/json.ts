import { DECISIONS } from '../policy/decisions.ts';
import type { AuditRow } from '../store/store.ts';

/** A row without anything of the message in it: no excerpt, no pointer, no note. */
export function rowOf(row: AuditRow): object {
  return {
    seq: row.seq,
    ref: row.ref ?? null,
    time: timeOf(row.time),
    surface: row.surface,
    from: row.from,
    to: row.to,
    kind: row.kind,
    method: row.method ?? null,
    tool: row.tool ?? null,
    decision: row.decision,
    status: row.kind === 'event' ? null : DECISIONS[row.decision].status,
    mode: row.mode,
    action: row.action,
    rules: row.rules,
    severities: [...new Set(row.findings.map(({ severity }) => severity))],
    size: row.size,
    content_sha256: Buffer.from(row.hash).toString('hex'),
  };
}

/** RFC 3339 of microseconds since 1970. */
export function timeOf(micros: number): string {
  return new Date(Math.floor(micros / 1000)).toISOString();
}
