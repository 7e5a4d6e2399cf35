import type { Root, Shape } from './client.ts';
import { type List, memberOf, type Node, type Scalar, type Table } from './formats/tree.ts';

/** One server of a client's config, as it stands in the file. */
export type Entry = {
  readonly name: string;
  /** The keys (or the index in a list) that lead to it. */
  readonly at: readonly string[];
  /** The whole entry. */
  readonly table: Table;
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

/** Where in the file the command is: a string and a list of arguments, or one list. */
export type Start = {
  readonly argv: readonly string[];
  /** The table with the command: the entry, or in very old files a table of its own. */
  readonly host: Table;
  readonly command: Scalar | undefined;
  /** The arguments, or the whole command; undefined where there are no arguments. */
  readonly list: List | undefined;
  readonly argsKey: string;
};

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
  const { start, fault } = startOf(table, shape);
  const env = valueAt(start?.host ?? table, shape.env) ?? valueAt(table, shape.env);
  return {
    name,
    at,
    table,
    start,
    url: URLS.map((key) => textAt(table, key)).find((url) => url !== undefined),
    headers: headersOf(table),
    env: textsByName(env),
    secrets: shape.secrets === undefined ? [] : textsAt(table, shape.secrets),
    envFile: textAt(table, 'envFile'),
    cwd: textAt(table, shape.cwd),
    disabled: shape.off.some(([key, value]) => {
      const node = valueAt(table, key);
      return node?.kind === 'scalar' && node.value === value;
    }),
    folder,
    fault,
  };
}

function startOf(table: Table, shape: Shape): { readonly start?: Start; readonly fault?: string | undefined } {
  const command = valueAt(table, shape.command);
  if (command === undefined) return {};
  if (command.kind === 'list') return withList(table, command, shape);
  if (command.kind === 'table') {
    return valueAt(command, 'path') === undefined
      ? { fault: `its ${shape.command} is neither a text nor a list` }
      : startOf(command, { ...shape, command: 'path' });
  }
  if (typeof command.value !== 'string') return { fault: command.fixed ?? `its ${shape.command} is no text` };
  const args = valueAt(table, shape.args);
  if (args !== undefined && args.kind !== 'list') return { fault: args.fixed ?? `its ${shape.args} is no list` };
  const start = { argv: [command.text, ...textsOf(args)], host: table, command, list: args, argsKey: shape.args };
  if (command.text === '') return { fault: `its ${shape.command} is empty` };
  // A whole command line in one text: some clients give it to a shell, and then argv behind us would be another.
  if (args === undefined && /^[\w.-]+\s+\S/.test(command.text)) {
    return { start, fault: `its ${shape.command} is a whole line; split it into ${shape.command} and ${shape.args}` };
  }
  return { start, fault: table.fixed ?? command.fixed ?? faultOf(args) };
}

function withList(
  table: Table,
  list: List,
  shape: Shape,
): { readonly start?: Start; readonly fault?: string | undefined } {
  const argv = textsOf(list);
  if ((argv[0] ?? '') === '') return { fault: `its ${shape.command} is empty` };
  const start = { argv, host: table, command: undefined, list, argsKey: shape.command };
  return { start, fault: table.fixed ?? faultOf(list) };
}

function faultOf(list: List | undefined): string | undefined {
  if (list === undefined || list.fixed !== undefined) return list?.fixed;
  for (const { value } of list.items) {
    if (value.kind !== 'scalar') return 'an argument is neither a text nor a number';
    if (value.value === undefined || value.value === null) return value.fixed ?? 'an argument is empty';
  }
  return undefined;
}

function textsOf(list: List | undefined): string[] {
  return (list?.items ?? []).map(({ value }) => textOf(value));
}

function headersOf(table: Table): ReadonlyMap<string, string> {
  const requests = REQUESTS.flatMap((key) => valueAt(table, key) ?? []).filter((node) => node.kind === 'table');
  const found = [table, ...requests].flatMap((one) => HEADERS.map((key) => valueAt(one, key)));
  return new Map(found.flatMap((node) => [...textsByName(node)]));
}

function textsByName(node: Node | undefined): ReadonlyMap<string, string> {
  return new Map(node?.kind === 'table' ? node.members.map(({ key, value }) => [key, textOf(value)]) : []);
}

function textOf(node: Node): string {
  return node.kind === 'scalar' ? node.text : '';
}

function valueAt(table: Table, key: string): Node | undefined {
  return memberOf(table, key)?.value;
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
