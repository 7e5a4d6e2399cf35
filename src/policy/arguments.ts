import { readUrl } from './hosts.ts';
import { isInside, unsafePath } from './paths.ts';
import { folded, INHERITED } from './spelled.ts';

/** What one argument of a tool must be. Absent bounds restrict nothing; an empty list lets nothing through. */
export type ArgumentBounds = {
  /** Its name, or the way to it: `filter/path`; `*` is each item of a list. */
  readonly at: string;
  /** Folders it must lie in, by its real path. */
  readonly roots?: readonly string[] | undefined;
  /** Hosts its URL must have; `*.example.com` is every host under it. */
  readonly hosts?: readonly string[] | undefined;
  /** The whole text must match. */
  readonly pattern?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  /** Placeholders in it become what they stand for: see `guard/masking/restore.ts`. */
  readonly restore?: boolean | undefined;
};

/** What the surface finds out first: where a path really leads, or undefined when that cannot be said. */
export type RealPaths = ReadonlyMap<string, string | undefined>;

const MAX_TEXT = 65_536;

/** The texts among the arguments whose real path must be known, and the folders they are held against. */
export function pathsAmong(bounds: readonly ArgumentBounds[], args: unknown): string[] {
  return bounds.flatMap(({ at, roots }) => {
    if (roots === undefined) return [];
    const texts = valuesAt(args, at, bounds).filter((value): value is string => typeof value === 'string');
    return [...texts, ...roots];
  });
}

/**
 * Why these arguments may not go on; undefined when they may. Something other than a text where a path or a URL is
 * bounded is refused: doubt refuses.
 */
export function refusedArgument(bounds: readonly ArgumentBounds[], args: unknown, real: RealPaths): string | undefined {
  for (const bound of bounds) {
    for (const value of valuesAt(args, bound.at, bounds)) {
      const why = refusedValue(bound, value, real);
      if (why !== undefined) return `argument "${bound.at}" ${why}`;
    }
  }
  return undefined;
}

function refusedValue(bound: ArgumentBounds, value: unknown, real: RealPaths): string | undefined {
  const { minimum, maximum, roots, hosts, pattern, maxLength } = bound;
  if (minimum !== undefined || maximum !== undefined) {
    if (typeof value !== 'number') return 'is no number';
    if (minimum !== undefined && !(value >= minimum)) return `is below ${minimum}`;
    if (maximum !== undefined && !(value <= maximum)) return `is above ${maximum}`;
  }
  if (roots === undefined && hosts === undefined && pattern === undefined && maxLength === undefined) return undefined;
  if (typeof value !== 'string') return 'is no text';
  if (value.length > (maxLength ?? MAX_TEXT)) return `is longer than ${maxLength ?? MAX_TEXT} characters`;
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'u').test(value)) return 'does not match its pattern';
  if (roots !== undefined) {
    const unsafe = unsafePath(value);
    if (unsafe !== undefined) return unsafe;
    const path = real.get(value);
    if (path === undefined) return 'leads nowhere that can be looked up';
    if (!roots.some((root) => isInside(path, real.get(root) ?? root))) return 'leads outside of its folders';
  }
  if (hosts !== undefined) {
    const host = readUrl(value);
    if (host === undefined) return 'is no URL';
    if (!hosts.some((allowed) => hostFits(host, allowed.toLowerCase())))
      return `names a host that is not allowed: ${host}`;
  }
  return undefined;
}

function hostFits(host: string, allowed: string): boolean {
  return allowed.startsWith('*.')
    ? host.endsWith(allowed.slice(1)) && host.length > allowed.length - 1
    : host === allowed;
}

/**
 * Every value at this way; none where the way leads nowhere. A member whose name differs in case, width or invisible characters
 * alone is one too: many servers read `Path` as `path`, and the last of the two counts. Not where a bound names that very member.
 * So is what stands in a member `__proto__`: a server that copies its arguments (`Object.assign`) reads it where they have none.
 */
export function valuesAt(args: unknown, at: string, bounds: readonly Pick<ArgumentBounds, 'at'>[] = []): unknown[] {
  const named = (way: string) => bounds.some((one) => one.at === way || one.at.startsWith(`${way}/`));
  return found(args, at.split('/'), '', named);
}

function found(value: unknown, steps: readonly string[], way: string, named: (way: string) => boolean): unknown[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [value];
  if (step === '*') {
    // A server that takes a list often takes one thing in its place as well: bounded like the only item of one.
    const items = Array.isArray(value) ? value : value === null ? [] : [value];
    return items.flatMap((item) => found(item, rest, `${way}*/`, named));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const name = folded(step);
  return Object.entries(value).flatMap(([key, member]) => {
    if (key === INHERITED && key !== step) return found(member, steps, way, named);
    if (key === step) return found(member, rest, `${way}${key}/`, named);
    return folded(key) !== name || named(way + key) ? [] : found(member, rest, `${way}${key}/`, named);
  });
}
