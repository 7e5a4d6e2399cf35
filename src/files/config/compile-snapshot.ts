import { createHash } from 'node:crypto';
import { readdirSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config, ToolsConfig } from '../../config/config.ts';
import type { Known } from '../../config/known.ts';
import { looserIn } from '../../config/loosening.ts';
import { checkConfig } from '../../config/parse.ts';
import { OktsecError } from '../../errors.ts';
import { makeFolder } from '../../machine/make-folder.ts';
import type { ArgumentBounds } from '../../policy/arguments.ts';
import type { Mode } from '../../policy/decisions.ts';
import { configBuild } from '../../version.ts';
import { replaceFile } from '../atomic.ts';
import { checkHome, ensureHome } from '../home.ts';
import {
  builtIn,
  FORMAT,
  keyOf,
  type Opened,
  packFiles,
  readConfig,
  readSnapshot,
  type Snapshot,
  snapshotPath,
} from './config-file.ts';
import { absolutePath, findConfig, likelyHome, type Place, type Request } from './find-config.ts';
import { compilePacks, loadBundled } from './rule-packs.ts';

export type OpenOptions = {
  /** `--mode` of this run. */
  readonly mode?: Mode | undefined;
  /** What runs now, at a reload: it goes on where what is on disk is bad. */
  readonly running?: Snapshot | undefined;
};

/**
 * Reads, checks and compiles config and rules, and leaves the snapshot in the cache for the others. Loads the YAML
 * parser: import this module only where `openFast` gave nothing.
 *
 * A bad config: what runs goes on, else the last good snapshot stands in, each with a problem; without either it
 * throws. Broken rule files: what runs goes on; at a start the bundled rules stand in where nothing enforces, and it
 * throws where something does.
 * @throws OktsecError `config`, `home`, or one of the rules
 */
export async function open(request: Request, options: OpenOptions = {}): Promise<Opened> {
  const place = findConfig(request);
  if (place.path === undefined) return { snapshot: builtIn(place.home), place, problems: [] };
  const source = readConfig(place.path);
  const shape = checkConfig(source, place.path, ANY_RULE);
  if (shape.config === undefined) return fallBack(request, place, source, shape.problems, options.running);
  const config = resolvePaths(shape.config, place.path, request.userHome);
  const home = (place.homeIsFixed ? undefined : config.home) ?? place.home;
  checkHome(home);
  let packs: Awaited<ReturnType<typeof compilePacks>> | undefined;
  try {
    packs = config.rulesDirs.length === 0 ? undefined : await compilePacks(config.rulesDirs);
  } catch (error) {
    if (!(error instanceof OktsecError)) throw error;
    if (options.running) return { snapshot: options.running, place, problems: [error] };
    if (mayEnforce(config, options.mode)) throw error;
    const bundled: Snapshot = { ...fresh(place.path, source, config, home), hash: hashOf(source) };
    return { snapshot: bundled, place, problems: [error] };
  }
  const ids = new Set([...loadBundled().rules.keys(), ...(packs?.rules.map(({ id }) => id) ?? [])]);
  const { problems } = checkConfig(source, place.path, { rules: ids });
  if (problems.length > 0) return fallBack(request, place, source, problems, options.running);
  const hash = hashOf(source, packs?.table);
  const snapshot: Snapshot = {
    ...fresh(place.path, source, config, home),
    hash,
    looser: looserThan(options.running ?? readSnapshot(home, place.path), hash, config),
    ...(packs ? { packs: packFiles(packs.files), table: tablePath(home, place.path, packs.table) } : {}),
  };
  if (store(snapshot, place.path, packs?.table) || !packs) return { snapshot, place, problems: [] };
  return { snapshot: { ...snapshot, table: undefined, unstored: packs.table }, place, problems: [] };
}

/**
 * Every problem of a config and its rule files, for `oktsec verify`; nothing is written.
 * @throws OktsecError when it cannot be read at all
 */
export async function verifyConfig(
  request: Request,
): Promise<{ readonly place: Place; readonly problems: readonly OktsecError[] }> {
  const place = findConfig(request);
  if (place.path === undefined) return { place, problems: [] };
  const source = readConfig(place.path);
  const shape = checkConfig(source, place.path, ANY_RULE);
  if (shape.config === undefined) return { place, problems: shape.problems };
  const { rulesDirs } = resolvePaths(shape.config, place.path, request.userHome);
  const ids = new Set<string>(loadBundled().rules.keys());
  const problems: OktsecError[] = [];
  try {
    for (const { id } of rulesDirs.length === 0 ? [] : (await compilePacks(rulesDirs)).rules) ids.add(id);
  } catch (error) {
    if (!(error instanceof OktsecError)) throw error;
    problems.push(error);
  }
  // Which of the names are of rules is not known while a pack is broken.
  return { place, problems: problems.length > 0 ? problems : checkConfig(source, place.path, { rules: ids }).problems };
}

/** The config with absolute paths: what is relative is relative to the file. */
export function resolvePaths(config: Config, path: string, userHome: string): Config {
  const absolute = (written: string) => absolutePath(written, dirname(path), userHome);
  const home = config.home === undefined ? {} : { home: absolute(config.home) };
  const { keysDir } = config.identity;
  const identity = { ...config.identity, ...(keysDir === undefined ? {} : { keysDir: absolute(keysDir) }) };
  const sinks = config.sinks.map((sink) => (sink.type === 'file' ? { ...sink, path: absolute(sink.path) } : sink));
  const agents = config.agents.map((agent) => ({ ...agent, tools: toolPaths(agent.tools, absolute) }));
  return { ...config, ...home, agents, identity, sinks, rulesDirs: config.rulesDirs.map(absolute) };
}

function toolPaths(tools: ToolsConfig, absolute: (written: string) => string): ToolsConfig {
  const bounded = (bounds: ArgumentBounds): ArgumentBounds =>
    bounds.roots === undefined ? bounds : { ...bounds, roots: bounds.roots.map(absolute) };
  return {
    ...tools,
    each: tools.each.map((one) => (one.args === undefined ? one : { ...one, args: one.args.map(bounded) })),
  };
}

/** Whether anything may be enforced under this config, tools and agents included. */
function mayEnforce(config: Config, forced: Mode | undefined): boolean {
  if (forced) return forced === 'enforce';
  const modes = [
    config.mode,
    ...config.agents.flatMap(({ mode, tools }) => [mode, ...tools.each.map((one) => one.mode)]),
  ];
  return modes.includes('enforce');
}

/** Names of rules are looked at once the packs are read; before that any may exist. */
const ANY_RULE: Known = { rules: { has: () => true, keys: () => [] } };

function fallBack(
  request: Request,
  place: Place,
  source: string,
  problems: readonly OktsecError[],
  running: Snapshot | undefined,
): Opened {
  const lastGood = () => readSnapshot(likelyHome(source, place, request.userHome), place.path ?? '');
  const snapshot = running ?? lastGood() ?? readSnapshot(place.home, place.path ?? '');
  if (!snapshot) throw problems[0];
  return { snapshot, place, problems };
}

function fresh(path: string, source: string, config: Config, home: string) {
  return { format: FORMAT, version: configBuild(), path, source, config, home, packs: [] } as const;
}

/** In what it is looser than what stood before it, as far as that is known and of this build. */
export function looserThan(
  before: Pick<Snapshot, 'version' | 'hash' | 'config' | 'looser'> | undefined,
  hash: string,
  config: Config,
): readonly string[] | undefined {
  if (before?.version !== configBuild()) return undefined;
  return before.hash === hash ? before.looser : looserIn(before.config, config);
}

/** SHA-256, so that a row can name exactly which config and rules stood. */
function hashOf(source: string, table: Uint8Array = new Uint8Array()): string {
  return createHash('sha256').update(source).update('\0').update(table).digest('hex');
}

function tablePath(home: string, path: string, table: Uint8Array): string {
  const name = createHash('sha256').update(table).digest('hex').slice(0, 16);
  return join(home, 'cache', `rules-${keyOf(path)}-${name}.bin`);
}

/** Leaves the snapshot for the others. A home that cannot be written costs them time, and nobody anything else. */
function store(snapshot: Snapshot, path: string, table: Uint8Array | undefined): boolean {
  try {
    ensureHome(snapshot.home);
    const cache = join(snapshot.home, 'cache');
    makeFolder(cache);
    if (snapshot.table !== undefined && table) replaceFile(snapshot.table, table);
    replaceFile(snapshotPath(snapshot.home, path), JSON.stringify(snapshot));
    dropOldTables(cache, path, snapshot.table);
    return true;
  } catch {
    return false;
  }
}

/** Whoever is just about to read an older table finds it gone and compiles once more. */
function dropOldTables(cache: string, path: string, current: string | undefined): void {
  for (const name of readdirSync(cache)) {
    if (!name.startsWith(`rules-${keyOf(path)}-`) || join(cache, name) === current) continue;
    unlinkSync(join(cache, name));
  }
}
