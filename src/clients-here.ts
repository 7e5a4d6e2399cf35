import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { requestOf } from './app.ts';
import type { Client } from './clients/client.ts';
import { discover, type Found, type FoundFile, type FoundServer, type Search } from './clients/discover.ts';
import { CLIENTS, clientNamed } from './clients/index.ts';
import { launcherOf } from './clients/launcher.ts';
import type { Launcher, Ours } from './clients/layer.ts';
import { EMPTY, type Manifest, parseManifest } from './clients/manifest.ts';
import { type Machine, platformOf } from './clients/paths.ts';
import { projectOf } from './clients/places.ts';
import type { Context } from './command.ts';
import { nearest } from './config/nearest.ts';
import { EXIT, OktsecError } from './errors.ts';
import { builtIn, findConfig, openFast, type Place, type Snapshot } from './files/config-file.ts';
import { packageRoot } from './version.ts';

/** What this machine's clients are read with: who we are, and what we remember. */
export type Here = {
  readonly machine: Machine;
  /** Of oktsec, absolute. */
  readonly home: string;
  /** The config that wrapped servers are given, whether it exists or not. */
  readonly config: string;
  /** As it stands now, or the defaults where it has a fault. */
  readonly snapshot: Snapshot;
  /** The config's fault. */
  readonly problem: OktsecError | undefined;
  readonly ours: Ours;
  readonly manifest: Manifest;
  /** Why this oktsec cannot be written into a config (it runs from a cache). */
  readonly passing: OktsecError | undefined;
};

export type Looking = {
  /** Plain `oktsec` instead of absolute paths. */
  readonly portable?: boolean | undefined;
  /** Project files of the working folder too. */
  readonly project?: boolean | undefined;
  readonly clients?: readonly Client[] | undefined;
  /** Files that were wrapped once and are not where files are looked for. */
  readonly remembered?: boolean | undefined;
};

const PORTABLE: Launcher = { command: 'oktsec' };

/** @throws OktsecError `config` or `home` */
export async function here(context: Context, { portable = false }: Looking = {}): Promise<Here> {
  const { io } = context;
  const { place, snapshot, problem } = await placeOf(context);
  const { home } = snapshot;
  const config = place.path ?? join(home, 'oktsec.yaml');
  const usual = join(io.userHome, '.oktsec');
  const options = ['--config', config, ...(home === usual ? [] : ['--home', home])];
  const isUsual = home === usual && config === join(usual, 'oktsec.yaml');
  const manifest = readManifest(home);
  const { launcher, passing } = launcherHere();
  return {
    machine: { platform: platformOf(io.platform), home: io.userHome, env: io.env },
    home,
    config,
    snapshot,
    problem,
    ours: {
      current: portable ? PORTABLE : launcher,
      launchers: [...manifest.launchers, launcher],
      options,
      portableOptions: isUsual ? [] : options,
    },
    manifest,
    passing: portable ? undefined : passing,
  };
}

/** Every client that has a config here. Starts nothing. */
export function lookAround(
  context: Context,
  at: Here,
  { project = false, clients, remembered }: Looking = {},
): Promise<Found[]> {
  const search: Search = { machine: at.machine, ours: at.ours, manifest: at.manifest };
  return discover({
    ...search,
    ...(project ? { project: projectOf(context.io.cwd) } : {}),
    ...(clients === undefined ? {} : { clients }),
    also: remembered === true ? at.manifest.entries.filter(({ wrapped }) => wrapped) : undefined,
  });
}

/** A client, or one server of it, as typed: `cursor`, `cursor/filesystem`. */
export type Target = { readonly client: Client; readonly server: string | undefined };

/** @throws OktsecError `client_unknown` (exit 1) */
export function parseTarget(word: string): Target {
  const slash = word.indexOf('/');
  const name = slash < 0 ? word : word.slice(0, slash);
  const client = clientNamed(name);
  if (client !== undefined) return { client, server: slash < 0 ? undefined : word.slice(slash + 1) };
  const meant = nearest(
    name,
    CLIENTS.flatMap(({ id, aliases }) => [id, ...aliases]),
  );
  throw new OktsecError('client_unknown', `${JSON.stringify(name)} is no client known to oktsec`, {
    hint:
      meant === undefined
        ? 'oktsec discover --all lists them'
        : `did you mean ${meant}? oktsec discover lists what is here`,
    exit: EXIT.no,
  });
}

/** One server with the file it stands in. */
export type Chosen = { readonly client: Client; readonly file: FoundFile; readonly server: FoundServer };

/** The servers that the targets name, in the order in which they were found; all of them without a target. */
export function choose(found: readonly Found[], targets: readonly Target[]): Chosen[] {
  return found.flatMap(({ client, files }) =>
    files.flatMap((file) =>
      file.servers.flatMap((server): Chosen[] => {
        const named = targets.some(
          (target) => target.client === client && (target.server ?? server.name) === server.name,
        );
        return targets.length === 0 || named ? [{ client, file, server }] : [];
      }),
    ),
  );
}

/** @throws OktsecError `client_absent` (exit 1) when a target names what is not here */
export function checkTargets(found: readonly Found[], targets: readonly Target[]): void {
  for (const { client, server } of targets) {
    const there = found.find((one) => one.client === client);
    if (there === undefined) {
      throw new OktsecError('client_absent', `${client.title} has no config here`, {
        hint: `oktsec discover lists what is here${client.locations.some(({ scope }) => scope === 'project') ? '; --project looks into this folder too' : ''}`,
        exit: EXIT.no,
      });
    }
    const names = there.files.flatMap(({ servers }) => servers.map(({ name }) => name));
    if (server === undefined || names.includes(server) || there.files.some(({ problem }) => problem !== undefined))
      continue;
    const meant = nearest(server, names);
    throw new OktsecError('client_absent', `${client.title} has no server ${JSON.stringify(server)}`, {
      hint: meant === undefined ? `oktsec discover ${client.id}` : `did you mean ${client.id}/${meant}?`,
      exit: EXIT.no,
    });
  }
}

/** Where config and home are. Never looks in the working folder; a config with a fault is no reason to see nothing. */
async function placeOf(context: Context): Promise<Standing> {
  const { config, home } = context.globals;
  const from = (path: string | undefined) =>
    path === undefined || path.startsWith('~') ? path : resolve(context.io.cwd, path);
  const request = { ...requestOf(context), cwd: undefined, config: from(config), home: from(home) };
  const place = findConfig(request);
  try {
    const opened = openFast(request) ?? (await (await import('./files/compile-snapshot.ts')).open(request));
    return { place, snapshot: opened.snapshot, problem: opened.problems[0] };
  } catch (error) {
    if (!(error instanceof OktsecError)) throw error;
    return { place, snapshot: builtIn(place.home), problem: error };
  }
}

type Standing = {
  readonly place: Place;
  readonly snapshot: Snapshot;
  readonly problem: OktsecError | undefined;
};

/** What was remembered in this home; nothing where it cannot be read. */
export function readManifest(home: string): Manifest {
  let text: string;
  try {
    text = readFileSync(join(home, 'manifest.json'), 'utf8');
  } catch {
    return EMPTY;
  }
  return parseManifest(text) ?? EMPTY;
}

function launcherHere(): { readonly launcher: Launcher; readonly passing: OktsecError | undefined } {
  const running = { node: process.execPath, script: join(packageRoot(), 'bin', 'oktsec.js') };
  try {
    return { launcher: launcherOf(running), passing: undefined };
  } catch (error) {
    if (!(error instanceof OktsecError)) throw error;
    return { launcher: { command: running.node, script: running.script }, passing: error };
  }
}

/** The shortest thing to wrap: one client where it is only one. */
export function targetFor(servers: readonly Chosen[]): string {
  const clients = new Set(servers.map(({ client }) => client.id));
  return clients.size === 1 ? ([...clients][0] ?? '--all') : '--all';
}
