import type { Context } from '../../command.ts';
import { plural } from '../../terminal/plural.ts';
import { severityMark, shown } from '../../terminal/screen.ts';
import type { Heard } from './hear.ts';

export function block(
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

export function summary(heard: readonly Heard[]): string {
  if (heard.length === 0) return 'no server with a command is configured here\n';
  const said = heard.filter(({ why }) => why === undefined).length;
  const found = heard.reduce((sum, { findings }) => sum + findings.length, 0);
  return `\n${plural(found, 'finding')} in ${said} of ${plural(heard.length, 'server')}; no tool was called\n`;
}

export function asJson({ checked, why, tools, prompts, resources, capabilities, findings }: Heard): object {
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

export function resultsOf({ checked, findings }: Heard) {
  return findings.map(({ rule, severity, name, in: where }) => ({
    rule,
    severity,
    message: `${checked.chosen.server.ref}: ${name}, in ${where}`,
    path: checked.chosen.file.path,
    line: checked.line,
  }));
}
