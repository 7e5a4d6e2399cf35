import { openLog } from '../app.ts';
import { remember, rememberedAt, withLauncher } from '../clients/manifest.ts';
import { repairing } from '../clients/plan.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { type Here, here, lookAround } from '../here/clients.ts';
import { type Chosen, checkTargets, choose, parseTarget } from '../here/targets.ts';
import { printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';
import { agentOf, agentsFor } from './clients/agents.ts';
import { ensureConfig } from './clients/config-here.ts';
import { printPreview } from './clients/preview.ts';
import { complain } from './clients/say.ts';
import { carryOut, type Step } from './clients/write.ts';

type Options = { readonly project?: boolean; readonly dryRun?: boolean };

/** `oktsec repair`: entries that name a node, an oktsec or a config that is gone get the paths of today. */
export const define: Define = (command, start) => {
  command
    .argument('[targets...]', 'only these: a client (cursor), or one server of it (cursor/filesystem)')
    .option('--project', 'the project files of this folder too')
    .option('--dry-run', 'show what would be written, write nothing')
    .action((words: string[], options: Options) => start((context) => repair(context, words, options)));
};

async function repair(context: Context, words: readonly string[], options: Options): Promise<number> {
  const { io, globals } = context;
  const targets = words.map(parseTarget);
  const at = await here(context);
  if (at.passing !== undefined) throw at.passing;
  const found = await lookAround(context, at, { project: options.project, remembered: true });
  checkTargets(found, targets);
  const agents = agentsFor(at, found);
  const broken = choose(found, targets).filter(({ server }) => server.state === 'broken');
  const problems = found.flatMap(({ files }) => files.flatMap(({ problem }) => problem ?? []));
  if (options.dryRun === true) {
    await printPreview(context, broken, (one) => repairing(one.server, at.ours, agentOf(agents, one)));
    return complain(io, problems);
  }
  if (broken.length > 0) ensureConfig(at);
  const { done, failures } = await rewrite(at, broken, agents);
  if (done.length > 0) await note(context, at, done);
  if (globals.json)
    await printJson(
      io,
      broken.map((one) => jsonOf(one, done.includes(one))),
    );
  else if (broken.length === 0) io.stdout.write(globals.quiet ? '' : 'every entry names what is there\n');
  else io.stdout.write(broken.map((one) => lineOf(one, done.includes(one))).join(''));
  const code = complain(io, [...problems, ...failures]);
  return code === EXIT.done && done.length < broken.length ? EXIT.no : code;
}

async function rewrite(
  at: Here,
  broken: readonly Chosen[],
  agents: ReadonlyMap<string, string>,
): Promise<{ readonly done: readonly Chosen[]; readonly failures: readonly OktsecError[] }> {
  const done: Chosen[] = [];
  const failures: OktsecError[] = [];
  for (const file of new Set(broken.map((one) => one.file))) {
    const own = broken.filter((one) => one.file === file);
    const client = own[0]?.client;
    if (client === undefined) continue;
    try {
      const steps = own.map((one): Step => stepFor(at, one, agentOf(agents, one)));
      const carried = await carryOut(at, client, file, steps);
      // What only missed its config is whole again without a change in the file.
      done.push(
        ...own.filter(
          ({ server }) =>
            carried.includes(server) ||
            repairing(server, at.ours, agentOf(agents, { client, file, server })) === undefined,
        ),
      );
    } catch (error) {
      if (!(error instanceof OktsecError)) throw error;
      failures.push(error);
    }
  }
  return { done, failures };
}

function stepFor(at: Here, { client, file, server }: Chosen, agent: string): Step {
  const known = rememberedAt(at.manifest, file.real, server.at);
  return {
    server,
    change: (now) => repairing(now, at.ours, agent),
    remember: (manifest, now) =>
      remember(withLauncher(manifest, at.ours.current), {
        ...(known ?? { client: client.id, file: file.real, at: now.at }),
        agent,
        wrapped: true,
      }),
  };
}

async function note(context: Context, at: Here, done: readonly Chosen[]): Promise<void> {
  const log = await openLog(context, at.snapshot);
  try {
    for (const { file, server } of done) {
      log.appendEvent({
        name: 'repaired',
        note: `${server.ref} in ${file.real}: ${server.why ?? ''}`,
        to: server.agent,
      });
    }
  } finally {
    log.close();
  }
}

function jsonOf({ client, file, server }: Chosen, done: boolean): object {
  const result = done ? 'repaired' : 'left';
  return { client: client.id, server: server.name, ref: server.ref, path: file.path, result, why: server.why ?? null };
}

function lineOf({ server }: Chosen, done: boolean): string {
  return `${shown(server.ref)}  ${done ? 'repaired' : 'left as it is'}: ${shown(server.why ?? '')}\n`;
}
