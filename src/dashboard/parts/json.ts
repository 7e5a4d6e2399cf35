/**
 * JSON with a line for each member, its own bytes in their own order: nothing is parsed and written anew, so doubled keys
 * and odd numbers stay as they are. Text that is no JSON comes back in some other order of lines, but whole.
 */
export function indented(text: string): string {
  let out = '';
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quoted) {
      out += char;
      if (char === '\\') out += text.charAt(++at);
      else if (char === '"') quoted = false;
    } else if (char === '"') {
      quoted = true;
      out += char;
    } else if (char === '{' || char === '[') {
      const closes = text.slice(at + 1).match(/^\s*[}\]]/);
      if (closes === null) out += `${char}${lineOf(++depth)}`;
      else {
        out += char + closes[0].trim();
        at += closes[0].length;
      }
    } else if (char === '}' || char === ']') {
      depth = Math.max(0, depth - 1);
      out += lineOf(depth) + char;
    } else if (char === ',') out += `,${lineOf(depth)}`;
    else if (char === ':') out += ': ';
    else if (!/\s/.test(char)) out += char;
  }
  return out;
}

/** Deeper than this nobody sees the difference, and hostile nesting would fill the page with blanks. */
const DEEPEST = 12;

function lineOf(depth: number): string {
  return `\n${'  '.repeat(Math.min(depth, DEEPEST))}`;
}
