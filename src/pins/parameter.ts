/** What a parameter can reach, when it says so. */
export type Reach = 'path' | 'host' | 'secret' | 'code' | 'recipient' | 'context';

export type Parameter = {
  readonly path: string;
  readonly reach: Reach | undefined;
  readonly required: boolean;
  /** What a value must be, by JSON Schema keyword. */
  readonly bounds: ReadonlyMap<string, unknown>;
  readonly fallback: unknown;
};

type Bounds = Parameter['bounds'];

/** More choices bound nothing, and to join them again and again would take long. */
const MOST_CHOICES = 1000;

/** What can be handed over where either of two schemas may hold: what one of them takes is taken. */
export function either(one: Parameter, other: Parameter): Parameter {
  return {
    path: one.path,
    reach: one.reach ?? other.reach,
    required: one.required && other.required,
    bounds: eitherBounds(one.bounds, other.bounds),
    fallback: one.fallback ?? other.fallback,
  };
}

function eitherBounds(one: Bounds, other: Bounds): Bounds {
  const bounds = new Map([...one].filter(([name, value]) => !LISTED.has(name) && same(value, other.get(name))));
  if (one.has('type') && other.has('type')) bounds.set('type', union(one.get('type'), other.get('type')));
  if ([one, other].some((each) => each.get('additionalProperties') === true)) bounds.set('additionalProperties', true);
  for (const [name, value] of eitherListed(one, other)) bounds.set(name, value);
  return bounds;
}

const LISTED: ReadonlySet<string> = new Set(['enum', 'const', 'pattern']);

/** One of the choices of both, or what a pattern of either takes; nothing where one of them lists nothing. */
function eitherListed(one: Bounds, other: Bounds): [string, unknown][] {
  const both = [one, other];
  if (!both.every((bounds) => [...LISTED].some((name) => bounds.has(name)))) return [];
  if (one.has('const') && same(one.get('const'), other.get('const'))) return [['const', one.get('const')]];
  const choices = both.flatMap((bounds) => [
    bounds.get('enum') ?? [],
    bounds.has('const') ? [bounds.get('const')] : [],
  ]);
  const [constants, patterns] = [union(...choices), union(one.get('pattern') ?? [], other.get('pattern') ?? [])];
  if (constants.length + patterns.length > MOST_CHOICES) return [];
  return [
    ...(constants.length > 0 ? [['enum', constants] as [string, unknown]] : []),
    ...(patterns.length > 0 ? [['pattern', patterns.join('|')] as [string, unknown]] : []),
  ];
}

function union(...values: readonly unknown[]): unknown[] {
  return [...new Set(values.flat())];
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
