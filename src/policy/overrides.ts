import type { OverrideAction, RuleOverride } from '../config/config.ts';
import type { Finding, Severity } from '../rules/rule.ts';
import { SEVERITIES } from '../rules/rule.ts';
import { DECISIONS, type Decision } from './decisions.ts';
import type { Policy } from './policy.ts';
import { folded } from './spelled.ts';

/** In what circumstances something was found. */
export type Where = {
  readonly from: string;
  readonly to: string;
  /** The tool that is called, answers, or is described where the finding stands. */
  readonly tool?: string | undefined;
  /** Microseconds since 1970. */
  readonly now: number;
  /** The hash of the call that this is, or answers; asked for only where an entry names calls. */
  readonly call?: (() => string | undefined) | undefined;
  /** What was found can be cut out of the message: it is a value, and no name that the protocol lives by. */
  readonly maskable: boolean;
};

export type Ruling = { readonly decision: Decision; readonly severity: Severity };

const BY_SEVERITY = {
  critical: 'content_blocked',
  high: 'content_quarantined',
  medium: 'content_flagged',
  low: 'allow',
  info: 'allow',
} as const satisfies Record<Severity, Decision>;

const BY_ACTION = {
  block: 'content_blocked',
  quarantine: 'content_quarantined',
  mask: 'content_masked',
  'allow-and-flag': 'content_flagged',
} as const satisfies Record<Exclude<OverrideAction, 'ignore'>, Decision>;

const ACTION_RANK = { ignore: 0, 'allow-and-flag': 1, mask: 2, quarantine: 3, block: 4 } as const;

/**
 * What one finding comes to, whatever else was found beside it: `undefined` when the operator said that it does not
 * count here. Of several entries for its rule the one that is narrowed the most stands, of equals the strictest, so
 * that their order never matters. An entry for another spelling of the tool's name, which a careless server may take for it,
 * can only make it stricter.
 */
export function ruling(policy: Policy, finding: Finding, where: Where): Ruling | undefined {
  if (isExempt(policy, finding.rule, where)) return undefined;
  const entries = policy.overrides.get(finding.rule) ?? [];
  const own = entries.filter((entry) => applies(entry, finding, where) && isNamed(entry, where.tool));
  const ruled = rulingBy(policy, finding, where, own);
  // What names this very tool was meant for it.
  if (own.some(({ tools }) => tools !== undefined)) return ruled;
  const others = entries.filter((entry) => applies(entry, finding, where) && isSpelledOtherwise(entry, where.tool));
  if (others.length === 0) return ruled;
  const bounded = rulingBy(policy, finding, where, [...own, ...others]);
  return ruled === undefined || (bounded !== undefined && byStrictness(bounded, ruled) < 0) ? bounded : ruled;
}

function rulingBy(
  policy: Policy,
  finding: Finding,
  where: Where,
  entries: readonly RuleOverride[],
): Ruling | undefined {
  const action = foremost(
    entries,
    (entry) => entry.action,
    (one) => ACTION_RANK[one],
  );
  if (action === 'ignore') return undefined;
  const severity =
    foremost(
      entries,
      (entry) => entry.severity,
      (one) => SEVERITIES.indexOf(one),
    ) ?? finding.severity;
  let decision: Decision = action === undefined ? BY_SEVERITY[severity] : BY_ACTION[action];
  if (blocksCategory(policy, finding, where)) decision = 'content_blocked';
  if (decision === 'content_masked' && !where.maskable) decision = 'content_quarantined';
  if (decision === 'content_quarantined' && !policy.quarantine) decision = 'content_blocked';
  return { decision, severity };
}

/** Compares two rulings, the stricter first. */
export function byStrictness(a: Ruling, b: Ruling): number {
  return (
    DECISIONS[b.decision].rank - DECISIONS[a.decision].rank ||
    SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity)
  );
}

function isExempt(policy: Policy, rule: string, { from, to, tool }: Where): boolean {
  if (tool === undefined) return false;
  const exempts = (agent: string) => policy.agents.get(agent)?.tools.each.get(tool)?.exempt.has(rule) === true;
  return exempts(to) || exempts(from);
}

function blocksCategory(policy: Policy, { category }: Finding, { from, to }: Where): boolean {
  const blocks = (agent: string) => policy.agents.get(agent)?.blockedContent.has(category) === true;
  return blocks(from) || blocks(to);
}

function applies(entry: RuleOverride, finding: Finding, where: Where): boolean {
  if (entry.expires !== undefined && where.now >= entry.expires) return false;
  if (entry.agents && !entry.agents.includes(where.from) && !entry.agents.includes(where.to)) return false;
  if (entry.arguments && !entry.arguments.includes(where.call?.() ?? '')) return false;
  return entry.channels?.includes(finding.channel) ?? true;
}

/** Whether an entry is for this tool, or for all. */
function isNamed({ tools }: RuleOverride, tool: string | undefined): boolean {
  return tools === undefined || (tool !== undefined && tools.includes(tool));
}

function isSpelledOtherwise(entry: RuleOverride, tool: string | undefined): boolean {
  if (tool === undefined || entry.tools === undefined || isNamed(entry, tool)) return false;
  const name = folded(tool);
  return entry.tools.some((other) => folded(other) === name);
}

function foremost<T>(
  entries: readonly RuleOverride[],
  get: (entry: RuleOverride) => T | undefined,
  rank: (value: T) => number,
): T | undefined {
  let best: { readonly value: T; readonly narrow: number } | undefined;
  for (const entry of entries) {
    const value = get(entry);
    if (value === undefined) continue;
    const narrow = narrowness(entry);
    if (!best || narrow > best.narrow || (narrow === best.narrow && rank(value) > rank(best.value))) {
      best = { value, narrow };
    }
  }
  return best?.value;
}

/** One exact call is narrower than all the rest together. */
function narrowness({ agents, tools, channels, arguments: calls }: RuleOverride): number {
  return Number(!!agents) + Number(!!tools) + Number(!!channels) + 4 * Number(!!calls);
}
