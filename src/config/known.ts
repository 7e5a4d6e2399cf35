/** What the names in a config may be. */
export type Known = { readonly rules: { has(id: string): boolean; keys(): Iterable<string> } };
