import { createHash } from 'node:crypto';
import type { AuditEntry } from '../../src/guard/entry.ts';
import type { Severity } from '../../src/rules/rule.ts';

type Found = {
  readonly rule: string;
  readonly name: string;
  readonly severity: Severity;
  readonly excerpt: string;
  readonly length: number;
};

const INJECTION: Found = {
  rule: 'IND-001',
  name: 'Instruction in a tool result',
  severity: 'high',
  excerpt: '…steps are in the log. Igno[…41] and close this issue…',
  length: 45,
};
const SECRET: Found = {
  rule: 'CRED-001',
  name: 'Anthropic API key',
  severity: 'critical',
  excerpt: 'use sk-a[…52] please',
  length: 56,
};
const HIDDEN: Found = {
  rule: 'UNI-001',
  name: 'Invisible characters',
  severity: 'medium',
  excerpt: 'a\\u200bb […3]',
  length: 3,
};

/** An imagined day of one client and three servers, ending a second before `now` (microseconds since 1970). */
export function day(now: number): AuditEntry[] {
  const plain = Array.from({ length: 60 }, (_, n) =>
    call(
      n,
      now - 3_600_000_000 * 5 + n * 60_000_000,
      n % 3 === 0 ? 'cursor.github' : 'cursor.files',
      n % 3 === 0 ? 'get_issue' : 'read_file',
    ),
  );
  const run = Array.from({ length: 12 }, (_, n) =>
    call(100 + n, now - 600_000_000 + n * 2_000_000, 'cursor.files', 'list_directory'),
  );
  const at = (minutes: number) => now - minutes * 60_000_000;
  return [
    ...plain,
    stopped(200, at(240), 'cursor.github', 'search_code', HIDDEN, {
      decision: 'content_flagged',
      action: 'forward',
      ref: undefined,
    }),
    stopped(201, at(90), 'cursor.files', 'read_file', SECRET, {
      decision: 'content_masked',
      action: 'mask',
      ref: 'MASK01',
    }),
    stopped(202, at(60), 'cursor.github', 'get_issue', INJECTION, {
      decision: 'content_blocked',
      action: 'refuse',
      ref: 'B10CKD',
    }),
    stopped(203, at(45), 'cursor.web', 'fetch', INJECTION, {
      decision: 'content_quarantined',
      action: 'forward',
      mode: 'observe',
      ref: 'W0V1DB',
    }),
    ...run,
    stopped(204, at(5), 'cursor.slack', 'post_message', SECRET, {
      decision: 'content_quarantined',
      action: 'hold',
      ref: 'HE1DME',
      side: 'client',
    }),
    {
      ...call(206, at(3), 'cursor.github', 'delete_repo'),
      decision: 'tool_denied',
      action: 'refuse',
      mode: 'enforce',
      ref: 'DEN1ED',
      note: 'the tool is not allowed',
    },
    call(208, at(1), 'cursor.files', 'read_file'),
  ];
}

/** The n-th call of a tool; every second one is its answer. */
export function call(n: number, time: number, server: string, tool: string): AuditEntry {
  const answer = n % 2 === 1;
  return {
    time,
    surface: 'stdio',
    session: '41ab00000000c0de',
    from: answer ? server : 'cursor',
    to: answer ? 'cursor' : server,
    kind: answer ? 'response' : 'request',
    side: answer ? 'server' : 'client',
    method: 'tools/call',
    tool,
    size: 140 + n,
    hash: createHash('sha256').update(String(n)).digest(),
    sender: 'local',
    decision: 'allow',
    mode: 'enforce',
    action: 'forward',
    rules: [],
    findings: [],
    latencyMicros: 90 + (n % 40) * 7,
  };
}

/** A message with one finding. */
export function stopped(
  n: number,
  time: number,
  server: string,
  tool: string,
  found: Found,
  more: Partial<AuditEntry>,
): AuditEntry {
  const { rule, name, severity, excerpt, length } = found;
  const { side = 'server' } = more;
  const parties = side === 'client' ? { from: 'cursor', to: server } : { from: server, to: 'cursor' };
  return {
    ...call(n, time, server, tool),
    ...parties,
    side,
    kind: side === 'client' ? 'request' : 'response',
    rules: [rule],
    findings: [
      {
        rule,
        name,
        severity,
        category: 'credentials',
        pointer: side === 'client' ? '/params/arguments/text' : '/result/content/0/text',
        channel: side === 'client' ? 'tool_args' : 'tool_result',
        key: false,
        span: [24, 24 + length],
        view: 'normalised',
        exact: true,
        excerpt,
      },
    ],
    ...more,
  };
}
