/** How far the chain of a log is proved by whoever proves it a piece at a time. */
export type ChainState = {
  /** `none`: there is no log, or it cannot be read now. `reading`: the first time through is not over. */
  readonly state: 'none' | 'reading' | 'intact' | 'broken';
  /** Rows that were proved, from the first that is kept. */
  readonly rows: number;
  /** When all rows of that moment were proved, microseconds since 1970. */
  readonly at: number | undefined;
  readonly bad: { readonly seq?: number | undefined; readonly what: string } | undefined;
};
