import { DECISIONS, type Decision, type Status } from '../../policy/decisions.ts';
import type { AuditRow, Count, Store } from '../../store/store.ts';

/** What enforce would have done to rows that observe let through, per decision. */
export type Forecast = {
  readonly groups: readonly {
    readonly decision: Decision;
    /** `blocked`, `held`, `masked` or `rejected`. */
    readonly word: string;
    readonly rows: number;
    /** By rule, most first. */
    readonly rules: readonly Count[];
  }[];
};

const PAGE = 10_000;
const STOPPED = ['blocked', 'quarantined', 'rejected'] as const satisfies readonly Status[];

/** @param since microseconds since 1970 */
export function forecast(store: Store, since: number): Forecast {
  const groups = new Map<Decision, { rows: number; rules: Map<string, number> }>();
  for (const row of candidates(store, since)) {
    if (row.action !== 'forward' || DECISIONS[row.decision].action === 'forward') continue;
    const group = groups.get(row.decision) ?? { rows: 0, rules: new Map<string, number>() };
    groups.set(row.decision, group);
    group.rows += 1;
    for (const rule of row.rules) group.rules.set(rule, (group.rules.get(rule) ?? 0) + 1);
  }
  const ordered = [...groups].sort(([one], [other]) => DECISIONS[other].rank - DECISIONS[one].rank);
  return {
    groups: ordered.map(([decision, { rows, rules }]) => ({
      decision,
      word: wordOf(decision),
      rows,
      rules: mostFirst(rules),
    })),
  };
}

function* candidates(store: Store, since: number): Generator<AuditRow> {
  for (const status of STOPPED) yield* pages(store, { status, since });
  for (const row of pages(store, { status: 'delivered', findings: true, since })) {
    if (row.decision === 'content_masked') yield row;
  }
}

function* pages(store: Store, filter: { status: Status; since: number; findings?: boolean }): Generator<AuditRow> {
  for (let afterSeq = 0; ; ) {
    const rows = store.list({ ...filter, afterSeq, limit: PAGE });
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    afterSeq = last.seq;
  }
}

function wordOf(decision: Decision): string {
  const { action, status } = DECISIONS[decision];
  if (action === 'mask') return 'masked';
  return action === 'hold' ? 'held' : status;
}

function mostFirst(rules: ReadonlyMap<string, number>): Count[] {
  return [...rules]
    .map(([name, rows]) => ({ name, rows }))
    .sort((a, b) => b.rows - a.rows || (a.name < b.name ? -1 : 1));
}
