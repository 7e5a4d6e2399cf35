import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLError,
} from 'yaml';

/** A step into the tree: a mapping's key or a sequence's index. */
export type Step = string | number;

/** What a path leads to: a mapping of our own keys, or one of names from outside. */
export type Shape = 'mapping' | 'named';

/** What is wrong, and where in the text. Lines and columns start at 1. */
export type Problem = {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly hint?: string | undefined;
};

/** A YAML text with its places. Tags, anchors and keys that are no strings are problems, never values. */
export class Tree {
  readonly problems: Problem[] = [];
  readonly root: Node | null;
  readonly #lines = new LineCounter();

  constructor(text: string) {
    const document: Document = parseDocument(text, {
      lineCounter: this.#lines,
      version: '1.2',
      schema: 'core',
      merge: false,
      uniqueKeys: true,
      strict: true,
      prettyErrors: false,
      // Not `silent`: a second document would then be ignored without a word.
      logLevel: 'error',
    });
    this.root = document.contents as Node | null;
    for (const error of document.errors) this.problem(error.pos[0], ...wording(error, text));
    if (document.errors.length === 0) this.#refuse(this.root);
  }

  problem(offset: number, message: string, hint?: string): void {
    const { line, col } = this.#lines.linePos(offset);
    this.problems.push({ line, column: col, message, hint });
  }

  /** The node at the end of a path, or the deepest one on it that exists. */
  at(path: readonly Step[]): Node | null {
    let node = this.root;
    for (const step of path) {
      const next: Node | null = isMap(node)
        ? ((pairOf(node.items as Pair<Node, Node | null>[], step)?.value ?? null) as Node | null)
        : isSeq(node) && typeof step === 'number'
          ? ((node.items[step] ?? null) as Node | null)
          : null;
      if (next === null) return node;
      node = next;
    }
    return node;
  }

  /** Where the key `name` of the mapping at `path` stands; the mapping itself when it has no such key. */
  keyOffset(path: readonly Step[], name: string): number {
    const map = this.at(path);
    const pair = isMap(map) ? pairOf(map.items as Pair<Node, Node | null>[], name) : undefined;
    return pair?.key.range?.[0] ?? map?.range?.[0] ?? 0;
  }

  /** The keys that lead to a place of the text, as `config get` takes them; empty where none does. */
  keysAt(line: number, column: number): string {
    const offset = (this.#lines.lineStarts[line - 1] ?? 0) + column - 1;
    const steps: Step[] = [];
    for (let node = this.root; node !== null; ) {
      const items: readonly (readonly [Step, Node | null, Node | null])[] = isMap(node)
        ? (node.items as Pair<Node, Node | null>[]).map(({ key, value }) => [
            isScalar(key) ? String(key.value) : '',
            key,
            value,
          ])
        : isSeq(node)
          ? node.items.map((item, index) => [index, item as Node, item as Node])
          : [];
      const around = items.findLast(([, start]) => (start?.range?.[0] ?? offset + 1) <= offset);
      if (around === undefined) break;
      steps.push(around[0]);
      node = around[2];
    }
    // Of a plain list the whole is named.
    return (typeof steps.at(-1) === 'number' ? steps.slice(0, -1) : steps).join('.');
  }

  /**
   * Plain values. Mappings of names become Maps, so that no name from outside is a property; a mapping of which all
   * entries are commented out is an empty one. (A list so emptied stays null: absent and empty lists differ.)
   */
  value(shapeOf: (path: readonly Step[]) => Shape | undefined): unknown {
    return plain(this.root, [], shapeOf);
  }

  /** Tags could build anything and aliases unfold without end: a config needs neither [137, 230]. */
  #refuse(node: Node | null): void {
    if (node === null) return;
    const offset = node.range?.[0] ?? 0;
    if (isAlias(node)) this.problem(offset, 'aliases are not allowed');
    else if (node.tag !== undefined) this.problem(offset, `the tag ${JSON.stringify(node.tag)} is not allowed`);
    if ('anchor' in node && node.anchor) this.problem(offset, `the anchor "&${node.anchor}" is not allowed`);
    if (isSeq(node)) for (const item of node.items) this.#refuse(item as Node | null);
    if (!isMap(node)) return;
    for (const { key, value } of node.items as Pair<Node, Node | null>[]) {
      this.#refuse(key);
      if (!isScalar(key) || typeof key.value !== 'string') {
        const written = isScalar(key) ? (key.source ?? String(key.value)) : undefined;
        const hint = written === undefined ? undefined : `put it in quotes: "${written}":`;
        this.problem(key?.range?.[0] ?? offset, 'a key must be a word', hint);
      }
      this.#refuse(value);
    }
  }
}

function wording(error: YAMLError, text: string): [message: string, hint?: string] {
  if (error.code === 'DUPLICATE_KEY') return [`${keyAt(text, error.pos[0])} stands here twice`, 'keep one of the two'];
  if (error.code === 'TAB_AS_INDENT') return ['tabs cannot indent YAML', 'use blanks'];
  if (error.code === 'MULTIPLE_DOCS') return ['only one YAML document is allowed', 'leave out what begins with ---'];
  return [`not valid YAML: ${(error.message.split('\n')[0] ?? '').replace(/^[A-Z]/, (c) => c.toLowerCase())}`];
}

/** The key that begins there, as it was typed. */
function keyAt(text: string, offset: number): string {
  const key = /^(?:"[\w .-]{1,64}"|'[\w .-]{1,64}'|[\w.-]{1,64})/.exec(text.slice(offset, offset + 66))?.[0];
  return key === undefined ? 'this key' : JSON.stringify(key.replace(/^["']|["']$/g, ''));
}

function pairOf(items: readonly Pair<Node, Node | null>[], step: Step): Pair<Node, Node | null> | undefined {
  return items.find(({ key }) => isScalar(key) && key.value === step);
}

function plain(
  node: Node | null,
  path: readonly Step[],
  shapeOf: (path: readonly Step[]) => Shape | undefined,
): unknown {
  if (isSeq(node)) return node.items.map((item, index) => plain(item as Node | null, [...path, index], shapeOf));
  const shape = shapeOf(path);
  if (isMap(node)) {
    const entries = (node.items as Pair<Node, Node | null>[]).map(({ key, value }): [string, unknown] => {
      const name = isScalar(key) ? String(key.value) : '';
      return [name, plain(value, [...path, name], shapeOf)];
    });
    return shape === 'named' ? new Map(entries) : Object.fromEntries(entries);
  }
  const value = isScalar(node) ? node.value : null;
  if (value !== null || shape === undefined || path.length === 0) return value;
  return shape === 'named' ? new Map() : {};
}
