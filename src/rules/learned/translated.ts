/** So far into the value it is looked at. */
const VALUE = 60;

/** Whether a stretch is the name of a field with words in another alphabet for its value: so programs keep their translations. */
export function isTranslated(text: string, end: number): boolean {
  return /^["'] {0,2}: {0,2}["'][^"']{0,40}[\u0100-\u{1ffff}]/u.test(text.slice(end, end + VALUE));
}
