import type { AuditEntry } from '../../guard/entry.ts';

const MAX_SHAPES = 8192;
const RECENT = 8;
const MAX_NAME = 256;
const MAX_RULES = 64;

/** What many rows have in common: every string of a row but its session, note and reference. */
export type ShapeFields = Pick<
  AuditEntry,
  | 'surface'
  | 'from'
  | 'to'
  | 'kind'
  | 'side'
  | 'method'
  | 'tool'
  | 'sender'
  | 'key'
  | 'decision'
  | 'mode'
  | 'action'
  | 'rules'
>;

/** A shape as this process knows it. `id` and `digest` are filled in by the writer, under the dictionary's epoch. */
export type Shape = {
  readonly fields: ShapeFields;
  readonly session: string;
  /** Number in this process's spool file; -1 until it is written there. */
  spooled: number;
  epoch: number;
  id: number;
  sessionId: number;
  digest: Uint8Array | undefined;
  sessionBytes: Uint8Array | undefined;
};

/** The shapes of a process, found again by their strings. Bounded: names come from outside. */
export class Shapes {
  readonly #known = new Map<string, Shape>();
  // Spelling a name costs more than looking at the few shapes that a relay alternates between.
  readonly #recent: (Shape | undefined)[] = Array(RECENT).fill(undefined);
  #oldest = 0;

  of(entry: AuditEntry): Shape {
    for (const shape of this.#recent) {
      if (shape !== undefined && isShape(entry, shape)) return shape;
    }
    const shape = this.#find(entry);
    this.#recent[this.#oldest] = shape;
    this.#oldest = (this.#oldest + 1) % RECENT;
    return shape;
  }

  #find(entry: AuditEntry): Shape {
    const name = nameOf(entry);
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    if (this.#known.size >= MAX_SHAPES) this.#known.clear();
    const shape = newShape(entry, clip(entry.session, MAX_NAME));
    this.#known.set(name, shape);
    return shape;
  }

  /** A new spool file has none of them yet. */
  unspool(): void {
    for (const shape of this.#known.values()) shape.spooled = -1;
    // One that was crowded out of the map must not be met again with its old number.
    this.#recent.fill(undefined);
  }
}

export function newShape(fields: ShapeFields, session: string): Shape {
  return {
    fields: {
      surface: fields.surface,
      from: clip(fields.from, MAX_NAME),
      to: clip(fields.to, MAX_NAME),
      kind: fields.kind,
      side: fields.side,
      method: fields.method === undefined ? undefined : clip(fields.method, MAX_NAME),
      tool: fields.tool === undefined ? undefined : clip(fields.tool, MAX_NAME),
      sender: fields.sender,
      key: fields.key === undefined ? undefined : clip(fields.key, MAX_NAME),
      decision: fields.decision,
      mode: fields.mode,
      action: fields.action,
      rules: fields.rules.slice(0, MAX_RULES).map((rule) => clip(rule, MAX_NAME)),
    },
    session,
    spooled: -1,
    epoch: -1,
    id: 0,
    sessionId: 0,
    digest: undefined,
    sessionBytes: undefined,
  };
}

/** At most `max` UTF-16 units, well-formed, so that what is hashed is what the database gives back. */
export function clip(text: string, max: number): string {
  return (text.length > max ? `${text.slice(0, max - 1)}…` : text).replace(/\p{Cs}/gu, '\ufffd');
}

function isShape(entry: AuditEntry, { fields, session }: Shape): boolean {
  return (
    entry.side === fields.side &&
    entry.method === fields.method &&
    entry.tool === fields.tool &&
    entry.kind === fields.kind &&
    entry.to === fields.to &&
    entry.from === fields.from &&
    entry.decision === fields.decision &&
    entry.action === fields.action &&
    entry.mode === fields.mode &&
    entry.sender === fields.sender &&
    entry.surface === fields.surface &&
    entry.session === session &&
    entry.key === fields.key &&
    entry.rules.length === 0 &&
    fields.rules.length === 0
  );
}

function short(name: string): string {
  return name.length > MAX_NAME ? clip(name, MAX_NAME) : name;
}

// Lengths first: no choice of names from outside can spell another shape's name.
function nameOf(entry: AuditEntry): string {
  // As the shape has them: names from outside are kept here by the thousand.
  const method = short(entry.method ?? '');
  const tool = short(entry.tool ?? '');
  const key = entry.key ?? '';
  const rules = entry.rules.length === 0 ? '' : entry.rules.join(',');
  return `${entry.method === undefined ? -1 : method.length},${entry.tool === undefined ? -1 : tool.length},${key.length},${entry.from.length},${entry.to.length},${rules.length},${entry.rules.length},${method}${tool}${key}${entry.from}${entry.to}${rules},${entry.kind},${entry.side},${entry.decision},${entry.mode},${entry.action},${entry.sender},${entry.surface},${entry.session}`;
}
