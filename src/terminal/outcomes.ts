import type { Activity } from '../store/store.ts';

const KINDS = ['blocked', 'rejected', 'quarantined', 'masked', 'flagged'] as const;

/** What became of messages, none that there were none of: `3 blocked`, and in observe `616 would be blocked`. */
export function sayOutcomes({ total, passed }: Pick<Activity, 'total' | 'passed'>): string[] {
  return KINDS.flatMap((kind) =>
    total[kind] === 0 ? [] : [sayOutcome(kind, total[kind] - passed[kind], passed[kind])],
  );
}

/** @param did so many were. @param would so many would have been, and went on in observe */
export function sayOutcome(kind: string, did: number, would: number): string {
  if (would === 0) return `${did} ${kind}`;
  return did === 0 ? `${would} would be ${kind}` : `${did} ${kind} (${would} more would be)`;
}
