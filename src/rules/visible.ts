/**
 * The text with everything that steers a terminal or turns text around shown instead of obeyed: C0 but tab and line feed,
 * C1, DEL, bidi controls and marks, line separators and other invisible characters as `\x1b` and `\u202e`. [97, 99]
 */
export function visible(text: string): string {
  return text.replace(STEERING, (char) => {
    const code = char.charCodeAt(0);
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** Tag characters are pairs of surrogates; each half is shown, as are halves that stand alone. */
const STEERING =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: selectors by themselves are what it is about
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0e\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The same on one line: tabs and line feeds as spaces. */
export function visibleLine(text: string): string {
  return visible(text.replace(/[\t\n\r]+/g, ' '));
}
