import { join } from 'node:path';
import type { Context } from './command.ts';
import { OktsecError } from './errors.ts';
import { builtIn, type Opened, openFast, readConfig, type Snapshot } from './files/config/config-file.ts';
import { findConfig, likelyHome, type Place, type Request } from './files/config/find-config.ts';
import { rulesOf } from './files/config/rule-packs.ts';
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
  const opened = fast ?? (await (await import('./files/config/compile-snapshot.ts')).open(request));
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
      openFast(request) ?? (await (await import('./files/config/compile-snapshot.ts')).open(request));
    problems.forEach(warn);
    return snapshot;
  } catch (error) {
    if (!(error instanceof OktsecError)) throw error;
    const place = findConfig(request);
    if (place.path === undefined) throw error;
    warn(error);
    return builtIn(homeInNeed(request, place));
  }
}

/** The home that a config names whatever else is wrong in it. */
export function homeInNeed({ userHome }: Request, place: Place): string {
  return place.path === undefined ? place.home : likelyHome(textOr(place.path, ''), place, userHome);
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

/** One line of advice on stderr, unless asked to be quiet. */
function hint({ io, globals }: Context, text: string): void {
  if (!globals.quiet) io.stderr.write(`oktsec: hint: ${shown(text)}\n`);
}
