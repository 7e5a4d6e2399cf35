import { existsSync } from 'node:fs';
import { sep } from 'node:path';
import type { Context, Define } from '../command.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { confirmLoosening } from '../exempting/loosening.ts';
import { type Here, here, lookAround } from '../here/clients.ts';
import { type Chosen, choose } from '../here/targets.ts';
import { printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';
import { packageRoot } from '../version.ts';
import { commandLine, complain, shortened } from './clients/say.ts';
import { besides, canUnwrap, unwrapAll } from './clients/unwrapping.ts';
import { servicePath } from './service/place.ts';
import { checkAllRead, checkUnused, deleteHome } from './uninstall/purge.ts';

type Options = { readonly purge?: boolean };

/** `oktsec uninstall`: unwraps everything that was ever wrapped, and lists what stays. Asks for UNINSTALL. */
export const define: Define = (command, start) => {
  command
    .option('--purge', 'delete the home too: log, config, keys, backups')
    .action((options: Options) => start((context) => uninstall(context, options)));
};

async function uninstall(context: Context, { purge = false }: Options): Promise<number> {
  const { io, globals } = context;
  const at = await here(context);
  if (purge) checkUnused(at.home);
  const found = await lookAround(context, at, { project: true, remembered: true });
  const all = choose(found, []);
  const chosen = all.filter((one) => canUnwrap(one, false) && isMine(at, one.file.real, one.file.scope));
  const problems = found.flatMap(({ files }) => files.flatMap(({ problem }) => problem ?? []));
  if (purge) checkAllRead(at, found);
  const what = chosen.map(
    ({ server }) => `${server.ref} will talk to its client without oktsec: ${commandLine(server.argv)}`,
  );
  if (purge) what.push(`${at.home} will be deleted, with the log and the keys in it`);
  if (what.length > 0) {
    const by = await confirmLoosening(context, { snapshot: at.snapshot, word: 'UNINSTALL', what });
    const { done, failures } =
      chosen.length === 0 ? { done: [], failures: [] } : await unwrapAll(context, at, chosen, { named: false, by });
    const left = chosen.filter((one) => !done.includes(one));
    if (left.length > 0 || failures.length > 0) {
      const code = complain(io, [...problems, ...failures]);
      throw new OktsecError(
        'not_undone',
        `${left.map(({ server }) => server.ref).join(', ')} could not be unwrapped, the rest stays`,
        {
          hint: 'mend what is said above, then run oktsec uninstall again',
          exit: Math.max(code, EXIT.no),
        },
      );
    }
    if (purge) deleteHome(at.home);
  }
  const stays = whatStays(at, all, context);
  if (globals.json)
    await printJson(io, [
      { unwrapped: chosen.map(({ server }) => server.ref), purged: purge, stays: stays.map(({ what: path }) => path) },
    ]);
  else
    io.stdout.write(
      report(
        context,
        chosen.map(({ server }) => server.ref),
        stays,
      ),
    );
  return complain(io, problems);
}

/** A project's file only when it was wrapped here: another may have wrapped it for everybody. */
function isMine(at: Here, file: string, scope: string): boolean {
  return scope === 'user' || at.manifest.entries.some((entry) => entry.file === file && entry.wrapped);
}

type Staying = { readonly what: string; readonly how: string };

function whatStays({ home, config }: Here, all: readonly Chosen[], context: Context): Staying[] {
  const { io } = context;
  const root = packageRoot();
  const service = servicePath(context);
  const global = /[/\\]node_modules[/\\]oktsec$/.test(root);
  return [
    ...besides(all),
    ...all.filter(({ server }) => server.state === 'own').map(ownServer),
    ...(existsSync(home)
      ? [{ what: home, how: 'log, config, keys, backups: oktsec uninstall --purge deletes it' }]
      : []),
    ...(existsSync(config) && !config.startsWith(`${home}${sep}`)
      ? [{ what: config, how: 'the config; delete it by hand' }]
      : []),
    ...(service !== undefined && existsSync(service)
      ? [{ what: service, how: 'starts oktsec serve: oktsec service uninstall removes it' }]
      : []),
    {
      what: root,
      how: global ? 'the program: npm uninstall --global oktsec' : 'the program, a checkout: delete the folder',
    },
  ].map(({ what, how }) => ({ what: shortened(what, io.userHome), how }));
}

/** Without the package the client would say that it does not start. */
function ownServer({ file, server }: Chosen): Staying {
  return { what: server.ref, how: `oktsec's own server: take the entry out of ${file.path} by hand` };
}

function report({ globals, screen }: Context, unwrapped: readonly string[], stays: readonly Staying[]): string {
  const lines = unwrapped.map((ref) => `${shown(ref)}  unwrapped\n`);
  if (unwrapped.length === 0) lines.push('nothing here is behind this oktsec\n');
  if (globals.quiet) return lines.join('');
  const rest = stays.map(({ what, how }) => `  ${shown(what)}  ${screen.typed(how)}\n`);
  const then = unwrapped.length === 0 ? '' : 'restart the clients: a session that runs keeps its oktsec until then\n';
  return `${lines.join('')}${then}what stays:\n${rest.join('')}`;
}
