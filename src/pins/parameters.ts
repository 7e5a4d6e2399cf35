import { stepsOf } from '../message/json/pointer.ts';
import { namesHeld } from './demands.ts';
import { either, type Parameter, type Reach } from './parameter.ts';
import { takesAnything } from './patterns.ts';
import { hostsIn, sensitiveIn } from './places.ts';
import { wordsOf } from './words.ts';

/** What a JSON Schema lets a caller hand over. */
export type Schema = {
  /** Nested ones by their path: `filter/path`, `*` for each item of a list. */
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** What it says of members that are not listed. Most say nothing of them, and mean nothing by it. */
  readonly others: 'taken' | 'refused' | 'unsaid';
  /** Everything was read; what is too large, too deep or said elsewhere may hide something. */
  readonly whole: boolean;
};

export function schemaOf(schema: unknown): Schema {
  const root = record(schema) ?? {};
  const walk: Walk = { found: new Map(), root, anchors: undefined, left: MOST_STEPS, whole: true };
  read(schema, '', true, walk, NO_REFS, 0);
  const { additionalProperties: more, patternProperties } = resolved(root, walk, NO_REFS)?.schema ?? root;
  const taken = more === true || record(more) !== undefined || record(patternProperties) !== undefined;
  const others = taken ? 'taken' : more === false ? 'refused' : 'unsaid';
  return { parameters: walk.found, others, whole: walk.whole };
}

/** The parameters of a JSON Schema, nested ones by their path. */
export function parametersOf(schema: unknown): ReadonlyMap<string, Parameter> {
  return schemaOf(schema).parameters;
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
const MAX_DEPTH = 32;
/** A schema whose references multiply ends here [rug pull by a schema nobody can read]. */
const MOST_STEPS = 20_000;
const NO_REFS: ReadonlySet<string> = new Set();

type Walk = {
  /** Of the schema that is read, and of each way to satisfy it apart. */
  found: Map<string, Parameter>;
  readonly root: Record<string, unknown>;
  /** What has a name of its own, looked for when a reference first asks for one. */
  anchors: ReadonlyMap<string, unknown> | undefined;
  left: number;
  whole: boolean;
};

function read(node: unknown, path: string, required: boolean, walk: Walk, refs: ReadonlySet<string>, depth: number) {
  if (walk.left < 0) return;
  // `true` takes anything, like a schema that says nothing.
  const at = resolved(node === true ? {} : record(node), walk, refs);
  if (at === undefined) return;
  const { schema } = at;
  const bounds = new Map(BOUNDS.flatMap((name) => (saysBound(schema, name) ? [[name, schema[name]] as const] : [])));
  for (const [name, bound] of boundsOfChoices(schema, walk, at.refs)) if (!bounds.has(name)) bounds.set(name, bound);
  const { default: fallback, description } = schema;
  const held = typeof description === 'string' && namesHeld(description);
  add(walk.found, { path, reach: reachOf(path, schema, bounds, held), required, bounds, fallback });
  inside(schema, path, required, walk, at.refs, depth);
}

/** Choices that are no list are passed over by whoever reads them. */
function saysBound(schema: Record<string, unknown>, name: string): boolean {
  return name === 'enum' ? Array.isArray(schema.enum) : schema[name] !== undefined;
}

/** Two of one path are two ways to hand over the same. */
function add(found: Map<string, Parameter>, parameter: Parameter): void {
  const other = found.get(parameter.path);
  found.set(parameter.path, other === undefined ? parameter : either(other, parameter));
}

/** Where a schema tells of items and of members that have no name, in every draft; of a list each place is one. */
const OF_MEMBERS = [
  'items',
  'prefixItems',
  'additionalItems',
  'unevaluatedItems',
  'contains',
  'additionalProperties',
  'unevaluatedProperties',
];

/** The parameters below one: by name, in lists, and by each way in which JSON Schema lets a value have them. */
function inside(
  schema: Record<string, unknown>,
  path: string,
  required: boolean,
  walk: Walk,
  refs: ReadonlySet<string>,
  depth: number,
): void {
  walk.left -= 1;
  if (depth > MAX_DEPTH || walk.left < 0) {
    walk.whole = false;
    return;
  }
  const names = new Set<unknown>(Array.isArray(schema.required) ? schema.required : []);
  for (const [name, child] of Object.entries(record(schema.properties) ?? {})) {
    read(child, `${path}/${name}`, names.has(name), walk, refs, depth + 1);
  }
  const anything = [
    ...OF_MEMBERS.flatMap((keyword) => schema[keyword]),
    ...Object.values(record(schema.patternProperties) ?? {}),
  ];
  for (const child of anything) if (record(child) !== undefined) read(child, `${path}/*`, false, walk, refs, depth + 1);
  const { found } = walk;
  const ways = new Map<string, Parameter>();
  for (const one of waysOf(schema)) {
    const inner = resolved(record(one), walk, refs);
    if (inner === undefined) continue;
    walk.found = new Map();
    inside(inner.schema, path, required, walk, inner.refs, depth + 1);
    for (const parameter of walk.found.values()) add(ways, parameter);
  }
  walk.found = found;
  // What the schema says itself holds in each way: none takes more, so none hides what there is [rug pull by an `if`].
  for (const [name, way] of ways) {
    const own = found.get(name);
    found.set(name, own === undefined ? way : { ...own, fallback: own.fallback ?? way.fallback });
  }
}

function waysOf(schema: Record<string, unknown>): unknown[] {
  const lists = ['anyOf', 'oneOf', 'allOf'].flatMap((many) => {
    const choices = schema[many];
    return Array.isArray(choices) ? (choices as unknown[]) : [];
  });
  const parts = ['if', 'then', 'else'].map((one) => schema[one]);
  const depending = [schema.dependentSchemas, schema.dependencies].flatMap((all) => Object.values(record(all) ?? {}));
  return [...lists, ...parts, ...depending];
}

/** One of some constants is what `enum` says in other words; one of some patterns is bounded like one pattern. */
function boundsOfChoices(schema: Record<string, unknown>, walk: Walk, refs: ReadonlySet<string>): [string, unknown][] {
  const list = schema.anyOf ?? schema.oneOf;
  if (!Array.isArray(list) || list.length === 0) return [];
  walk.left -= list.length;
  const choices = list
    .map((one: unknown) => resolved(record(one), walk, refs)?.schema ?? {})
    .filter(({ type }) => type !== 'null');
  const listed = choices.filter((one) => Array.isArray(one.enum) || one.const !== undefined);
  const rest = choices.filter((one) => !listed.includes(one));
  const types = [...new Set(choices.flatMap(({ type }) => type ?? []))];
  // A choice that names no type takes any.
  const named = types.length > 0 && rest.every((one) => one.type !== undefined);
  const type: [string, unknown][] = named ? [['type', types.length === 1 ? types[0] : types]] : [];
  const constants = choices.flatMap((one) => (Array.isArray(one.enum) ? (one.enum as unknown[]) : (one.const ?? [])));
  if (rest.length === 0) return [...type, ['enum', constants]];
  if (!rest.every(({ pattern }) => typeof pattern === 'string' && !takesAnything(pattern))) return type;
  return [...type, ['enum', constants], ['pattern', rest.map(({ pattern }) => String(pattern)).join('|')]];
}

/**
 * What a schema refers to within itself takes its place, with what stands beside the reference but no bounds: older drafts pass them
 * over. A circle ends it. What it refers to elsewhere, or by a name that nothing has, may be anything.
 */
function resolved(
  schema: Record<string, unknown> | undefined,
  walk: Walk,
  refs: ReadonlySet<string>,
): { readonly schema: Record<string, unknown>; readonly refs: ReadonlySet<string> } | undefined {
  const { $ref = schema?.$dynamicRef, ...beside } = schema ?? {};
  if (typeof $ref !== 'string') return schema && { schema, refs };
  if (refs.has($ref)) return undefined;
  const target = targetOf($ref, walk);
  if (target === undefined) walk.whole = false;
  const rest = Object.entries(beside).filter(([name]) => name !== '$dynamicRef' && !BOUNDS.includes(name));
  return resolved({ ...record(target), ...Object.fromEntries(rest) }, walk, new Set([...refs, $ref]));
}

function targetOf(ref: string, walk: Walk): unknown {
  const steps = ref.startsWith('#') ? stepsOf(decoded(ref.slice(1))) : undefined;
  if (steps !== undefined) return steps.reduce<unknown>((value, step) => childOf(value, step), walk.root);
  walk.anchors ??= anchorsIn(walk.root);
  return walk.anchors.get(ref);
}

/** By what a reference calls them: `#name` for an anchor, an `$id` as it is written. */
function anchorsIn(root: unknown): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const open = [root];
  for (let left = MOST_STEPS; left > 0 && open.length > 0; left -= 1) {
    const value = open.pop();
    const { $anchor, $dynamicAnchor, $id } = record(value) ?? {};
    for (const name of [$anchor, $dynamicAnchor]) if (typeof name === 'string') found.set(`#${name}`, value);
    if (typeof $id === 'string') found.set($id, value);
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) open.push(inner);
  }
  return found;
}

function childOf(value: unknown, step: string): unknown {
  if (Array.isArray(value)) return /^\d+$/.test(step) ? (value[Number(step)] as unknown) : undefined;
  const object = record(value);
  return object !== undefined && Object.hasOwn(object, step) ? object[step] : undefined;
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** By the words of its own name first: a description may speak of paths without being one. */
function reachOf(
  path: string,
  schema: Record<string, unknown>,
  bounds: Parameter['bounds'],
  held: boolean,
): Reach | undefined {
  const name = path.split('/').findLast((step) => step !== '*' && step !== '') ?? '';
  const single = wordsOf(name);
  const words = [...single, ...single.map((word, at) => `${word}${single[at + 1] ?? ''}`)];
  // A number, a flag or one of a few words reaches nothing, whatever it is called.
  if (bounds.has('enum') || bounds.has('const') || isSmall(bounds.get('type'))) return undefined;
  for (const [reach, nouns] of REACH) if (words.some((word) => nouns.has(word))) return reach;
  if (schema.format === 'uri' || schema.format === 'hostname') return 'host';
  if (schema.format === 'email') return 'recipient';
  return held ? 'context' : undefined;
}

function isSmall(type: unknown): boolean {
  return Array.isArray(type) ? type.length > 0 && type.every((one) => SMALL.has(one)) : SMALL.has(type);
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
    new Set(
      'path paths file files filename filepath dir directory directories folder cwd workdir root attachment attachments'.split(
        ' ',
      ),
    ),
  ],
  ['recipient', new Set('recipient recipients to cc bcc email address phone'.split(' '))],
  [
    'context',
    new Set(
      'context conversation history transcript sidenote notes metadata telemetry clipboard usermessage userinput userprompt systemprompt chatlog chathistory'.split(
        ' ',
      ),
    ),
  ],
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
