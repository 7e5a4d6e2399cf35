/** The fields of a form that was sent. */
export class Form {
  readonly #fields: URLSearchParams;

  constructor(text: string) {
    this.#fields = new URLSearchParams(text);
  }

  /** The field's value; empty when it is missing or stands there twice, for then it is nobody's clear word. */
  one(name: string): string {
    const values = this.#fields.getAll(name);
    return values.length === 1 ? (values[0] ?? '') : '';
  }

  /** Every value of fields that may stand there more than once (checkboxes). */
  all(name: string): readonly string[] {
    return this.#fields.getAll(name);
  }

  has(name: string): boolean {
    return this.#fields.has(name);
  }

  /** All fields but these, to be sent once more. */
  without(...names: readonly string[]): readonly (readonly [string, string])[] {
    return [...this.#fields].filter(([name]) => !names.includes(name));
  }
}
