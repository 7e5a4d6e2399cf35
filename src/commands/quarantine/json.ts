import type { Held } from '../../quarantine/desk.ts';
import { hex } from '../../rows/json.ts';
import { rfc3339 } from '../../terminal/durations.ts';

/** A held message as the world outside sees it; never with its content. Stable within a major version. */
export function heldJson({ item, row }: Held): object {
  const time = (micros: number | undefined) => (micros === undefined ? null : rfc3339(micros));
  return {
    ref: item.ref,
    status: item.status,
    severity: row.findings[0]?.severity ?? null,
    rules: item.rules,
    from: item.from,
    to: item.to,
    side: item.side,
    method: row.method ?? null,
    tool: item.tool ?? null,
    seq: item.seq,
    size: row.size,
    content_sha256: hex(row.hash),
    created_at: rfc3339(item.createdAt),
    expires_at: rfc3339(item.expiresAt),
    settled_at: time(item.settledAt),
    reviewer: item.reviewer ?? null,
    note: item.note ?? null,
    masked: item.masked,
  };
}

export function findingsJson({ row }: Pick<Held, 'row'>): object[] {
  return row.findings.map(({ rule, name, severity, category, pointer, channel, span, view, excerpt }) => ({
    rule,
    name,
    severity,
    category,
    pointer,
    channel,
    span,
    view,
    excerpt: excerpt ?? null,
  }));
}
