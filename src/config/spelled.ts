import type { Shape } from '../policy/shape.ts';
import type { Config, Rate } from './config.ts';
import { KEYS } from './schema.ts';
import { spelledShape } from './shape-schema.ts';
import { formatRate, formatTime } from './units.ts';

/** A config in the words of its file, every default filled in: plain data, in the order of the schema. */
export type Spelled = { readonly [key: string]: unknown };

export function spelled(config: Config): Spelled {
  const { agents, rulesDirs, ...rest } = config;
  const tree: Record<string, unknown> = {
    ...tableOf(rest, ''),
    rules_dir: rulesDirs,
    agents: named(agents, 'name', 'agents'),
  };
  const order = KEYS.get('') ?? [];
  const sorted = order.filter((key) => tree[key] !== undefined).map((key) => [key, tree[key]]);
  return { version: '1', ...Object.fromEntries(sorted) };
}

/** Every leaf (a word, a number, a list) with the keys that lead to it; names of agents and tools are one key each. */
export function leaves(
  tree: unknown,
  path: readonly string[] = [],
): { readonly path: readonly string[]; readonly value: unknown }[] {
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) return [{ path, value: tree }];
  return Object.entries(tree).flatMap(([key, value]) => leaves(value, [...path, key]));
}

/** The keys in a dotted path, where a name may hold dots itself: the longest key that stands there counts. */
export function keysIn(tree: unknown, dotted: string): readonly string[] | undefined {
  if (dotted === '') return [];
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) return undefined;
  const fitting = Object.keys(tree).filter((key) => dotted === key || dotted.startsWith(`${key}.`));
  for (const key of fitting.sort((a, b) => b.length - a.length)) {
    const rest = keysIn((tree as Record<string, unknown>)[key], dotted.slice(key.length + 1));
    if (rest !== undefined) return [key, ...rest];
  }
  return undefined;
}

function tableOf(value: object, pattern: string): object {
  const known = new Set(KEYS.get(pattern) ?? []);
  const pairs = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    if (inner === undefined) return [];
    const [key, unit] = keyFor(name, known);
    return [[key, spell(inner, unit, pattern === '' ? key : `${pattern}.${key}`)]];
  });
  return Object.fromEntries(pairs);
}

/** `maxAgeSeconds` is `max_age: 5m` in the file, `checkpointSeconds` is `checkpoint_seconds: 60`. */
function keyFor(name: string, known: ReadonlySet<string>): readonly [key: string, unit: string | undefined] {
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  if (snake === 'max_bytes' && known.has(snake)) return [snake, 'bytes'];
  if (known.has(snake)) return [snake, undefined];
  const [, stem = snake, unit] = /^(.*)_(seconds|bytes)$/.exec(snake) ?? [];
  return [stem, unit];
}

function spell(value: unknown, unit: string | undefined, pattern: string): unknown {
  if (unit === 'seconds' && typeof value === 'number') return sayLargest(value, SECONDS);
  if (unit === 'bytes' && typeof value === 'number') return sayLargest(value, BYTES);
  if (pattern.endsWith('.expires') && typeof value === 'number') return formatTime(value);
  if (Array.isArray(value)) {
    const [first] = value;
    if (pattern.endsWith('.each')) return named(value, 'tool', pattern);
    if (pattern.endsWith('.args')) return named(value, 'at', pattern);
    if (pattern.endsWith('.headers')) return Object.fromEntries(value.map(({ name, value: text }) => [name, text]));
    if (typeof first !== 'object') return value;
    return value.map((one) => tableOf(one, `${pattern}.*`));
  }
  if (typeof value !== 'object' || value === null) return value;
  if (pattern.endsWith('.each.*.schema')) return spelledShape(value as Shape);
  if (isRate(value)) return formatRate(value);
  return tableOf(value, pattern);
}

/** A list whose members carry their names, as the mapping by name that it is in the file. Names are left as they are. */
function named(list: readonly object[], member: string, pattern: string): object {
  return Object.fromEntries(
    list.map((one) => {
      const { [member]: name, ...rest } = one as Record<string, unknown>;
      return [String(name), tableOf(rest, `${pattern}.*`)];
    }),
  );
}

const SECONDS = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'm'],
  [1, 's'],
] as const;
const BYTES = [
  [1024 ** 2, 'MiB'],
  [1024, 'KiB'],
  [1, 'B'],
] as const;

function sayLargest(value: number, units: readonly (readonly [size: number, name: string])[]): string {
  const fit = units.find(([size]) => value !== 0 && value % size === 0) ?? units.at(-1);
  return `${value / (fit?.[0] ?? 1)}${fit?.[1] ?? ''}`;
}

function isRate(value: object): value is Rate {
  return 'count' in value && 'seconds' in value;
}
