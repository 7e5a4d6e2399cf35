import { DECISIONS } from '../policy/decisions.ts';
import type { AuditRow } from '../store/store.ts';
import { rfc3339 } from '../terminal/durations.ts';

/** A row as the world outside sees it: snake_case, RFC 3339, hashes in hex. Stable within a major version. */
export function rowJson(row: AuditRow): object {
  return {
    seq: row.seq,
    ref: row.ref ?? null,
    time: rfc3339(row.time),
    surface: row.surface,
    session: row.session,
    from: row.from,
    to: row.to,
    kind: row.kind,
    side: row.side,
    method: row.method ?? null,
    tool: row.tool ?? null,
    size: row.size,
    content_sha256: hex(row.hash),
    sender_status: row.sender,
    key: row.key ?? null,
    decision: row.decision,
    status: DECISIONS[row.decision].status,
    mode: row.mode,
    action: row.action,
    rules: row.rules,
    findings: row.findings.map((finding) => ({
      rule: finding.rule,
      name: finding.name,
      severity: finding.severity,
      category: finding.category,
      pointer: finding.pointer,
      channel: finding.channel,
      in_key: finding.key,
      span: finding.span,
      view: finding.view,
      excerpt: finding.excerpt ?? null,
    })),
    latency_us: row.latencyMicros,
    note: row.note ?? null,
    row_hash: row.rowHash,
  };
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
