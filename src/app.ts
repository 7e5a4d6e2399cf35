import { existsSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from './command.ts';
import { OktsecError } from './errors.ts';
import { replaceFile } from './files/atomic.ts';
import {
  builtIn,
  findConfig,
  likelyHome,
  type Opened,
  openFast,
  type Request,
  readConfig,
  type Snapshot,
} from './files/config-file.ts';
import { ensureHome, reason } from './files/home.ts';
import { rulesOf } from './files/rule-packs.ts';
import { trustFile } from './files/trust.ts';
import { makePolicy, type Policy } from './policy/policy.ts';
import type { RuleSet } from './rules/scan/scan.ts';
import type { Store } from './store/store.ts';
import { shown } from './terminal/screen.ts';

/** Config, home, rules and policy of one command, as they stand on disk now. */
export type App = {
  readonly opened: Opened;
  readonly rules: RuleSet;
  readonly policy: Policy;
};

/** What of this command line and environment says where config and home are. */
export function requestOf({ io, globals }: Context): Request {
  return { config: globals.config, home: globals.home, env: io.env, cwd: io.cwd, userHome: io.userHome };
}

/**
 * Finds, reads and checks the config. A person is at the other end: what a running proxy would bridge with its last
 * good state is said here.
 * @throws OktsecError the first problem of config or rule files
 */
export async function openConfig(context: Context): Promise<Opened> {
  const request = requestOf(context);
  const fast = openFast(request);
  const opened = fast ?? (await (await import('./files/compile-snapshot.ts')).open(request));
  const problem = opened.problems[0];
  if (problem !== undefined) throw problem;
  if (opened.place.hint !== undefined) hint(context, opened.place.hint);
  return opened;
}

/**
 * The same for what no fault in a config may keep from being done: the last good state, else the defaults in the home that the
 * config names. Says the fault on stderr.
 * @throws OktsecError where not even the home is safely ours
 */
export async function openInNeed(context: Context): Promise<Snapshot> {
  const request = requestOf(context);
  const warn = ({ message }: OktsecError) => context.io.stderr.write(`oktsec: warning: ${shown(message)}\n`);
  try {
    const { snapshot, problems } =
      openFast(request) ?? (await (await import('./files/compile-snapshot.ts')).open(request));
    problems.forEach(warn);
    return snapshot;
  } catch (error) {
    if (!(error instanceof OktsecError)) throw error;
    const place = findConfig(request);
    if (place.path === undefined) throw error;
    warn(error);
    return builtIn(likelyHome(textOr(place.path, ''), place, request.userHome));
  }
}

function textOr(path: string, otherwise: string): string {
  try {
    return readConfig(path);
  } catch {
    return otherwise;
  }
}

/** Config, rules and policy, as `openConfig` finds them. @throws OktsecError */
export async function openApp(context: Context): Promise<App> {
  return appOf(context, await openConfig(context));
}

/** The same of a config that is open. */
export function appOf({ globals }: Context, opened: Opened): App {
  const rules = rulesOf(opened.snapshot);
  return { opened, rules, policy: makePolicy(opened.snapshot.config, rules, { mode: globals.mode }) };
}

/** Where the agents' keys are: `identity.keys_dir`, else `keys` in the home. */
export function keysDirOf({ home, config }: Snapshot): string {
  return config.identity.keysDir ?? join(home, 'keys');
}

/**
 * The log. Looking at one that does not exist yet finds it empty and makes nothing.
 * @throws OktsecError `store_*`
 */
export async function openLog(
  { io }: Context,
  { home, config }: Snapshot,
  options: { readonly waitMillis?: number } = {},
): Promise<Store> {
  const { openStore } = await import('./store/sqlite.ts');
  const { checkpointRows, checkpointSeconds } = config.audit;
  const warn = (line: string) => io.stderr.write(`oktsec: warning: ${shown(line)}\n`);
  return openStore(home, { now: io.now, checkpointRows, checkpointSeconds, warn, ...options });
}

/** The config's hash before and after an edit, shortened for a row; `none` where no file stood. */
type Change = { readonly path: string; readonly before: string; readonly after: string };

export type ChangeOptions = {
  readonly edit: (text: string) => string;
  /** Writes the row about it. When it throws, the config is put back: nothing is loosened without a row. */
  readonly record: (change: Change) => void;
};

/**
 * Edits the config file, or makes `HOME/oktsec.yaml` where none stands, and compiles the snapshot for the others. What
 * comes out must be a config without a fault, or nothing is written.
 * @returns the path, and whether anything was to be changed
 * @throws OktsecError, with the config as it was
 */
export async function changeConfig(
  context: Context,
  app: App,
  { edit, record }: ChangeOptions,
): Promise<{ readonly path: string; readonly changed: boolean }> {
  const { snapshot } = app.opened;
  const path = snapshot.path ?? join(snapshot.home, 'oktsec.yaml');
  const before = snapshot.path === undefined ? 'version: "1"\n' : snapshot.source;
  const after = edit(before);
  if (after === before) return { path, changed: false };
  const { parseConfig } = await import('./config/parse.ts');
  parseConfig(after, path, app.rules);
  if (snapshot.path === undefined) ensureHome(snapshot.home);
  if (snapshot.path === undefined ? existsSync(path) : readConfig(path) !== before) {
    throw new OktsecError('changed', `${path} was changed meanwhile, nothing was written`, {
      hint: 'run the same command again',
    });
  }
  try {
    const hash = await putConfig(context, app, path, after);
    record({ path, before: short(snapshot.hash), after: short(hash) });
  } catch (error) {
    // What could not be written in the first place needs no taking back, and its own error is the one to show.
    if (snapshot.path !== undefined) await putConfig(context, app, path, before);
    else if (existsSync(path)) unlinkSync(path);
    throw error;
  }
  return { path, changed: true };
}

/** @returns the hash of what stands then */
async function putConfig(context: Context, { opened }: App, path: string, text: string): Promise<string> {
  writeConfig(path, text);
  // The person who makes this change had accepted the file as it was, so what was written now is accepted, and nothing else.
  if (opened.place.from === 'cwd') trustFile(opened.place.home, path, Buffer.from(text));
  const { open } = await import('./files/compile-snapshot.ts');
  const { snapshot, problems } = await open(requestOf(context));
  if (problems[0] !== undefined) throw problems[0];
  return snapshot.hash;
}

function short(hash: string): string {
  return hash === '' ? 'none' : hash.slice(0, 12);
}

function writeConfig(path: string, text: string): void {
  try {
    replaceFile(path, text);
  } catch (cause) {
    throw new OktsecError('config', `${path} cannot be written: ${reason(cause)}`, { cause });
  }
}

/** One line of advice on stderr, unless asked to be quiet. */
function hint({ io, globals }: Context, text: string): void {
  if (!globals.quiet) io.stderr.write(`oktsec: hint: ${shown(text)}\n`);
}
