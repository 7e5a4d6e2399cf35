import type { Context } from '../../command.ts';
import type { Severity } from '../../rules/rule.ts';
import type { Risk } from '../../setup/known-servers.ts';
import { plural } from '../../terminal/plural.ts';
import { printJson } from '../../terminal/print.ts';
import { severityMark, shown } from '../../terminal/screen.ts';
import { table } from '../../terminal/table.ts';
import { commandLine, shortened } from '../clients/say.ts';
import type { Agents } from './agents.ts';

/** What was written, for the report. */
export type Done = {
  readonly path: string;
  /** True: the config was made; else it stood there, and only what was new was added. */
  readonly made: boolean;
  readonly added: readonly string[];
  readonly keysDir: string;
  readonly keys: readonly string[];
};

/** A risk has the shape and colour of the severity of that name. */
const AS: Readonly<Record<Risk, Severity>> = { critical: 'critical', high: 'high', medium: 'medium', unknown: 'info' };

export async function report(context: Context, agents: Agents, done: Done): Promise<void> {
  const { io, globals, screen } = context;
  for (const { message } of agents.problems)
    io.stderr.write(`oktsec: warning: ${shown(message)}; its servers were not seen\n`);
  if (globals.json) {
    await printJson(io, [asJson(agents, done)]);
    return;
  }
  const out: string[] = [];
  if (agents.servers.length === 0) {
    out.push('no MCP server with a command was found in any client\n');
  } else {
    out.push(`${plural(agents.servers.length, 'server')} in ${plural(agents.clients, 'client')}\n\n`);
    const rows = agents.servers.map(({ agent, chosen, assessment }) => [
      `${severityMark(screen, AS[assessment.risk])} ${assessment.risk}`,
      shown(agent),
      shown(assessment.because[0] ?? commandLine(chosen.server.argv)),
    ]);
    out.push(table(screen, [{ title: 'risk' }, { title: 'agent' }, { title: 'because', cut: true }], rows));
  }
  if (!globals.quiet) out.push('\n', written(context, done), next(context, agents));
  io.stdout.write(out.join(''));
}

function written({ io }: Context, { path, made, added, keysDir, keys }: Done): string {
  const config = shown(shortened(path, io.userHome));
  const what = made
    ? `written, ${plural(added.length, 'agent')}, observe: nothing is blocked until you say so`
    : added.length === 0
      ? 'as it was: every agent stands there'
      : `${plural(added.length, 'agent')} added: ${added.map(shown).join(', ')}`;
  const pairs = keys.length === 0 ? 'as it was' : `${plural(keys.length, 'key pair')} made`;
  return `config  ${config}: ${what}\nkeys    ${shown(shortened(keysDir, io.userHome))}: ${pairs}\n`;
}

function next({ screen: { typed } }: Context, { servers, clients }: Agents): string {
  const open = servers.filter(({ chosen }) => chosen.server.state === 'bare');
  const [first] = open;
  if (first === undefined) {
    return servers.length === 0
      ? `\nnext    ${typed('oktsec discover --all')}   the clients that are known\n`
      : `\nnext    ${typed('oktsec status')}\n`;
  }
  const wrap = typed(`oktsec wrap ${clients === 1 ? first.chosen.client.id : '--all'}`);
  const scan = typed('oktsec scan --config-only');
  const width = Math.max(wrap.length, scan.length) + 3;
  const them = open.length === 1 ? 'it' : 'them';
  return `\nnext    ${wrap.padEnd(width)}put ${them} behind oktsec\n        ${scan.padEnd(width)}what the configs give away\n`;
}

function asJson({ servers }: Agents, { path, made, added, keysDir, keys }: Done): object {
  return {
    config: path,
    made,
    agents_added: added,
    keys_dir: keysDir,
    keys_made: keys,
    servers: servers.map(({ agent, chosen, assessment }) => ({
      agent,
      client: chosen.client.id,
      server: chosen.server.name,
      state: chosen.server.state.replaceAll('-', '_'),
      risk: assessment.risk,
      capabilities: assessment.capabilities,
      because: assessment.because,
    })),
  };
}
