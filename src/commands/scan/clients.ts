import { openApp } from '../../app.ts';
import { projectOf } from '../../clients/places.ts';
import { hear } from '../../clients/prove/dialogue.ts';
import { killAll } from '../../clients/prove/server.ts';
import type { Context } from '../../command.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import type { Judged } from '../../guard/guard.ts';
import type { Policy } from '../../policy/policy.ts';
import { SEVERITIES } from '../../rules/rule.ts';
import { type Checked, readSetUp } from '../../set-up-here.ts';
import { CAPABILITIES, type Capability } from '../../setup/known-servers.ts';
import { capabilitiesOf, toolOf } from '../../setup/offers.ts';
import { print, printJson } from '../../terminal/print.ts';
import { sarifLog } from '../../terminal/sarif.ts';
import { severityMark, shown } from '../../terminal/screen.ts';
import { scanOffer } from '../../texts/scan-offer.ts';
import { version } from '../../version.ts';
import { commandLine } from '../clients/say.ts';
import { prepare } from '../clients/trial.ts';
import { type SetUpOptions, threshold } from './config-only.ts';

/** What one server said of itself, or why it said nothing. */
type Heard = {
  readonly checked: Checked;
  readonly why?: string | undefined;
  readonly tools: readonly string[];
  readonly prompts: number;
  readonly resources: number;
  readonly capabilities: readonly Capability[];
  readonly findings: readonly (Judged & { readonly in: string })[];
};

const WITHIN_MILLIS = 30_000;
const AT_ONCE = 4;
const LISTS = [
  ['tools', 'tools/list', 'tools'],
  ['prompts', 'prompts/list', 'prompts'],
  ['resources', 'resources/list', 'resources'],
  ['resource templates', 'resources/templates/list', 'resourceTemplates'],
] as const;

/** `scan --clients`: starts every configured server, asks what it offers, ends it, and reads what it said. Calls no tool. */
export async function scanClients(context: Context, words: readonly string[], options: SetUpOptions): Promise<number> {
  const { io, globals } = context;
  const { policy, rules } = await openApp(context);
  const setUp = await readSetUp(context, words);
  const startable = setUp.servers.filter(({ chosen }) => chosen.server.argv.length > 0);
  if (startable.length > 0) ask(context, startable);
  const heard = await hearAll(context, startable, policy);
  if (options.sarif === true) {
    const known = [...rules.rules.values()].map(({ id, name, description, remediation, severity }) => ({
      id,
      name,
      description,
      help: remediation,
      severity,
    }));
    await printJson(io, sarifLog(version(), known, heard.flatMap(resultsOf)));
  } else if (globals.json) await printJson(io, heard.map(asJson));
  else await print(io, heard.map((one) => block(context, one)).join('') + (globals.quiet ? '' : summary(heard)));
  for (const { message } of setUp.problems) io.stderr.write(`oktsec: error: ${shown(message)}\n`);
  if (setUp.problems.length > 0) return EXIT.failed;
  const worst = Math.max(
    -1,
    ...heard.flatMap(({ findings }) => findings.map(({ severity }) => SEVERITIES.indexOf(severity))),
  );
  return worst >= threshold(options.failOn) ? EXIT.no : EXIT.done;
}

/** Shows what will be started and asks, because a config may come with a repository. @throws OktsecError `not_confirmed` */
function ask({ io, globals }: Context, servers: readonly Checked[]): void {
  const lines = servers.map(({ chosen }) => `  ${chosen.server.ref}  ${commandLine(chosen.server.argv)}`);
  io.stderr.write(
    `these will be started, asked what they offer, and ended; no tool is called\n${lines.map(shown).join('\n')}\n`,
  );
  if (globals.yes) return;
  const terminal = io.terminal();
  if (terminal === undefined) {
    throw new OktsecError('no_terminal', 'there is no terminal to ask on whether to start them', {
      hint: 'look at the commands above, then run it again with --yes; oktsec scan --config-only starts nothing',
    });
  }
  try {
    terminal.write('start them? [y/N] ');
    if (/^y(?:es)?$/i.test(terminal.readLine()?.trim() ?? '')) return;
  } finally {
    terminal.close();
  }
  throw new OktsecError('not_confirmed', 'nothing was started', {
    hint: 'oktsec scan --config-only starts nothing',
    exit: EXIT.no,
  });
}

async function hearAll(context: Context, servers: readonly Checked[], policy: Policy): Promise<Heard[]> {
  const heard = new Map<Checked, Heard>();
  // Two copies of one server at once could meet at a lock or a port.
  const groups = new Map<string, Checked[]>();
  for (const one of servers) {
    const key = JSON.stringify(one.chosen.server.argv);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const queue = [...groups.values()];
  const interrupted = () => {
    killAll();
    process.exit(130);
  };
  process.once('SIGINT', interrupted);
  try {
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let group = queue.shift(); group !== undefined; group = queue.shift()) {
          for (const one of group) heard.set(one, await hearOne(context, one, policy));
        }
      }),
    );
  } finally {
    process.removeListener('SIGINT', interrupted);
  }
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
  for (const [list, method, key] of LISTS) {
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

function block(
  { screen, globals }: Context,
  { checked, why, tools, prompts, resources, capabilities, findings }: Heard,
): string {
  const offers =
    why === undefined
      ? [plural(tools.length, 'tool'), plural(prompts, 'prompt'), plural(resources, 'resource')].join(', ')
      : `not heard: ${shown(why)}`;
  const can = capabilities.length === 0 ? '' : `  can reach ${capabilities.join(', ')}`;
  const head = `${screen.style.bold(shown(checked.chosen.server.ref))}  ${offers}${can}\n`;
  const names = globals.verbose && tools.length > 0 ? `  ${tools.map(shown).join('  ')}\n` : '';
  const lines = findings.map(
    (one) =>
      `  ${severityMark(screen, one.severity)} ${one.severity.padEnd(8)}  ${shown(one.rule)}  ${shown(one.name)}, in ${shown(one.in)}\n              ${shown(one.excerpt)}\n`,
  );
  return head + names + lines.join('');
}

function summary(heard: readonly Heard[]): string {
  if (heard.length === 0) return 'no server with a command is configured here\n';
  const said = heard.filter(({ why }) => why === undefined).length;
  const found = heard.reduce((sum, { findings }) => sum + findings.length, 0);
  return `\n${plural(found, 'finding')} in ${said} of ${plural(heard.length, 'server')}; no tool was called\n`;
}

function asJson({ checked, why, tools, prompts, resources, capabilities, findings }: Heard): object {
  const { client, file, server } = checked.chosen;
  return {
    client: client.id,
    server: server.name,
    ref: server.ref,
    path: file.path,
    heard: why === undefined,
    why: why ?? null,
    tools,
    prompts,
    resources,
    risk: checked.assessment.risk,
    capabilities,
    findings: findings.map(({ rule, name, severity, category, in: where, pointer, excerpt }) => ({
      rule,
      name,
      severity,
      category,
      in: where,
      pointer,
      excerpt,
    })),
  };
}

function resultsOf({ checked, findings }: Heard) {
  return findings.map(({ rule, severity, name, in: where }) => ({
    rule,
    severity,
    message: `${checked.chosen.server.ref}: ${name}, in ${where}`,
    path: checked.chosen.file.path,
    line: checked.line,
  }));
}

function plural(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
