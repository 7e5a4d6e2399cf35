import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { requestOf } from '../app.ts';
import type { Client } from '../clients/client.ts';
import { discover, type Found, type Search } from '../clients/discover.ts';
import { CLIENTS } from '../clients/index.ts';
import { launcherOf } from '../clients/launcher.ts';
import type { Launcher, Ours } from '../clients/layer.ts';
import { EMPTY, type Manifest, parseManifest } from '../clients/manifest.ts';
import { type Machine, platformOf } from '../clients/paths.ts';
import { projectFilesOf, projectOf } from '../clients/places.ts';
import type { Context } from '../command.ts';
import { OktsecError } from '../errors.ts';
import { builtIn, openFast, type Snapshot } from '../files/config/config-file.ts';
import { findConfig, type Place } from '../files/config/find-config.ts';
import { shown } from '../terminal/screen.ts';
import { packageRoot } from '../version.ts';

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
  // Beside its config the home is found by it; anywhere else it would be found by $HOME, which an entry may set.
  const isBeside = home === usual && dirname(config) === usual;
  const options = ['--config', config, ...(isBeside ? [] : ['--home', home])];
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

/** A line about the files of the working folder that may name servers and were not looked into; undefined without any. */
export function sayUnread(context: Context, at: Here, found: readonly Found[], clients = CLIENTS): string | undefined {
  const project = projectOf(context.io.cwd);
  const read = new Set(found.flatMap(({ files }) => files.map(({ real }) => real)));
  const unread = projectFilesOf(clients, at.machine, project).filter((file) => !read.has(realpathSync(file)));
  if (unread.length === 0) return undefined;
  const names = unread.slice(0, 3).map((file) => shown(relative(project, file)));
  const more = unread.length > names.length ? ` and ${unread.length - names.length} more` : '';
  return `note  this folder has project files too, which were not looked into (${names.join(', ')}${more}): oktsec discover --project`;
}

/** Where config and home are. Never looks in the working folder; a config with a fault is no reason to see nothing. */
async function placeOf(context: Context): Promise<Standing> {
  const { config, home } = context.globals;
  const from = (path: string | undefined) =>
    path === undefined || path.startsWith('~') ? path : resolve(context.io.cwd, path);
  const request = { ...requestOf(context), cwd: undefined, config: from(config), home: from(home) };
  const place = findConfig(request);
  try {
    const opened = openFast(request) ?? (await (await import('../files/config/compile-snapshot.ts')).open(request));
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
