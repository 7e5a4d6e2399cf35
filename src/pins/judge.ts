import { classify } from './classify.ts';
import { launchChange } from './launch.ts';
import { type Change, type Definition, type Pin, pinKey } from './pin.ts';

/** What is known of one server's pins, by `pinKey`. */
export type Book = ReadonlyMap<string, Pin>;

export type Circumstances = {
  readonly server: string;
  readonly launch: string;
  /** Whether a new tool of this name waits for a person: `tools.default: deny`, or the pins were lost with the database. */
  readonly newWaits: (name: string) => boolean;
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

/**
 * Holds what a server says of itself against what is pinned. Pure: the same book and definitions give the same answer,
 * so two processes that see the same change agree.
 */
export function judgeDefinitions(definitions: readonly Definition[], book: Book, at: Circumstances): Standing[] {
  const names = definitions.filter(({ kind }) => kind === 'tool').map(({ name }) => name);
  return definitions.map((definition, index) => {
    const pin = book.get(pinKey(definition));
    const others = names.filter((name) => name !== definition.name);
    if (pin === undefined || (pin.state === 'pending' && pin.approved === '')) {
      return firstSeen(definition, pin, renamedFrom(definition, definitions, book), at, index);
    }
    return seenAgain(definition, pin, others, at, index);
  });
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
  if (kind === 'tool' && newWaits(name)) {
    const waiting: Pin = {
      server,
      launch,
      kind,
      name,
      state: 'pending',
      approved: '',
      offered: json,
      reasons: [NEW_WAITS],
      by: 'first use',
    };
    return { ...shared, withheld: true, reasons: [NEW_WAITS], pin: pin?.offered === json ? undefined : waiting };
  }
  // A poisoned definition is refused by what was found in it, and is never taken for good.
  if (bad(index)) return { ...shared, withheld: false, reasons: [] };
  const pinned: Pin = { server, launch, kind, name, state: 'approved', approved: json, reasons: [], by: 'first use' };
  return { ...shared, withheld: false, reasons: [], pin: pinned };
}

function seenAgain(
  definition: Definition,
  pin: Pin,
  others: readonly string[],
  { bad }: Circumstances,
  index: number,
): Standing {
  const { json, kind } = definition;
  if (pin.state === 'rejected' && pin.offered === json) {
    return { definition, change: 'expansion', withheld: true, reasons: ['rejected by a person'] };
  }
  const { change, reasons } =
    kind === 'launch' ? launchChange(pin.approved, json) : classify({ json: pin.approved }, definition, others);
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

/** A definition that only changed its name while the old name is gone. */
function renamedFrom(definition: Definition, all: readonly Definition[], book: Book): string | undefined {
  if (definition.kind !== 'tool') return undefined;
  const here = new Set(all.map(pinKey));
  const body = withoutName(definition.json);
  for (const pin of book.values()) {
    if (pin.kind !== 'tool' || here.has(pinKey(pin)) || pin.approved === '') continue;
    if (withoutName(pin.approved) === body) return pin.name;
  }
  return undefined;
}

function withoutName(json: string): string {
  const { name: _, ...rest } = JSON.parse(json) as { name?: unknown };
  return JSON.stringify(rest);
}

const NEW_WAITS = 'new, and new tools wait for approval';
