import { projectOf } from '../../clients/places.ts';
import { hear, OFFERS } from '../../clients/prove/dialogue.ts';
import { eachApart } from '../../clients/prove/each-apart.ts';
import type { Context } from '../../command.ts';
import type { Judged } from '../../guard/guard.ts';
import type { Checked } from '../../here/set-up.ts';
import type { Policy } from '../../policy/policy.ts';
import { SEVERITIES } from '../../rules/rule.ts';
import { CAPABILITIES, type Capability } from '../../setup/known-servers.ts';
import { capabilitiesOf, toolOf } from '../../setup/offers.ts';
import { scanOffer } from '../../texts/scan-offer.ts';
import { version } from '../../version.ts';
import { prepare } from '../clients/trial.ts';

/** What one server said of itself, or why it said nothing. */
export type Heard = {
  readonly checked: Checked;
  readonly why?: string | undefined;
  readonly tools: readonly string[];
  readonly prompts: number;
  readonly resources: number;
  readonly capabilities: readonly Capability[];
  readonly findings: readonly (Judged & { readonly in: string })[];
};

const WITHIN_MILLIS = 30_000;

/** Starts each server, hears what it offers, ends it, and reads what it said; in the order that they came in. */
export async function hearAll(context: Context, servers: readonly Checked[], policy: Policy): Promise<Heard[]> {
  const heard = new Map<Checked, Heard>();
  await eachApart(
    servers,
    ({ chosen }) => chosen.server.argv,
    async (one) => void heard.set(one, await hearOne(context, one, policy)),
  );
  return servers.flatMap((one) => heard.get(one) ?? []);
}

async function hearOne(context: Context, checked: Checked, policy: Policy): Promise<Heard> {
  const nothing = {
    checked,
    tools: [],
    prompts: 0,
    resources: 0,
    capabilities: checked.assessment.capabilities,
    findings: [],
  };
  const { file } = checked.chosen;
  const prepared = prepare(
    context,
    checked.chosen,
    [],
    file.scope === 'project' ? projectOf(context.io.cwd) : undefined,
  );
  if ('why' in prepared) return { ...nothing, why: prepared.why };
  const answer = await hear(prepared.trial.bare, { withinMillis: WITHIN_MILLIS, version: version() });
  if ('failed' in answer) return { ...nothing, why: answer.failed };
  const { answers } = answer;
  const now = context.io.now();
  const findings: (Judged & { readonly in: string })[] = [];
  const look = (where: string, method: string, result: unknown) => {
    for (const one of scanOffer(policy, method, result, now)) findings.push({ ...one, in: where });
  };
  for (const method of ['initialize', 'server/discover']) {
    const said = answers.get(method === 'initialize' ? 'initialize' : 'discover');
    if (said !== undefined) look('what it says of itself', method, said);
  }
  for (const [list, , method, key] of OFFERS) {
    for (const entry of listOf(answers.get(list)))
      look(`${list.replace(/s$/, '')} ${toolOf(entry).name}`.trim(), method, { [key]: [entry] });
  }
  const tools = listOf(answers.get('tools')).map(toolOf);
  const all = new Set([...checked.assessment.capabilities, ...capabilitiesOf(tools)]);
  findings.sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
  return {
    checked,
    tools: tools.map(({ name }) => name),
    prompts: listOf(answers.get('prompts')).length,
    resources: listOf(answers.get('resources')).length,
    capabilities: CAPABILITIES.filter((one) => all.has(one)),
    findings,
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
