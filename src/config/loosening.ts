import { bare } from '../message/json/keys.ts';
import type { Config } from './config.ts';
import { leaves, type Spelled, spelled } from './spelled.ts';
import { parseBytes, parseRate, parseSeconds } from './units.ts';

/** One value that is another one now, by its dotted path in the file. */
export type Change = {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly loosens: boolean;
};

/**
 * What differs between two configs, in effect and not in spelling. A change loosens unless it is known to tighten or to
 * decide nothing: in doubt a person is asked.
 */
export function changesBetween(before: Config, after: Config): Change[] {
  const old = flat(before);
  const now = flat(after);
  return [...new Map([...old, ...now])].flatMap(([key, { path }]): Change[] => {
    const [was, is] = [old.get(key)?.value, now.get(key)?.value];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    const loosens = respells(old, path) || !isHarmless(nameless(path), was ?? allowedBy(old, path), is);
    return [{ path: path.join('.'), before: was, after: is, loosens }];
  });
}

/** The dotted paths by which the second config is looser than the first. */
export function looserIn(before: Config, after: Config): string[] {
  return changesBetween(before, after).flatMap(({ path, loosens }) => (loosens ? [path] : []));
}

type Leaf = { readonly path: readonly string[]; readonly value: unknown };

/** By a key that no choice of names can give to another leaf: names may hold dots. */
function flat(config: Config): Map<string, Leaf> {
  const tree = spelled(config);
  const found = leaves(tree).filter(({ path }) => !isOfSchema(path));
  return new Map([...found, ...schemas(tree)].map((leaf) => [JSON.stringify(leaf.path), leaf]));
}

/** `agents`, an agent, `tools`, `each`, a tool, `schema`. */
const SCHEMA_AT = 5;
const isOfSchema = (path: readonly string[]) => path[0] === 'agents' && path[SCHEMA_AT] === 'schema';

/** What stood for a list of allowed tools where there was none: under `default: deny` no tool, and any list lets more through. */
function allowedBy(old: ReadonlyMap<string, Leaf>, path: readonly string[]): readonly string[] | undefined {
  if (path[0] !== 'agents' || path.length !== 4 || path[3] !== 'allow') return undefined;
  return old.get(JSON.stringify([...path.slice(0, 3), 'default']))?.value === 'deny' ? [] : undefined;
}

/**
 * Whether it is about a tool or an argument that had no word of its own, only that of another spelling of its name: what binds
 * that one no longer binds it then, so that a bound of a million would open what none opened.
 */
function respells(old: ReadonlyMap<string, Leaf>, path: readonly string[]): boolean {
  return SPELLED_AT.some((at) => {
    const name = path[at];
    if (path[0] !== 'agents' || name === undefined) return false;
    const beside = [...old.values()].filter((leaf) => path.slice(0, at).every((step, n) => leaf.path[n] === step));
    const names = beside.flatMap((leaf) => leaf.path[at] ?? []);
    return !names.includes(name) && names.some((other) => bare(other).trim() === bare(name).trim());
  });
}

/** As wholes: an empty schema of a member has no leaf, and lets anything through. */
function schemas({ agents }: Spelled): Leaf[] {
  return membersOf(agents).flatMap(([agent, settings]) =>
    membersOf(membersIn(settings, 'tools', 'each')).flatMap(([tool, { schema }]) =>
      schema === undefined ? [] : [{ path: ['agents', agent, 'tools', 'each', tool, 'schema'], value: schema }],
    ),
  );
}

function membersOf(value: unknown): [string, Spelled][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function membersIn(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inner, key) => new Map<string, unknown>(membersOf(inner)).get(key), value);
}

/** Where names of agents and tools stand in a path, and behind `args` those of arguments. */
const NAMES_AT = [1, 4];
const ARGUMENT_AT = 6;
/** Those that a careless server may read in another spelling. */
const SPELLED_AT = [4, ARGUMENT_AT];

/** A dotted path with the names left out: none may be taken for a word of the config. */
function nameless(path: readonly string[]): string {
  if (path[0] !== 'agents') return path.join('.');
  const isName = (at: number) => NAMES_AT.includes(at) || (at === ARGUMENT_AT && path[at - 1] === 'args');
  return path.map((key, at) => (isName(at) ? '*' : key)).join('.');
}

type Test = (before: unknown, after: unknown) => boolean;

const always: Test = () => true;
const to =
  (value: unknown): Test =>
  (_, after) =>
    after === value;
const less: Test = (before, after) => amount(after) < amount(before);
const more: Test = (before, after) => amount(after) > amount(before);
/** A bound where there was none, or one that lets through less. */
const bound =
  (tighter: Test): Test =>
  (before, after) =>
    after !== undefined && (before === undefined || tighter(before, after));
const never: Test = () => false;
/** No more calls, in no shorter time. */
const slower: Test = (before, after) => {
  const [was, is] = [before, after].map((rate) => parseRate(String(rate)));
  return was !== undefined && is !== undefined && is.count <= was.count && is.seconds >= was.seconds;
};
/** Absent lists of what is forbidden are empty. */
const grows: Test = (before, after) => listOf(before).every((one) => listOf(after).includes(one));
const shrinks: Test = (before, after) => listOf(after).every((one) => listOf(before).includes(one));

/** What tightens or decides nothing, by the end of the path. What an agent without an entry has is no change either. */
const HARMLESS: readonly (readonly [end: RegExp, test: Test])[] = [
  [/(?:^|\.)mode$/, to('enforce')],
  [/\.suspended$/, (before, after) => after === true || (before === undefined && after === false)],
  [/^agents\..*\.(?:description|server)$/, always],
  [/^agents\..*\.tags$/, (before) => before === undefined],
  [/\.blocked_content$/, grows],
  [/\.tools\.default$/, (before, after) => after === 'deny' || (before === undefined && after === 'allow')],
  [/\.tools\.allow$/, bound(shrinks)],
  [/\.tools\.read_only$/, (before, after) => after === true || (before === undefined && after === false)],
  [/\.(?:restore|restore_results)$/, (_, after) => after !== true],
  [/\.tools\.deny$/, grows],
  [/\.exempt$/, shrinks],
  [/\.each\.\*\.rate$/, bound(slower)],
  [/\.each\.\*\.schema$/, bound(never)],
  [/\.args\.\*\.(?:roots|hosts)$/, bound(shrinks)],
  [/\.args\.\*\.(?:max_length|maximum)$/, bound(less)],
  [/\.args\.\*\.minimum$/, bound(more)],
  [/\.args\.\*\.pattern$/, bound(never)],
  [/\.spend\.limit$/, bound(less)],
  [/\.spend\.window$/, bound(more)],
  [/\.spend\.cost$/, (before) => before === undefined],
  [/^quarantine\.enabled$/, to(false)],
  [/^quarantine\.expiry_hours$/, always],
  [/^quarantine\.retention_days$/, (_, after) => after === 0],
  [/^quarantine\.retention_days$/, (before, after) => before !== 0 && more(before, after)],
  [/^quarantine\.approval_ttl$/, less],
  [/^masking\.expiry$/, less],
  [/^flows\.(?:enabled|enforce)$/, to(true)],
  [/^flows\.expiry$/, more],
  [
    /^quarantine\.ask_in_client$/,
    (before, after) => after === false || (Array.isArray(after) && shrinks(before, after)),
  ],
  [/^quarantine\.ask_timeout$/, always],
  [/^audit\.durability$/, to('full')],
  [/^audit\.checkpoint_(?:rows|seconds)$/, less],
  [/^limits\.max_(?:frame|depth|body)$/, less],
  [/^limits\.rate_per_(?:address|agent)$/, slower],
  [/^server\.(?:port|log_level)$/, always],
  [/^server\.hosts$/, shrinks],
  [/^identity\.require_signature$/, to(true)],
  [/^identity\.(?:max_age|max_ahead|grace)$/, less],
  [/^identity\.formats$/, shrinks],
  [/^default_policy$/, to('deny')],
  [/^mcp\.review$/, to(false)],
  [/^version$/, always],
  [/^rules$/, tightensRules],
];

function isHarmless(path: string, before: unknown, after: unknown): boolean {
  return HARMLESS.some(([end, test]) => end.test(path) && test(before, after));
}

/** Entries that ignore go, entries that block come: whatever else stands is as strict as either was, or looser than both. */
function tightensRules(before: unknown, after: unknown): boolean {
  const [old, now] = [listOf(before), listOf(after)].map((list) => list.map((entry) => JSON.stringify(entry)));
  const gone = without(old ?? [], now ?? []);
  const come = without(now ?? [], old ?? []);
  const says = (entries: readonly string[], action: string) =>
    entries.every((entry) => {
      const { action: said, severity } = JSON.parse(entry) as { action?: string; severity?: string };
      return said === action && severity === undefined;
    });
  return says(gone, 'ignore') && says(come, 'block');
}

/** What one list has more of than the other, each as often as it has it more. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const left = [...other];
  return list.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function amount(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? (parseSeconds(value) ?? parseBytes(value) ?? Number.NaN) : Number.NaN;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
