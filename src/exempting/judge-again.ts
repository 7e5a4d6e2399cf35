import type { Config, RuleOverride } from '../config/config.ts';
import { decide } from '../policy/decide.ts';
import { DECISIONS, type Decision } from '../policy/decisions.ts';
import { makePolicy, type Policy } from '../policy/policy.ts';
import type { RuleInfo } from '../rules/rule.ts';
import type { RuleSet } from '../rules/scan/scan.ts';
import type { AuditRow } from '../store/store.ts';

/** A row as it was judged, and as it would be. */
export type Judged = {
  readonly row: AuditRow;
  readonly was: Decision;
  readonly would: Decision;
  readonly excerpts: readonly string[];
};

/** The policy in which this is the only word on a rule; without a word, the policy as it stands. */
export function policyWith(
  config: Config,
  rules: RuleSet,
  { id, ...change }: Pick<RuleOverride, 'id' | 'action' | 'severity'>,
): Policy {
  if (change.action === undefined && change.severity === undefined) return makePolicy(config, rules);
  const others = config.rules.filter((entry) => entry.id !== id);
  return makePolicy({ ...config, rules: [...others, { id, ...change }] }, rules);
}

/** The rows in which the rule was found, each judged again by the function that judged it. */
export function judgeAgain(rows: readonly AuditRow[], rule: RuleInfo, policy: Policy): Judged[] {
  const list: Judged[] = [];
  for (const row of rows) {
    const own = row.findings.filter((finding) => finding.rule === rule.id);
    if (own.length === 0) continue;
    // What else stands whatever the text says (a tool that may not be called, a suspended party) stands here too.
    const content = row.decision === 'allow' || row.decision.startsWith('content_');
    const where = { from: row.from, to: row.to, tool: row.tool, now: row.time };
    // The log holds the severity that counted then; a rule's own may have changed since.
    const findings = row.findings.map((finding) =>
      finding.rule === rule.id ? { ...finding, severity: rule.severity } : finding,
    );
    const { decision } = decide(policy, findings, ({ key }) => ({ ...where, maskable: !key }));
    const excerpts = own.flatMap(({ excerpt }) => (excerpt === undefined ? [] : [excerpt]));
    list.push({ row, was: row.decision, would: content ? decision : row.decision, excerpts });
  }
  return list;
}

/** `3 delivered would be held, 1 held would be blocked`. */
export function sayChanges(list: readonly Judged[]): string {
  const counts = new Map<string, number>();
  for (const { was, would } of list) {
    if (was === would) continue;
    const what = `${judgedWord(was)} would be ${judgedWord(would)}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return counts.size === 0 ? 'nothing would change' : [...counts].map(([what, many]) => `${many} ${what}`).join(', ');
}

const WORDS: Partial<Record<Decision, string>> = {
  allow: 'delivered',
  content_flagged: 'flagged',
  content_masked: 'masked',
  content_quarantined: 'held',
  content_blocked: 'blocked',
};

export function judgedWord(decision: Decision): string {
  return WORDS[decision] ?? DECISIONS[decision].status;
}
