import type { Identified } from '../../identity/letter.ts';
import { DECISIONS, type Decision, type Status } from '../../policy/decisions.ts';
import type { Work } from './work.ts';

/** What became of a letter, as its sender is told. */
export type Receipt = {
  readonly http: number;
  readonly status: Status;
  readonly decision: Decision | 'unavailable';
  readonly id?: string | undefined;
  readonly rules: readonly string[];
  readonly verified: boolean;
  readonly identified?: Identified | undefined;
  readonly reason?: string | undefined;
  readonly ref?: string | undefined;
  /** Microseconds since 1970. */
  readonly expiresAt?: number | undefined;
  readonly retryAfterSeconds?: number | undefined;
};

/** Of a letter that could not be taken after all. @param rest.retry seconds, where it may come again */
export function receiptOf(
  { inspection, identified }: Work,
  decision: Decision,
  rest: { readonly id?: string | undefined; readonly reason: string; readonly retry: number },
): Receipt {
  const { http, status } = DECISIONS[decision];
  return {
    http,
    status,
    decision,
    id: rest.id,
    rules: decision === 'replayed' ? [] : inspection.rules,
    verified: identified.status === 'verified',
    identified,
    reason: rest.reason,
    retryAfterSeconds: http === 503 ? rest.retry : undefined,
  };
}

/** Nothing was written, so nothing may be said to have happened [145]. */
export function unavailable(verified: boolean): Receipt {
  return {
    http: 503,
    status: 'rejected',
    decision: 'unavailable',
    rules: [],
    verified,
    reason: 'log_unavailable',
    retryAfterSeconds: 10,
  };
}
