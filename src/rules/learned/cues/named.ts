/** Parts of an order and of what resembles one, by what each is called: a regular expression's source for lower case. */
export type Cues = Readonly<Record<string, string>>;

/** What a model's cues weigh beside its score, in log-odds: how long a stretch is, each cue, and each two together. */
export type CueWeights = {
  /** A text is held where all of it comes to more. */
  readonly threshold: number;
  readonly bias: number;
  readonly slope: number;
  readonly long: number;
  readonly single: readonly number[];
  readonly pairs: readonly number[];
};
