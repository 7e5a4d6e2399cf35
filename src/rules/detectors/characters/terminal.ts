import type { Span } from '../span.ts';

/** Escape sequences other than colours: cursor moves, erasing, titles, device strings. */
export function terminalEscapes(text: string): Span[] {
  const found: Span[] = [];
  for (const match of text.matchAll(/(?:\u001B\[|\u009B)[0-?]{0,32}[ -/]{0,4}([@-~])|\u001B[\]PX^_]/g)) {
    // `m` sets colours; what it hides is terminalTricks' business.
    if (match[1] === 'm') continue;
    found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** Concealed text, the clipboard, and links whose text is itself another address. */
export function terminalTricks(text: string): Span[] {
  const shape =
    /(?:\u001B\[|\u009B)(?:\d{1,3};){0,4}8m|\u001B\]52;[a-z0-9]{0,4};[A-Za-z0-9+/=]{4,512}|\u001B\]8;[^;\u0007\u001B]{0,64};(?:javascript|data|file):/g;
  return [...text.matchAll(shape)]
    .filter((match) => !/[34]8;5;8m$/.test(match[0]))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
