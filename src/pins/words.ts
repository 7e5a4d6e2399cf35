import { lateExpression } from '../rules/machine-code.ts';

/** The words of an identifier: `targetPath`, `target_path` and `target-path` have the same two. */
export function wordsOf(identifier: string): string[] {
  return identifier
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** What is invisible, or looks like another letter, must not tell two texts apart or hide a word. */
export function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(hidden(), '');
}

// Made late: to read what Unicode says of all characters takes a third of a millisecond, and the first message has none to compare.
/** Characters that show nothing: zero width, tags, bidi controls, soft hyphens, variation selectors. */
const hidden = lateExpression(() => '\\p{Default_Ignorable_Code_Point}', 'gu');
/** Some of them are parts of a picture. */
const picture = lateExpression(() => `${PICTURE}(?:\\u200d${PICTURE})*`, 'gu');
const PICTURE = '\\p{Extended_Pictographic}\\ufe0f?';

/** Whether a text holds characters that show nothing and belong to no picture. */
export function hides(text: string): boolean {
  return text.replaceAll(picture(), '').search(hidden()) >= 0;
}

/**
 * A text without what changes from one session to the next: times, ids, counts, paths of this machine. Two texts that
 * are equal after it say the same; hosts and sensitive places are compared apart, on the text as it stands.
 */
export function steady(text: string): string {
  return plain(text)
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '‹id›')
    .replaceAll(/\b(?=[a-z0-9]*\d)[a-z0-9_-]{16,}\b/gi, '‹id›')
    .replaceAll(/(?<![\w:/.~])(?:[a-z]:)?(?:[\\/][\w.@ -]+)+[\\/][\w.@-]+[\\/]?/gi, '‹path›')
    .replaceAll(
      /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b/gi,
      '‹date›',
    )
    .replaceAll(/\d+/g, '0')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The sentences of a text: each as it stands, and in its steady form. */
export function sentencesOf(text: string): { readonly key: string; readonly said: string }[] {
  return text.split(/(?<=[.!?:;])\s+|[\r\n]+/).flatMap((raw) => {
    const key = steady(raw).toLowerCase();
    return key === '' ? [] : [{ key, said: raw.trim() }];
  });
}
