/** UTF-16 offsets into the text that was given, `end` exclusive. */
export type Span = { readonly start: number; readonly end: number };

/**
 * What must stand in a text before a detector is asked. Found by the first pass, so it has to be cheap and rare:
 * - `run`: at least `min` consecutive characters of an ASCII set written as in a class: `'0-9 -'`, `'A-Za-z0-9_'`, `'@'`,
 *   or of all beyond ASCII: `'\x80-\xff'`; with `holds`, each of those characters among them, with
 *   `digits`, so many digits, with `when`, what `run-tests.ts` says by that name;
 * - `literals`: one of these, case-insensitively, each of at least 4 characters of `[A-Za-z0-9_.:@%=$/-]`;
 * - `unusual`: an invisible, tag, bidi, variation-selector, private-use or control character, or a pile of combining marks.
 */
export type Trigger =
  | {
      readonly run: string;
      readonly min: number;
      readonly holds?: string;
      readonly digits?: number;
      readonly when?: RunTestName;
    }
  | { readonly literals: readonly string[] }
  | { readonly unusual: true };

/** Says of the codes `start` … `end` of a text whether a run there counts. */
export type RunTest = (codes: Uint8Array, start: number, end: number) => boolean;
export type RunTestName = 'foreign' | 'forcing' | 'id' | 'label';

/** Where an excerpt stands: how much of the whole text is before it, and which of its ends were cut out of a longer text. */
export type Place = {
  readonly before: number;
  readonly cutStart: boolean;
  readonly cutEnd: boolean;
  /** Of texts put together: where they meet in it, ascending. Only what reaches over one of these places counts. */
  readonly over?: readonly number[] | undefined;
};

/** Code that finds what no literal announces. A rule names it by `detector:`. */
export type Detector = {
  readonly name: string;
  readonly triggers: readonly Trigger[];
  /** How far before and after a trigger what it finds, context included, may stand: at most 512 characters. */
  readonly reach: number;
  /** It reads sentences: of lines that were wrapped it is given one. */
  readonly sentences?: boolean;
  /** It reads several words: a single one is not given to it. */
  readonly phrases?: boolean;
  /**
   * Linear in `text`, which is a part or an excerpt of `reach` characters around the triggers of one.
   * Must not throw, keep state, or read the clock.
   */
  readonly find: (text: string, place?: Place) => Iterable<Span>;
  /** What spoke for a finding, strongest first, given the text that was found. */
  readonly explain?: (text: string) => readonly string[];
};

/**
 * What is known of a detector without its code. Compiled rules hold it, so that nothing of a detector is loaded before a text asks for it.
 * The literals among its triggers are with those of the patterns.
 */
export type Announced = Pick<Detector, 'name' | 'reach' | 'sentences' | 'phrases'> & {
  readonly triggers: readonly Beside[];
};
type Beside = Exclude<Trigger, { readonly literals: unknown }>;

export function announcedOf({ triggers, find: _find, explain: _explain, ...known }: Detector): Announced {
  return { ...known, triggers: triggers.filter((one): one is Beside => !('literals' in one)) };
}

/** The detector that no text triggers: the scan itself gives its notice. */
export const OPAQUE = 'encoded-opaque';
