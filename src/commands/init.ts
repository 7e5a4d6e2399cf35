import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { keysDirOf, openApp, openLog, requestOf } from '../app.ts';
import { changeConfig } from '../change-config.ts';
import type { Context, Define } from '../command.ts';
import { addAgents } from '../config/editing/agents.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { builtIn } from '../files/config/config-file.ts';
import { ensureHome, reason } from '../files/home.ts';
import { writeKeyPair } from '../files/keys/key-files.ts';
import { isTrusted, trustFile } from '../files/trust.ts';
import { here } from '../here/clients.ts';
import { secretKeyOf } from '../identity/ed25519.ts';
import { createWhole } from '../machine/whole-file.ts';
import { firstConfig } from '../setup/first-config.ts';
import { withLock } from '../store/lock.ts';
import { type Agents, findAgents } from './init/agents.ts';
import { type Done, report } from './init/report.ts';

type Options = { readonly keys?: string };

/** `oktsec init`: finds the servers, says what each could do, writes config and keys. Overwrites nothing. */
export const define: Define = (command, start) => {
  command
    .option('--keys <dir>', 'where the key pairs go (default: keys, in the home)')
    .action((options: Options) => start((context) => init(context, options)));
};

async function init(context: Context, options: Options): Promise<number> {
  const path = configPath(context);
  const there = path !== undefined && existsSync(path);
  // A config that is to be made cannot be read yet.
  const looking = there ? context : { ...context, globals: { ...context.globals, config: undefined } };
  const at = await here(looking);
  const target = path ?? join(at.home, 'oktsec.yaml');
  const agents = await findAgents(looking, at);
  const done = existsSync(target)
    ? await extend(context, target, agents, options)
    : await make(context, target, at.home, agents, options);
  await report(context, agents, done);
  return EXIT.done;
}

/** The config as it was named, absolute; undefined: the one in the home. */
function configPath({ globals, io }: Context): string | undefined {
  const named = globals.config ?? (io.env.OKTSEC_CONFIG || undefined);
  return named === undefined ? undefined : resolve(io.cwd, named.replace(/^~(?=\/|$)/, io.userHome));
}

async function make(context: Context, path: string, home: string, agents: Agents, { keys }: Options): Promise<Done> {
  const { io } = context;
  ensureHome(home);
  const keysDir = keys === undefined ? undefined : resolve(io.cwd, keys);
  // Beside the config or below it: then the two can be moved together.
  const inside = keysDir === undefined ? undefined : relative(dirname(path), keysDir);
  const written = inside === undefined || inside.startsWith('..') ? keysDir : `./${inside}`;
  const text = firstConfig(agents.entries, { keysDir: written });
  try {
    // What somebody put there meanwhile is not overwritten, and a link is not followed.
    createWhole(path, text);
  } catch (cause) {
    throw new OktsecError('config', `${path} cannot be written: ${reason(cause)}`, { cause });
  }
  // It counts in its own folder from the start: this user's init wrote it.
  await trust(home, path, text);
  const folder = keysDir ?? keysDirOf(builtIn(home));
  return { path, made: true, added: names(agents), keysDir: folder, keys: makeKeys(context, folder, names(agents)) };
}

async function extend(context: Context, path: string, agents: Agents, { keys }: Options): Promise<Done> {
  const named: Context = { ...context, globals: { ...context.globals, config: path } };
  const app = await openApp(named);
  const { config, home } = app.opened.snapshot;
  const keysDir = keysDirOf(app.opened.snapshot);
  if (keys !== undefined && resolve(context.io.cwd, keys) !== resolve(keysDir)) {
    throw new OktsecError('usage', `${path} says that keys are in ${keysDir}, not in ${keys}`, {
      hint: `leave --keys out, or change identity.keys_dir: oktsec config edit`,
    });
  }
  const known = new Set(config.agents.map(({ name }) => name));
  const missing = agents.entries.filter(({ name }) => !known.has(name));
  const trusted = isTrusted(requestHome(named) ?? home, path);
  if (missing.length > 0) {
    const log = await openLog(named, app.opened.snapshot);
    let written: string | undefined;
    try {
      await changeConfig(named, app, {
        edit: (text) => {
          written = addAgents(text, missing);
          return written;
        },
        record: ({ before, after }) => {
          const note = `${missing.map(({ name }) => name).join(', ')} added by ${context.io.user}, config ${before} to ${after}`;
          log.appendEvent({ name: 'agents_added', note });
        },
      });
    } finally {
      log.close();
    }
    if (trusted && written !== undefined) await trust(requestHome(named) ?? home, path, written);
  }
  return {
    path,
    made: false,
    added: missing.map(({ name }) => name),
    keysDir,
    keys: makeKeys(context, keysDir, names(agents)),
  };
}

async function trust(home: string, path: string, text: string): Promise<void> {
  await withLock(home, 'config', async () => trustFile(home, path, Buffer.from(text)));
}

/** Where trust is kept: the home that is found without reading the config. */
function requestHome(context: Context): string | undefined {
  const { home, env, userHome } = requestOf(context);
  return home ?? env.OKTSEC_HOME ?? join(userHome, '.oktsec');
}

/** A key pair for each agent that has none; what stands there is left alone. @returns whose were made */
function makeKeys({ io }: Context, folder: string, agents: readonly string[]): string[] {
  return agents.filter((agent) => {
    if (existsSync(join(folder, `${agent}.pub`)) || existsSync(join(folder, `${agent}.key`))) return false;
    const secret = secretKeyOf(io.random(32));
    if (secret === undefined) throw new OktsecError('keys', 'no key could be made');
    writeKeyPair(folder, agent, secret);
    return true;
  });
}

function names({ entries }: Agents): string[] {
  return entries.map(({ name }) => name);
}
