import { join } from 'node:path';
import { wordsOf } from '../clients/layer.ts';
import { projectOf } from '../clients/places.ts';
import { standsElsewhere, wrapping } from '../clients/plan.ts';
import { processNames, runs } from '../clients/running.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { confirmLoosening } from '../exempting/loosening.ts';
import { type Here, here, lookAround, sayUnread } from '../here/clients.ts';
import { type Chosen, checkTargets, choose, parseTarget } from '../here/targets.ts';
import { agentOf, agentsFor } from './clients/agents.ts';
import { ensureConfig } from './clients/config-here.ts';
import { printPreview } from './clients/preview.ts';
import { proveChosen } from './clients/proving.ts';
import { commandLine, complain } from './clients/say.ts';
import { judgingTools } from './clients/taken-out.ts';
import { type Row, report } from './clients/wrap-report.ts';
import { writeWrapped } from './clients/wrapping.ts';

export type WrapOptions = {
  readonly all?: boolean;
  readonly project?: boolean;
  readonly portable?: boolean;
  /** commander's spelling of --no-proof: true unless it was given. */
  readonly proof?: boolean;
  readonly prove?: boolean;
  readonly requireProof?: boolean;
  readonly dryRun?: boolean;
};

/** `oktsec wrap`: puts servers behind oktsec in their clients' configs, once it is shown that they work there. */
export const define: Define = (command, start) => {
  command
    .argument('[targets...]', 'a client (cursor), or one server of it (cursor/filesystem)')
    .option('--all', 'every client that is here')
    .option('--project', 'the project files of this folder too, which others may share')
    .option('--portable', 'write plain oktsec instead of absolute paths; it must be in the PATH of the client')
    .option('--no-proof', 'write without starting the servers')
    .option('--prove', 'start the servers of project files too, after their commands were shown')
    .option('--require-proof', 'leave what could not be tried as it is')
    .option('--dry-run', 'show what would be written, start nothing, write nothing')
    .action((words: string[], options: WrapOptions) => start((context) => wrap(context, words, options)));
};

async function wrap(context: Context, words: readonly string[], options: WrapOptions): Promise<number> {
  const { io } = context;
  if ((words.length === 0) !== (options.all === true)) {
    throw new OktsecError('usage', words.length === 0 ? 'which client was not said' : '--all is instead of clients', {
      hint: 'oktsec wrap cursor, oktsec wrap cursor/filesystem, or oktsec wrap --all; oktsec discover lists what is here',
    });
  }
  const targets = words.map(parseTarget);
  const at = await here(context, { portable: options.portable });
  if (at.passing !== undefined) throw at.passing;
  if (at.problem !== undefined) throw at.problem;
  const found = await lookAround(context, at, {
    project: options.project,
    clients: options.all === true ? undefined : targets.map(({ client }) => client),
  });
  checkTargets(found, targets);
  const agents = agentsFor(at, found);
  const chosen = choose(found, targets);
  const change = (one: Chosen) => wrapping(one.server, at.ours, agentOf(agents, one));
  const planned = chosen.filter(change);
  const problems = found.flatMap(({ files }) => files.flatMap(({ problem }) => problem ?? []));
  if (options.dryRun === true) {
    await printPreview(context, planned, change);
    return complain(io, problems);
  }
  const blank = planned.find(({ client }) => client.noBlankInCommand && wordsOf(at.ours.current)[0]?.includes(' '));
  if (blank !== undefined) throw blankIn(blank, at);
  await confirmReplacing(context, at, planned);
  ensureConfig(at);
  const proven = await proveChosen(context, at, planned, agents, options, projectOf(io.cwd));
  const { rows: written, failures } = await writeWrapped(context, { at, chosen, planned, proven, agents }, options);
  const judging = judgingTools(at);
  const rows = written.map((row): Row => {
    const { proof, agent } = row;
    return proof?.outcome === 'same' ? { ...row, takenOut: judging(proof.tools, agent ?? 'server') } : row;
  });
  const names = processNames(at.machine.platform);
  await report(context, rows, (client) => runs(client, names));
  const unread = rows.length > 0 || options.project === true ? undefined : sayUnread(context, at, found);
  if (unread !== undefined && !context.globals.json) io.stdout.write(`${context.screen.typed(unread)}\n`);
  const code = complain(context.io, [...problems, ...failures]);
  if (code !== EXIT.done) return code;
  return rows.some(({ result, proof }) => result === 'left' && proof !== undefined) ||
    nothingDone(
      rows,
      targets.some(({ server }) => server !== undefined),
    )
    ? EXIT.no
    : EXIT.done;
}

/**
 * Another config may enforce what ours only observes, and whoever runs this may have written ours: what takes a server from it is
 * asked about like `unwrap`.
 */
async function confirmReplacing(context: Context, at: Here, planned: readonly Chosen[]): Promise<void> {
  const what = planned
    .filter(({ server }) => standsElsewhere(server, at.ours))
    .map(({ server }) => `${server.ref} is behind another oktsec, which no longer decides: ${sayLayer(server)}`);
  if (what.length > 0) await confirmLoosening(context, { snapshot: at.snapshot, word: 'WRAP', what });
}

function sayLayer({ layer }: Chosen['server']): string {
  return commandLine([...(layer?.launcher ?? []), 'proxy', ...(layer?.options ?? [])]);
}

/** Somebody named a server, and there was nothing in it to wrap. */
function nothingDone(rows: readonly Row[], named: boolean): boolean {
  return named && rows.every(({ result, server }) => result === 'as-it-was' && server.state !== 'wrapped');
}

function blankIn({ client }: Chosen, at: Here): OktsecError {
  return new OktsecError(
    'blank',
    `${client.title} does not start a command with a blank in it: ${at.ours.current.command}`,
    {
      hint: `oktsec wrap ${client.id} --portable, with oktsec in the PATH of ${client.title}; the home is ${join(at.home)}`,
    },
  );
}
