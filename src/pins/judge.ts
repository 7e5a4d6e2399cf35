import { classify } from './classify.ts';
import { launchChange } from './launch.ts';
import { type Change, type Definition, type Pin, type PinKind, pinKey } from './pin.ts';

/** What is known of one server's pins, by `pinKey`. */
export type Book = ReadonlyMap<string, Pin>;

export type Circumstances = {
  readonly server: string;
  readonly launch: string;
  /** Why a new tool of this name waits: `tools.default: deny`, the pins were lost with the database or cannot be read. */
  readonly newWaits: (name: string) => string | undefined;
  /** Whether something was found in this definition that would be held or refused: then it never becomes a pin. */
  readonly bad: (index: number) => boolean;
};

/** What becomes of one definition of a list. */
export type Standing = {
  readonly definition: Definition;
  readonly change: Change;
  readonly withheld: boolean;
  readonly reasons: readonly string[];
  /** What to remember; undefined when nothing changed. */
  readonly pin?: Pin | undefined;
  /** The tool that went when this one came, with the same definition under another name. */
  readonly renamed?: string | undefined;
};

/** Of one server's definitions so many are remembered, and so many characters of them: who lists ever new ones fills no memory. */
const MOST_KNOWN = 10_000;
const MOST_KNOWN_TEXT = 32 * 1024 * 1024;
/** So many new ones of one list, and so many characters of changed ones, are looked at closely: the rest waits for a person. */
const MOST_NEW: Readonly<Record<PinKind, number>> = {
  tool: 2000,
  prompt: 1000,
  // Resources may be as many as files: beyond these new ones are scanned like any other text and not remembered.
  resource: 200,
  template: 200,
  instructions: 1,
  launch: 1,
};
const MOST_CHANGED_TEXT = 512 * 1024;

/**
 * Holds what a server says of itself against what is pinned. Pure: the same book and definitions give the same answer,
 * so two processes that see the same change agree.
 */
export function judgeDefinitions(definitions: readonly Definition[], book: Book, at: Circumstances): Standing[] {
  const names = definitions.filter(({ kind }) => kind === 'tool').map(({ name }) => name);
  const former = formerNames(definitions, book);
  const room = roomIn(book);
  return definitions.map((definition, index) => {
    const { json } = definition;
    const pin = book.get(pinKey(definition));
    if (pin === undefined || (nothingStands(pin) && !isRejected(pin, json))) {
      const full =
        pin === undefined && (index >= MOST_NEW[definition.kind] || room.count < 1 || room.text < json.length);
      if (full) return unremembered(definition);
      room.count -= 1;
      room.text -= json.length;
      return firstSeen(definition, pin, former(definition), at, index);
    }
    if (pin.approved !== json) room.changed -= json.length;
    if (room.changed < 0 && pin.approved !== json) return beyondComparing(definition, pin);
    return seenAgain(definition, pin, () => names.filter((name) => name !== definition.name), at, index);
  });
}

function isRejected(pin: Pin, json: string): boolean {
  return pin.state === 'rejected' && pin.offered === json;
}

/** Nothing was ever approved, or a person rejected what had been taken at first use. */
function nothingStands(pin: Pin): boolean {
  return pin.approved === '' || isRejected(pin, pin.approved);
}

function roomIn(book: Book): { count: number; text: number; changed: number } {
  let text = MOST_KNOWN_TEXT;
  for (const { approved, offered } of book.values()) text -= approved.length + (offered?.length ?? 0);
  return { count: MOST_KNOWN - book.size, text, changed: MOST_CHANGED_TEXT };
}

/** A tool that could change tomorrow and nobody would know is not shown; other things may be as many as they like. */
function unremembered(definition: Definition): Standing {
  const withheld = definition.kind === 'tool' || definition.kind === 'prompt';
  return { definition, change: 'new', withheld, reasons: withheld ? [TOO_MANY] : [] };
}

function beyondComparing(definition: Definition, pin: Pin): Standing {
  const reasons = ['more changed at once than can be compared'];
  const known = pin.state !== 'approved' && pin.offered === definition.json;
  const waiting: Pin = { ...pin, state: 'pending', offered: definition.json, reasons };
  return { definition, change: 'expansion', withheld: true, reasons, pin: known ? undefined : waiting };
}

function firstSeen(
  definition: Definition,
  pin: Pin | undefined,
  renamed: string | undefined,
  { server, launch, newWaits, bad }: Circumstances,
  index: number,
): Standing {
  const { kind, name, json } = definition;
  const shared = { definition, change: 'new', renamed } as const;
  // A person said no once: another wording does not bring it back.
  const refused = pin?.by === 'person' ? REJECTED : undefined;
  const why = refused ?? (kind === 'tool' ? newWaits(name) : undefined);
  if (why !== undefined) {
    const waiting: Pin = {
      server,
      launch,
      kind,
      name,
      state: 'pending',
      approved: '',
      offered: json,
      reasons: [why],
      by: pin?.by ?? 'first use',
    };
    return { ...shared, withheld: true, reasons: [why], pin: pin?.offered === json ? undefined : waiting };
  }
  // A poisoned definition is refused by what was found in it, and is never taken for good.
  if (bad(index)) return { ...shared, withheld: false, reasons: [] };
  const pinned: Pin = { server, launch, kind, name, state: 'approved', approved: json, reasons: [], by: 'first use' };
  return { ...shared, withheld: false, reasons: [], pin: pinned };
}

function seenAgain(
  definition: Definition,
  pin: Pin,
  others: () => readonly string[],
  { bad }: Circumstances,
  index: number,
): Standing {
  const { json, kind } = definition;
  if (isRejected(pin, json)) {
    return { definition, change: 'expansion', withheld: true, reasons: ['rejected by a person'] };
  }
  const { change, reasons } =
    kind === 'launch'
      ? launchChange(pin.approved, json)
      : classify({ json: pin.approved }, definition, pin.approved === json ? [] : others());
  if (change === 'expansion') {
    const known = pin.state === 'pending' && pin.offered === json;
    const waiting: Pin = { ...pin, state: 'pending', offered: json, reasons };
    return { definition, change, withheld: true, reasons, pin: known ? undefined : waiting };
  }
  if (bad(index)) return { definition, change, withheld: false, reasons: [] };
  // The offered definition was taken back: what stands is again what was approved.
  const { offered: _, ...rest } = pin;
  const settled: Pin = { ...rest, state: 'approved', approved: json, reasons: [] };
  const moved = change !== 'same' || pin.state === 'pending';
  return { definition, change, withheld: false, reasons: [], pin: moved ? settled : undefined };
}

/** Tells the former name of a definition that only changed its name while the old one is gone; read when first needed. */
function formerNames(all: readonly Definition[], book: Book): (definition: Definition) => string | undefined {
  let bodies: Map<string, string> | undefined;
  return ({ kind, json }) => {
    if (kind !== 'tool') return undefined;
    bodies ??= goneBodies(all, book);
    return bodies.size === 0 ? undefined : bodies.get(withoutName(json));
  };
}

/** The tools that are pinned and no longer listed: their definitions without a name, with the name. */
function goneBodies(all: readonly Definition[], book: Book): Map<string, string> {
  const here = new Set(all.map(pinKey));
  const bodies = new Map<string, string>();
  for (const pin of book.values()) {
    if (pin.kind !== 'tool' || here.has(pinKey(pin)) || pin.approved === '') continue;
    const body = withoutName(pin.approved);
    if (!bodies.has(body)) bodies.set(body, pin.name);
  }
  return bodies;
}

function withoutName(json: string): string {
  const { name: _, ...rest } = JSON.parse(json) as { name?: unknown };
  return JSON.stringify(rest);
}

const REJECTED = 'a person rejected what stood here before';
export const NEW_WAITS = 'new, and new tools wait for approval';
const TOO_MANY = 'more of them than can be remembered';
