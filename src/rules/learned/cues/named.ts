/** Parts of an order and of what resembles one, by what each is called: a regular expression's source for lower case. */
export type Cues = Readonly<Record<string, string>>;
