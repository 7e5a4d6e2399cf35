import { type Html, html } from '../html.ts';

/**
 * Text that others wrote, made visible where it would hide: control, invisible and bidirectional characters are shown by
 * their number, so that an excerpt can neither reorder nor conceal what stands beside it.
 */
export function shown(text: string): Html {
  const parts = text.split(UNSEEN);
  if (parts.length === 1) return html`${text}`;
  return html`${parts.map((part, at) => (at % 2 === 0 ? part : html`<span class="unseen">${numberOf(part)}</span>`))}`;
}

/** The same as plain text, for attributes and titles. */
export function plain(text: string): string {
  return text.replace(UNSEEN, (found) => numberOf(found));
}

// Code points one by one: joined into a class, some would be taken for combinations.
const UNSEEN =
  /([\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|\u034f|[\ufe00-\ufe0f]|\p{Cs}|[\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}])/gu;

function numberOf(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
