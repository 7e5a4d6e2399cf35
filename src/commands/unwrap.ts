import { rememberedAt } from '../clients/manifest.ts';
import { unwrapping } from '../clients/plan.ts';
import { processNames, runs } from '../clients/running.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { confirmLoosening } from '../exempting/loosening.ts';
import { here, lookAround } from '../here/clients.ts';
import { type Chosen, checkTargets, choose, parseTarget } from '../here/targets.ts';
import { printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';
import { printPreview } from './clients/preview.ts';
import { commandLine, complain } from './clients/say.ts';
import { besides, canUnwrap, unwrapAll } from './clients/unwrapping.ts';

type Options = { readonly all?: boolean; readonly project?: boolean; readonly dryRun?: boolean };

/** `oktsec unwrap`: takes oktsec away in front of servers. What was edited since stays. Asks for UNWRAP. */
export const define: Define = (command, start) => {
  command
    .argument('[targets...]', 'a client (cursor), or one server of it (cursor/filesystem)')
    .option('--all', 'every client that is here')
    .option('--project', 'the project files of this folder too')
    .option('--dry-run', 'show what would be written, write nothing')
    .action((words: string[], options: Options) => start((context) => unwrap(context, words, options)));
};

async function unwrap(context: Context, words: readonly string[], options: Options): Promise<number> {
  const { io, globals } = context;
  if ((words.length === 0) !== (options.all === true)) {
    throw new OktsecError('usage', words.length === 0 ? 'which client was not said' : '--all is instead of clients', {
      hint: 'oktsec unwrap cursor, oktsec unwrap cursor/filesystem, or oktsec unwrap --all',
    });
  }
  const targets = words.map(parseTarget);
  const at = await here(context);
  const found = await lookAround(context, at, {
    project: options.project,
    clients: options.all === true ? undefined : targets.map(({ client }) => client),
  });
  checkTargets(found, targets);
  const named = targets.some(({ server }) => server !== undefined);
  const all = choose(found, targets);
  const chosen = all.filter((one) => canUnwrap(one, named));
  const left = named ? [] : besides(all);
  const problems = found.flatMap(({ files }) => files.flatMap(({ problem }) => problem ?? []));
  if (options.dryRun === true) {
    const changeFor = ({ file, server }: Chosen) =>
      unwrapping(server, { named, spelling: rememberedAt(at.manifest, file.real, server.at) });
    await printPreview(context, chosen, changeFor);
    return complain(io, problems);
  }
  if (chosen.length === 0) {
    if (globals.json) await printJson(io, []);
    else if (!globals.quiet) io.stdout.write(`nothing here is behind this oktsec\n${leftLines(context, left)}`);
    return Math.max(complain(io, problems), named ? EXIT.no : EXIT.done);
  }
  const what = chosen.map(
    ({ server }) => `${server.ref} will talk to its client without oktsec: ${commandLine(server.argv)}`,
  );
  const by = await confirmLoosening(context, { snapshot: at.snapshot, word: 'UNWRAP', what });
  const { done, failures } = await unwrapAll(context, at, chosen, { named, by });
  if (globals.json)
    await printJson(
      io,
      chosen.map((one) => jsonOf(one, done.includes(one))),
    );
  else io.stdout.write(report(context, { chosen, done, left }, at.machine.platform));
  const code = complain(io, [...problems, ...failures]);
  return code === EXIT.done && done.length < chosen.length ? EXIT.no : code;
}

function jsonOf({ client, file, server }: Chosen, done: boolean): object {
  const result = done ? 'unwrapped' : 'left';
  return { client: client.id, server: server.name, ref: server.ref, path: file.path, result, command: server.argv };
}

function leftLines({ globals, screen }: Context, left: ReturnType<typeof besides>): string {
  if (globals.quiet) return '';
  return left.map(({ what, how }) => `${shown(what)}  left: ${screen.typed(shown(how))}\n`).join('');
}

type Unwrapped = {
  readonly chosen: readonly Chosen[];
  readonly done: readonly Chosen[];
  readonly left: ReturnType<typeof besides>;
};

function report(
  context: Context,
  { chosen, done, left }: Unwrapped,
  platform: Parameters<typeof processNames>[0],
): string {
  const lines = chosen.map((one) => {
    const said = done.includes(one)
      ? 'unwrapped'
      : 'left as it is: its entry was changed meanwhile, or could not be written';
    return `${shown(one.server.ref)}  ${said}\n`;
  });
  if (context.globals.quiet) return lines.join('');
  const names = processNames(platform);
  const clients = [...new Set(done.map(({ client }) => client))];
  const then = clients.map((client) => `then  ${client.restart}${runs(client, names) ? ' (it runs now)' : ''}\n`);
  return [...lines, leftLines(context, left), ...then].join('');
}
