/** What may carry a progress token; it is looked for when it is first needed. */
type Carrier = { readonly token: () => string | undefined };

/** The progress tokens of the requests in flight, each looked for once and not before progress comes. */
export class ProgressTokens<T extends Carrier> {
  readonly #keyOf: (raw: string) => string;
  readonly #unread = new Set<T>();
  readonly #keys = new Map<T, string>();
  readonly #counts = new Map<string, number>();

  /** @param keyOf equal for spellings of one token */
  constructor(keyOf: (raw: string) => string) {
    this.#keyOf = keyOf;
  }

  add(one: T): void {
    this.#unread.add(one);
  }

  delete(one: T): void {
    const key = this.#keys.get(one);
    if (key === undefined) {
      this.#unread.delete(one);
      return;
    }
    this.#keys.delete(one);
    const left = (this.#counts.get(key) ?? 0) - 1;
    if (left > 0) this.#counts.set(key, left);
    else this.#counts.delete(key);
  }

  /** @param raw the token as it is spelled */
  has(raw: string): boolean {
    for (const one of this.#unread) {
      const token = one.token();
      if (token === undefined) continue;
      const key = this.#keyOf(token);
      this.#keys.set(one, key);
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    }
    this.#unread.clear();
    return this.#counts.has(this.#keyOf(raw));
  }
}
