import type { Root, Shape } from './client.ts';
import { memberOf, type Node, type Table, textOf, textsOf, valueAt } from './formats/tree.ts';
import { type Start, startOf } from './start.ts';

/** One server of a client's config, as it stands in the file. */
export type Entry = {
  readonly name: string;
  /** The keys (or the index in a list) that lead to it. */
  readonly at: readonly string[];
  /** The whole entry. */
  readonly table: Table;
  /** The keys that lead to the table that says how it is reached: the entry itself, or one in it. */
  readonly way: readonly string[];
  /** What it starts; undefined for what has no command of its own. */
  readonly start: Start | undefined;
  /** Where it is reached, instead of a command. */
  readonly url: string | undefined;
  /** What is sent with every request to that place, as written. */
  readonly headers: ReadonlyMap<string, string>;
  /** Variables it sets, as written. */
  readonly env: ReadonlyMap<string, string>;
  /** Names whose values the client keeps in a keyring. */
  readonly secrets: readonly string[];
  readonly envFile: string | undefined;
  readonly cwd: string | undefined;
  readonly disabled: boolean;
  /** The folder its servers work in, where the file says so for a group of them. */
  readonly folder: string | undefined;
  /** Why it cannot be edited. */
  readonly fault: string | undefined;
};

/** In Cline's command line how a server is reached stands in a table of its own. */
const TRANSPORT = 'transport';
const URLS = ['url', 'serverUrl', 'httpUrl', 'uri'];
const HEADERS = ['headers', 'http_headers', 'httpHeaders'];
/** Tables in which some clients keep the headers. */
const REQUESTS = ['requestInit', 'requestOptions'];

/** Every server under these roots, in the order of the file. @throws OktsecError `client_duplicate` */
export function entriesOf(tree: Table, roots: readonly Root[], shape: Shape): Entry[] {
  return roots.flatMap((root) =>
    reach(tree, root.path, []).flatMap(({ node, at }) => {
      const folder = root.keyIsFolder === true ? at[root.path.indexOf('*')] : undefined;
      return serversIn(node, at, root, shape, folder, roots);
    }),
  );
}

type Reached = { readonly node: Node; readonly at: readonly string[] };

function reach(node: Node, path: readonly string[], at: readonly string[]): Reached[] {
  const [key, ...rest] = path;
  if (key === undefined) return [{ node, at }];
  if (node.kind !== 'table') return [];
  if (key === '*') {
    return node.members.flatMap((member) => reach(member.value, rest, [...at, member.key]));
  }
  const member = memberOf(node, key);
  return member === undefined ? [] : reach(member.value, rest, [...at, key]);
}

function serversIn(
  node: Node,
  at: readonly string[],
  root: Root,
  shape: Shape,
  folder: string | undefined,
  roots: readonly Root[],
): Entry[] {
  if (root.nameIn !== undefined) {
    if (node.kind !== 'list') return [];
    return node.items.flatMap(({ value }, index) => {
      if (value.kind !== 'table') return [];
      const name = textAt(value, root.nameIn ?? '') ?? String(index + 1);
      return [entryOf(name, [...at, String(index)], value, shape, folder)];
    });
  }
  if (node.kind !== 'table') return [];
  return node.members.flatMap(({ key }) => {
    const value = memberOf(node, key)?.value;
    const here = [...at, key];
    const isRoot = roots.some(({ path }) => path.length === here.length && path.every((word, i) => word === here[i]));
    if (value?.kind !== 'table' || (isRoot && !hasAny(value, [shape.command, 'type', ...URLS]))) return [];
    return [entryOf(key, here, value, shape, folder)];
  });
}

function entryOf(name: string, at: readonly string[], table: Table, shape: Shape, folder: string | undefined): Entry {
  for (const { key } of table.members) memberOf(table, key);
  const own = wayOf(table, shape);
  const { start, fault } = startOf(own, shape);
  const env = valueAt(start?.host ?? own, shape.env) ?? valueAt(own, shape.env);
  return {
    name,
    at,
    table,
    way: own === table ? at : [...at, TRANSPORT],
    start,
    url: URLS.map((key) => textAt(own, key)).find((url) => url !== undefined),
    headers: headersOf(own),
    env: textsByName(env),
    secrets: shape.secrets === undefined ? [] : textsAt(own, shape.secrets),
    envFile: textAt(own, 'envFile'),
    cwd: textAt(own, shape.cwd),
    disabled: shape.off.some(([key, value]) => {
      const node = valueAt(table, key);
      return node?.kind === 'scalar' && node.value === value;
    }),
    folder,
    fault,
  };
}

/** The table that says how a server is reached: the entry, or one in it. */
function wayOf(table: Table, shape: Shape): Table {
  const transport = valueAt(table, TRANSPORT);
  return transport?.kind !== 'table' || hasAny(table, [shape.command, ...URLS]) ? table : transport;
}

function headersOf(table: Table): ReadonlyMap<string, string> {
  const requests = REQUESTS.flatMap((key) => valueAt(table, key) ?? []).filter((node) => node.kind === 'table');
  const found = [table, ...requests].flatMap((one) => HEADERS.map((key) => valueAt(one, key)));
  return new Map(found.flatMap((node) => [...textsByName(node)]));
}

function textsByName(node: Node | undefined): ReadonlyMap<string, string> {
  return new Map(node?.kind === 'table' ? node.members.map(({ key, value }) => [key, textOf(value)]) : []);
}

function textAt(table: Table, key: string): string | undefined {
  const node = valueAt(table, key);
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

function textsAt(table: Table, key: string): readonly string[] {
  const node = valueAt(table, key);
  return node?.kind === 'list' ? textsOf(node) : [];
}

function hasAny(table: Table, keys: readonly string[]): boolean {
  return table.members.some(({ key }) => keys.includes(key));
}
