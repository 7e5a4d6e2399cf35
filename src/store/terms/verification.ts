export type Verification = {
  readonly ok: boolean;
  /** Rows read. */
  readonly rows: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly chain: string;
  readonly instance: string;
  readonly checkpoints: number;
  /** What is wrong first: the sequence number where there is one, and one line for people. */
  readonly bad?: { readonly seq?: number | undefined; readonly what: string } | undefined;
  /** Rows after the last checkpoint: they hold together, but nothing signed proves that none were cut off. */
  readonly unanchored?: { readonly sinceSeq: number; readonly rows: number } | undefined;
  /** How many kept checkpoints of `--anchor` were found in the chain. */
  readonly anchored?: number | undefined;
  /** What is known of the chain that this one follows because its database was gone or set aside. */
  readonly follows?: string | undefined;
  /** The pruned part before the first row, when there is one. */
  readonly prunedTo?: number | undefined;
};

export type Pruned = { readonly rows: number; readonly upToSeq: number };

export type VerifyOptions = {
  readonly anchor?: string | undefined;
  /** Told now and then how many rows are proved, and about how many there are. */
  readonly walked?: ((rows: number, all: number) => void) | undefined;
};
