export const PIN_KINDS = ['tool', 'prompt', 'resource', 'template', 'instructions', 'launch'] as const;
/** What of a server is pinned. `instructions` and `launch` have one entry each, with an empty name. */
export type PinKind = (typeof PIN_KINDS)[number];

/** `approved`: stands as good; `pending`: withheld until a person decides; `rejected`: withheld for good. */
export type PinState = 'approved' | 'pending' | 'rejected';

/** What a server says of one thing it offers. */
export type Definition = {
  readonly kind: PinKind;
  readonly name: string;
  /** Canonical JSON: keys sorted, no white space, so key order and white space never count [90]. */
  readonly json: string;
};

/** One pinned definition as it is stored. */
export type Pin = {
  readonly server: string;
  /** Which program with which arguments: another one under the same name is another server. */
  readonly launch: string;
  readonly kind: PinKind;
  readonly name: string;
  readonly state: PinState;
  /** The definition that was approved; empty when none ever was. */
  readonly approved: string;
  /** The one that waits for a person, or that a person rejected. */
  readonly offered?: string | undefined;
  /** Why the offered one waits. */
  readonly reasons: readonly string[];
  /** `person` when somebody looked at it, `first use` when it stood there and nothing was found in it. */
  readonly by: 'person' | 'first use';
};

/** How a definition differs from the one that is pinned. The first four go on, the last is withheld. */
export type Change = 'same' | 'new' | 'wording' | 'narrowing' | 'expansion';

/** The key of a pin among those of one server. */
export function pinKey({ kind, name }: Pick<Definition, 'kind' | 'name'>): string {
  return `${kind} ${name}`;
}
