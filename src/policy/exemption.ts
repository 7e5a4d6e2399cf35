import type { RuleOverride } from '../config/config.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { shellWord } from '../message/words/shell-word.ts';
import type { Finding, RuleInfo } from '../rules/rule.ts';
import { DECISIONS, type Decision } from './decisions.ts';
import { ruling } from './overrides.ts';
import type { Policy } from './policy.ts';

/** A row of the log, as far as an exemption is about it. */
export type Stopped = {
  readonly seq: number;
  readonly ref?: string | undefined;
  readonly from: string;
  readonly to: string;
  readonly side: 'client' | 'server';
  readonly tool?: string | undefined;
  readonly decision: Decision;
  readonly findings: readonly Finding[];
};

/** How far: this very call (its hash), this tool of its server, or all of its server. */
export type Far = { readonly far: 'tool' | 'rule' } | { readonly far: 'arguments'; readonly call: string };

export type Exemption = {
  readonly rules: readonly RuleInfo['id'][];
  readonly server: string;
  readonly tool: string | undefined;
  /** For the config: what stopped the row counts no more there, until then. */
  readonly entries: readonly RuleOverride[];
  /** One line for people, without its end in time. */
  readonly what: string;
};

/** Why an entry stands: the reference it was made for comes first, so that it can be taken back by it. */
function reasonFor({ ref }: Stopped, reason: string | undefined): string | undefined {
  return ref === undefined || reason === undefined ? (ref ?? reason) : `${ref}: ${reason}`;
}

/** The reference that an exemption of the config was made for, as `reasonFor` and a person's word in the client begin. */
export function referenceOf({ action, reason }: Pick<RuleOverride, 'action' | 'reason'>): string | undefined {
  return action === 'ignore' ? /^[0-9A-Z]{6,8}(?=$|: |, )/.exec(reason ?? '')?.[0] : undefined;
}

/**
 * Entries that let through what stopped a row, for every rule that would stop or change it today.
 * @param expires microseconds since 1970, a whole second: so it stands in the config
 * @throws OktsecError `not_stopped` (exit 1) where no rule stops it; `usage` where it is about no single tool
 */
export function exemptionFor(
  policy: Policy,
  row: Stopped,
  wanted: Far,
  { now, expires, reason }: { readonly now: number; readonly expires: number; readonly reason: string | undefined },
): Exemption {
  const server = row.side === 'client' ? row.to : row.from;
  const rules = stoppersOf(policy, row, now);
  if (rules.length === 0) throw notStopped(row);
  const tool = wanted.far === 'rule' ? undefined : toolOf(row);
  const call = wanted.far === 'arguments' ? wanted.call : undefined;
  const entries = rules.map(
    (id): RuleOverride => ({
      id,
      action: 'ignore',
      agents: [server],
      tools: tool === undefined ? undefined : [tool],
      arguments: call === undefined ? undefined : [call],
      expires,
      reason: reasonFor(row, reason),
    }),
  );
  const where = `${server}${tool === undefined ? '' : ` ${tool}`}${call === undefined ? '' : ` with these arguments`}`;
  return { rules, server, tool, entries, what: `${rules.join(', ')} will not count for ${where}` };
}

/** The rules because of which this message would be stopped or changed today. */
export function stoppersOf(policy: Policy, row: Stopped, now: number): string[] {
  const where = { from: row.from, to: row.to, tool: row.tool, now, maskable: true };
  const stopping = row.findings.filter((finding) => {
    const decision = ruling(policy, finding, where)?.decision;
    return decision !== undefined && DECISIONS[decision].action !== 'forward';
  });
  return [...new Set(stopping.map(({ rule }) => rule))];
}

function notStopped(row: Stopped): OktsecError {
  const why = WHY.get(row.decision) ?? (row.findings.length > 0 ? FORGIVEN : `no rule stopped it: ${row.decision}`);
  return new OktsecError('not_stopped', why, { hint: wayOut(row, false), exit: EXIT.no });
}

const FORGIVEN = 'nothing found in it would stop it today';
const WHY: ReadonlyMap<Decision, string> = new Map([
  ['tool_denied', 'the config denies this tool, no rule does'],
  ['pin_changed', 'the tool waits until somebody approves what changed in it'],
]);

/**
 * What a person can do about a row that was stopped, as a command where there is one.
 * @param exempts whether an exemption from its rules would help
 */
export function wayOut(row: Stopped, exempts = row.findings.length > 0): string {
  const server = row.side === 'client' ? row.to : row.from;
  const named = row.ref ?? row.seq;
  if (row.decision === 'tool_denied') return `edit agents.${server}.tools in the config, then oktsec verify`;
  if (row.decision === 'pin_changed')
    return `oktsec pins diff ${server}, then oktsec pins approve ${server} ${shellWord(row.tool ?? '', 'TOOL')}`;
  if (row.decision === 'paused') return 'oktsec resume';
  if (!exempts) return `oktsec logs show ${named}`;
  return row.tool === undefined
    ? `oktsec allow ${named} --rule makes an exemption for its server from what was found in it`
    : `oktsec allow ${named} --tool makes an exemption, for this tool and what was found in it`;
}

function toolOf(row: Stopped): string {
  if (row.tool !== undefined) return row.tool;
  throw new OktsecError('usage', `${row.ref ?? row.seq} is about no single tool`, {
    hint: `oktsec allow ${row.ref ?? row.seq} --rule`,
  });
}
