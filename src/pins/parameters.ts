import { hostsIn, sensitiveIn } from './places.ts';
import { wordsOf } from './words.ts';

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

/** The parameters of a JSON Schema, nested ones by their path (`filter/path`), to a fixed depth. */
export function parametersOf(schema: unknown): Map<string, Parameter> {
  const found = new Map<string, Parameter>();
  walk(schema, '', true, found, 0);
  return found;
}

const BOUNDS = [
  'type',
  'enum',
  'const',
  'pattern',
  'format',
  'maxLength',
  'maximum',
  'maxItems',
  'additionalProperties',
];
const MAX_DEPTH = 8;

function walk(node: unknown, path: string, required: boolean, found: Map<string, Parameter>, depth: number): void {
  const schema = record(node);
  if (schema === undefined || depth > MAX_DEPTH) return;
  const bounds = new Map(BOUNDS.filter((name) => schema[name] !== undefined).map((name) => [name, schema[name]]));
  found.set(path, { path, reach: reachOf(path, schema), required, bounds, fallback: schema.default });
  const names = Array.isArray(schema.required) ? schema.required : [];
  for (const [name, child] of Object.entries(record(schema.properties) ?? {})) {
    walk(child, `${path}/${name}`, names.includes(name), found, depth + 1);
  }
  if (schema.items !== undefined) walk(schema.items, `${path}/*`, false, found, depth + 1);
  for (const many of ['anyOf', 'oneOf', 'allOf']) {
    const choices = schema[many];
    if (!Array.isArray(choices)) continue;
    for (const choice of choices) {
      const inner = record(choice);
      if (inner?.properties !== undefined || inner?.items !== undefined)
        walk(choice, `${path}`, required, found, depth + 1);
    }
  }
}

/** By the words of its own name first: a description may speak of paths without being one. */
function reachOf(path: string, schema: Record<string, unknown>): Reach | undefined {
  const name = path.split('/').findLast((step) => step !== '*' && step !== '') ?? '';
  const single = wordsOf(name);
  const words = [...single, ...single.map((word, at) => `${word}${single[at + 1] ?? ''}`)];
  // A number, a flag or one of a few words reaches nothing, whatever it is called.
  if (schema.enum !== undefined || SMALL.has(schema.type)) return undefined;
  for (const [reach, nouns] of REACH) if (words.some((word) => nouns.has(word))) return reach;
  if (schema.format === 'uri' || schema.format === 'hostname') return 'host';
  if (schema.format === 'email') return 'recipient';
  return undefined;
}

const SMALL = new Set<unknown>(['number', 'integer', 'boolean', 'null']);

const REACH: readonly (readonly [Reach, ReadonlySet<string>])[] = [
  [
    'secret',
    new Set(
      'token secret password passwd passphrase credential credentials apikey auth authorization bearer cookie cookies env environ pem'.split(
        ' ',
      ),
    ),
  ],
  [
    'code',
    new Set(
      'command cmd script code shell exec eval expression sql program binary executable javascript python function hook'.split(
        ' ',
      ),
    ),
  ],
  [
    'host',
    new Set(
      'url urls uri host hostname endpoint webhook callback domain proxy server origin href link redirect'.split(' '),
    ),
  ],
  [
    'path',
    new Set('path paths file files filename filepath dir directory directories folder cwd workdir root'.split(' ')),
  ],
  ['recipient', new Set('recipient recipients to cc bcc email address phone'.split(' '))],
  ['context', new Set('context conversation history transcript sidenote notes metadata telemetry'.split(' '))],
];

/** A value filled in when the caller gives none: what it names is as good as what a caller would have named. */
export function reachesOut(value: unknown): boolean {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return (
    hostsIn(text).size > 0 || sensitiveIn(text).size > 0 || /^(?:\/|~|[a-z]:\\|\.\.)/i.test(text.replace(/^"/, ''))
  );
}

export function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
