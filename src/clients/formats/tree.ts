import { OktsecError } from '../../errors.ts';

/** A config file as a tree of ranges. Offsets are UTF-16 units in the text it was read from (without a byte order mark). */
export type Node = Scalar | List | Table;

type Range = {
  readonly start: number;
  readonly end: number;
  /** Why it must be left as it is: an alias, an anchor others refer to, a spelling over several lines. */
  readonly fixed?: string | undefined;
};

export type Scalar = Range & {
  readonly kind: 'scalar';
  readonly value: unknown;
  /** As a program would be handed it: a string's content, else what is written. */
  readonly text: string;
};

export type List = Range & {
  readonly kind: 'list';
  readonly items: readonly Item[];
  /** One item a line behind a dash, as YAML has it. */
  readonly block: boolean;
};

/** `start` is where the item's dash stands, or its value. */
export type Item = { readonly start: number; readonly value: Node };

export type Table = Range & {
  readonly kind: 'table';
  /** In the order of the file; a key may stand twice, see `memberOf`. */
  readonly members: readonly Member[];
};

export type Member = {
  readonly key: string;
  /** Of the key, or of the dotted path that ends in it. */
  readonly start: number;
  readonly keyEnd: number;
  /** What stands before the key's last word, as written: `mcp_servers.files.` in a dotted TOML key. */
  readonly lead: string;
  /** Each member on a line of its own, nothing between them. */
  readonly block: boolean;
  readonly value: Node;
};

/** A config's syntax: how to read it, and how to write what is put into it. */
export type Format = {
  /** @throws OktsecError `client_syntax` with line and column, both from 1 */
  parse(text: string): Table;
  /** A string in this syntax. */
  quote(value: string): string;
  /** Whether a string as it is spelled may stand elsewhere in the file without changing its meaning. */
  movable(raw: string): boolean;
  /** A key as it is written where one is added, with what stands between it and its value. */
  key(name: string): string;
  /** A whole text in which this spelling is the value of one key. */
  sample(raw: string): string;
};

/**
 * The member of that name.
 * @throws OktsecError `client_duplicate` when it stands there twice: clients differ in which one counts, and an edit of
 * one would leave the other in force
 */
export function memberOf(table: Table, key: string): Member | undefined {
  const found = table.members.filter((member) => member.key === key);
  if (found.length > 1) throw new OktsecError('client_duplicate', `the key ${JSON.stringify(key)} stands there twice`);
  return found[0];
}

/** The value of that member. @throws as `memberOf` */
export function valueAt(table: Table, key: string): Node | undefined {
  return memberOf(table, key)?.value;
}

/** What a scalar would hand to a program; of anything else nothing. */
export function textOf(node: Node): string {
  return node.kind === 'scalar' ? node.text : '';
}

export function textsOf(list: List | undefined): string[] {
  return (list?.items ?? []).map(({ value }) => textOf(value));
}

/** The value as plain data, for comparing: tables as lists of pairs, so that order and odd names count too. */
export function plain(node: Node): unknown {
  if (node.kind === 'scalar') return typeof node.value === 'bigint' ? node.text : (node.value ?? null);
  if (node.kind === 'list') return node.items.map(({ value }) => plain(value));
  return { members: node.members.map(({ key, value }) => [key, plain(value)]) };
}

/** @throws OktsecError `client_syntax`; `offset` is where in `text` */
export function syntaxError(text: string, offset: number, what: string): OktsecError {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return new OktsecError('client_syntax', `${line}:${before.length - before.lastIndexOf('\n')}: ${what}`);
}
