import type { Context } from '../../command.ts';
import { EXIT } from '../../errors.ts';
import { type Checked, readSetUp, type SetUp } from '../../here/set-up.ts';
import { SEVERITIES, type Severity } from '../../rules/rule.ts';
import { CHECKS } from '../../setup/checks/index.ts';
import { plural } from '../../terminal/plural.ts';
import { print, printJson } from '../../terminal/print.ts';
import { sarifLog } from '../../terminal/sarif.ts';
import { severityMark, shown } from '../../terminal/screen.ts';
import { version } from '../../version.ts';
import { shortened } from '../clients/say.ts';

export type SetUpOptions = { readonly failOn: string; readonly sarif?: boolean };

/** `scan --config-only`: what the clients' configs themselves give away. Starts nothing. */
export async function scanConfigs(context: Context, words: readonly string[], options: SetUpOptions): Promise<number> {
  const { io, globals } = context;
  const setUp = await readSetUp(context, words);
  if (options.sarif === true) await printJson(io, sarifOf(setUp));
  else if (globals.json) await printJson(io, setUp.servers.map(asJson));
  else await print(io, report(context, setUp));
  for (const { message, hint } of setUp.problems) {
    io.stderr.write(`oktsec: error: ${shown(message)}\n`);
    if (hint !== undefined) io.stderr.write(`oktsec: hint: ${shown(hint)}\n`);
  }
  if (setUp.problems.length > 0) return EXIT.failed;
  const worst = Math.max(
    -1,
    ...setUp.servers.flatMap(({ troubles }) => troubles.map(({ severity }) => SEVERITIES.indexOf(severity))),
  );
  return worst >= threshold(options.failOn) ? EXIT.no : EXIT.done;
}

/** `--fail-on` as a place in the severities: a verdict stands for what it comes to by default. */
export function threshold(failOn: string): number {
  if (failOn === 'never') return SEVERITIES.length;
  const of: Readonly<Record<string, Severity>> = { flag: 'medium', quarantine: 'high', block: 'critical' };
  return SEVERITIES.findIndex((severity) => severity === (of[failOn] ?? failOn));
}

function report(context: Context, { servers, clients }: SetUp): string {
  const { io, screen, globals } = context;
  const out = servers.flatMap(({ chosen, line, assessment, troubles }) => {
    if (troubles.length === 0 && !globals.verbose) return [];
    const where = `${shortened(chosen.file.path, io.userHome)}:${line}`;
    const risk = assessment.risk === 'unknown' ? 'risk unknown' : `${assessment.risk} risk`;
    const can = assessment.capabilities.length === 0 ? '' : `: ${assessment.capabilities.join(', ')}`;
    return [
      `${screen.style.bold(shown(chosen.server.ref))}  ${shown(where)}  ${risk}${can}\n`,
      ...(globals.verbose ? assessment.because.map((why) => `  ${screen.style.dim(shown(why))}\n`) : []),
      ...troubles.map(
        ({ severity, check, what }) =>
          `  ${severityMark(screen, severity)} ${severity.padEnd(8)}  ${check.name}: ${shown(what)}\n${
            globals.quiet ? '' : `              ${check.remedy}\n`
          }`,
      ),
    ];
  });
  if (globals.quiet) return out.join('');
  const gap = out.length === 0 ? '' : '\n';
  return `${out.join('')}${gap}${counted(servers)} in ${plural(servers.length, 'server')} of ${plural(clients, 'client')}; nothing was started\n`;
}

function counted(servers: readonly Checked[]): string {
  const counts = SEVERITIES.toReversed().flatMap((severity) => {
    const of = servers.flatMap(({ troubles }) => troubles.filter((one) => one.severity === severity)).length;
    return of === 0 ? [] : [`${of} ${severity}`];
  });
  return counts.length === 0 ? 'no findings' : counts.join(', ');
}

function asJson({ chosen, line, assessment, troubles }: Checked): object {
  const { client, file, server } = chosen;
  return {
    client: client.id,
    server: server.name,
    ref: server.ref,
    path: file.path,
    line,
    scope: file.scope,
    state: server.state.replaceAll('-', '_'),
    risk: assessment.risk,
    capabilities: assessment.capabilities,
    because: assessment.because,
    findings: troubles.map(({ check, severity, what }) => ({
      check: check.id,
      name: check.name,
      severity,
      what,
      why: check.why,
      remedy: check.remedy,
    })),
  };
}

function sarifOf({ servers }: SetUp): object {
  const rules = CHECKS.map(({ id, name, severity, why, remedy }) => ({
    id,
    name,
    severity,
    description: why,
    help: remedy,
  }));
  const results = servers.flatMap(({ chosen, line, troubles }) =>
    troubles.map(({ check, severity, what }) => ({
      rule: check.id,
      severity,
      message: `${chosen.server.ref}: ${check.name}: ${what}`,
      path: chosen.file.path,
      line,
    })),
  );
  return sarifLog(version(), rules, results);
}
