/**
 * What an order to an agent is made of. Each is worded as alternatives of a regular expression, parted by `|`, case ignored, no nested
 * quantifiers; of languages in Latin letters without accents, as the normalised view gives them.
 */
export type Concept =
  /** Something is not to be told. */
  | 'conceal'
  | 'user'
  /** What was done, or what stands here. */
  | 'this'
  | 'send'
  | 'secret'
  /** Before it answers or calls a tool. */
  | 'beforeReply'
  | 'inReply'
  | 'show'
  | 'ownPrompt'
  | 'fromNow'
  | 'youAre'
  /** Without restrictions. */
  | 'unbound'
  /** What an assistant calls itself. */
  | 'agent'
  | 'wipe'
  | 'everything'
  /** Without asking. */
  | 'unasked'
  /** Somebody who may approve. */
  | 'authority'
  | 'approved'
  | 'remember'
  | 'always'
  /** A task, a note or an order for the assistant. */
  | 'forAgent'
  | 'pay'
  /** What a forgotten password is asked for with. */
  | 'reset';

export type Tongue = Readonly<Record<Concept, string>>;

/** A language in Latin letters. */
export type LatinTongue = Tongue & {
  /**
   * Words one of which stands wherever an order does: at least four letters of ASCII, rare in English and in code, blanks between.
   */
  readonly marks: string;
};
