import type { AuditEntry } from '../../guard/entry.ts';
import { clip, type Shape } from './shapes.ts';

const MAX_NOTE = 1000;
const MAX_POINTER = 512;
const MAX_EXCERPT = 400;
const MAX_FINDINGS = 64;

export type StoredFinding = AuditEntry['findings'][number];

/** An entry on its way into the database: bounded, its shared strings looked up. */
export type Row = {
  readonly shape: Shape;
  /** Its number in this process's spool file; 0 when it never went through one. */
  readonly number: number;
  readonly time: number;
  readonly size: number;
  readonly micros: number;
  readonly content: Uint8Array;
  readonly ref: string | undefined;
  readonly note: string | undefined;
  readonly findings: readonly StoredFinding[];
};

export function rowOf(entry: AuditEntry, shape: Shape, number: number): Row {
  return {
    shape,
    number,
    time: whole(entry.time),
    size: whole(entry.size),
    micros: whole(entry.latencyMicros),
    content: entry.hash,
    ref: entry.ref === undefined ? undefined : clip(entry.ref, 16),
    note: entry.note === undefined ? undefined : clip(entry.note, MAX_NOTE),
    findings: entry.findings.length === 0 ? entry.findings : entry.findings.slice(0, MAX_FINDINGS).map(bounded),
  };
}

/** What a row costs in memory, roughly, in bytes. */
export function weightOf(row: Row): number {
  return 256 + (row.note?.length ?? 0) * 2 + row.findings.length * 512;
}

function bounded(finding: StoredFinding): StoredFinding {
  return {
    rule: clip(finding.rule, 256),
    name: clip(finding.name, 256),
    severity: finding.severity,
    category: finding.category,
    pointer: clip(finding.pointer, MAX_POINTER),
    channel: finding.channel,
    key: finding.key,
    span: [whole(finding.span[0]), whole(finding.span[1])],
    view: finding.view,
    exact: finding.exact,
    ...(finding.excerpt === undefined ? {} : { excerpt: clip(finding.excerpt, MAX_EXCERPT) }),
  };
}

function whole(value: number): number {
  return value > 0 && value <= Number.MAX_SAFE_INTEGER ? Math.round(value) : 0;
}
