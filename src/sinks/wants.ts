import type { RuleOverride, TellConfig } from '../config/config.ts';
import { SEVERITIES } from '../rules/rule.ts';
import type { AuditRow } from '../store/store.ts';
import { eventOf } from './notice.ts';

/**
 * Whether a receiver is told of a row: one of its events and at least its severity (what no rule found has none and
 * always counts), or a rule that names it under `notify`.
 * @param kind `webhook` or the type of the sink; with its name, what `notify` may call it
 */
export function wanting(tell: TellConfig, kind: string, rules: readonly RuleOverride[]): (row: AuditRow) => boolean {
  const events = new Set<string>(tell.events);
  const least = SEVERITIES.indexOf(tell.severity);
  const called = new Set(
    rules.filter(({ notify }) => notify?.some((name) => name === tell.name || name === kind)).map(({ id }) => id),
  );
  return (row) => {
    if (row.rules.some((rule) => called.has(rule))) return true;
    if (!events.has(eventOf(row))) return false;
    return row.findings.length === 0 || row.findings.some(({ severity }) => SEVERITIES.indexOf(severity) >= least);
  };
}
