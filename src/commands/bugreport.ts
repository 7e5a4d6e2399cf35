import { existsSync, readdirSync, statSync } from 'node:fs';
import { release } from 'node:os';
import { join, resolve } from 'node:path';
import { openLog, requestOf } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { builtIn, findConfig, openFast, readConfig } from '../files/config/config-file.ts';
import { reason } from '../files/home.ts';
import { isOurs } from '../files/home-names.ts';
import { checkFree, createSecretFile } from '../files/keys/secret-file.ts';
import { here, lookAround } from '../here/clients.ts';
import { rfc3339 } from '../terminal/durations.ts';
import { jsonText, printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';
import { waited } from '../terminal/waiting.ts';
import { version } from '../version.ts';
import { nameless, plainConfig } from './bugreport/nameless.ts';
import { coverageOf } from './clients/coverage.ts';

type Options = { readonly out?: string };

/** `oktsec bugreport`: one file about this installation, to be read before it is given to anybody. Sends nothing. */
export const define: Define = (command, start) => {
  command
    .option('--out <file>', 'where to (default: oktsec-bugreport-DATE.json in this folder)')
    .action((options: Options) => start((context) => bugreport(context, options)));
};

async function bugreport(context: Context, { out }: Options): Promise<number> {
  const { io, globals } = context;
  const stamp = rfc3339(io.now()).slice(0, 19).replace(/[-:]/g, '');
  const file = resolve(io.cwd, out ?? `oktsec-bugreport-${stamp}.json`);
  checkFree(file);
  const text = `${jsonText(await collect(context), 2)}\n`;
  createSecretFile(file, text);
  if (globals.json) await printJson(io, [{ path: file }]);
  else io.stdout.write(`${shown(file)}\n`);
  if (!globals.quiet) {
    io.stderr.write('read it before you give it to anybody; nothing was sent\n');
    io.stderr.write(
      'it has versions, counts, settings and rules; no messages, no paths, no names of your agents, no secrets\n',
    );
  }
  return EXIT.done;
}

/** Each part by itself: what is broken is what the report is about. */
async function collect(context: Context): Promise<object> {
  const { io } = context;
  const names = nameless(io.userHome);
  const part = async (work: () => unknown) => {
    try {
      return await work();
    } catch (error) {
      const failed = error instanceof OktsecError ? `${error.code}: ${error.message}` : reason(error);
      return { failed: names.text(failed) };
    }
  };
  const request = requestOf(context);
  return {
    about: 'oktsec bugreport: names are numbered, values that may be secret are left out',
    oktsec: version(),
    node: process.versions.node,
    platform: `${io.platform} ${process.arch} ${release()}`,
    environment: Object.keys(io.env).filter((name) => /^(?:OKTSEC_|NODE_OPTIONS$|NO_COLOR$|CI$)/.test(name)),
    config: await part(() => {
      const place = findConfig(request);
      return {
        from: place.from,
        ...(place.path === undefined ? {} : { text: plainConfig(readConfig(place.path), names) }),
      };
    }),
    home: await part(() => {
      const { home } = findConfig(request);
      if (!existsSync(home)) return [];
      return readdirSync(home).map((name) => {
        const { size, mode } = statSync(join(home, name));
        return {
          name: isOurs(name) ? name : names.name(name),
          size,
          mode: (mode & 0o777).toString(8).padStart(4, '0'),
        };
      });
    }),
    clients: await part(async () => {
      const found = await lookAround(context, await here(context));
      const coverage = coverageOf(found);
      return found.map(({ client }) => ({
        client: client.id,
        servers: coverage.servers
          .filter((one) => one.client === client)
          .map(({ server }) => ({ state: server.state, proof: names.text(server.proof ?? '') })),
      }));
    }),
    log: await part(async () => {
      const snapshot = openFast(request)?.snapshot ?? builtIn(findConfig(request).home);
      const log = await openLog(context, snapshot);
      try {
        const { rows, decisions, statuses, rules } = log.stats();
        const { ok, bad, checkpoints } = existsSync(join(snapshot.home, 'oktsec.db'))
          ? waited(context, 'proving the chain', (walked) => log.verify({ walked }))
          : { ok: true, bad: undefined, checkpoints: 0 };
        const events = log
          .list({ events: true, limit: 50 })
          .map(({ time, method }) => ({ time: rfc3339(time), what: method }));
        return {
          rows,
          decisions,
          statuses,
          rules,
          verifies: ok,
          bad: names.text(bad?.what ?? ''),
          checkpoints,
          events,
        };
      } finally {
        log.close();
      }
    }),
  };
}
