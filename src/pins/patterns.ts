/** Whether a pattern of a schema bounds nothing: one of its ways takes any text, or any without blanks. */
export function takesAnything(pattern: string): boolean {
  return waysOf(pattern).some((way) => {
    const [begins, ends] = [way.startsWith('^'), way.endsWith('$') && !way.endsWith('\\$')];
    const inner = way.slice(begins ? 1 : 0, ends ? -1 : undefined);
    return isAnything(inner, { open: !(begins && ends), repeated: false, depth: 0 });
  });
}

/** `open`: it may stand anywhere in the text; `repeated`: in a group that comes as often as one likes. */
type Place = { readonly open: boolean; readonly repeated: boolean; readonly depth: number };

/** Deeper nobody writes a pattern, and nobody reads one. */
const MOST_DEEP = 8;

function isAnything(text: string, place: Place): boolean {
  const { open, repeated, depth } = place;
  if (text === '' || depth > MOST_DEEP) return open || depth > MOST_DEEP;
  const group = groupOf(text);
  if (group !== undefined) {
    const { inside, often } = group;
    if (open && /^[*?]/.test(often)) return true;
    const below = { open, repeated: repeated || /^[*+]/.test(often), depth: depth + 1 };
    return waysOf(inside).some((way) => isAnything(way, below));
  }
  const often = ANYTHING.exec(text)?.[1];
  if (often !== undefined) return often === '' ? open || repeated : true;
  return open && MAY_BE_NOTHING.test(text);
}

/** Any character, or any but a blank; and as often as one likes. */
const ANYTHING =
  /^(?:\.|\\S|\[\^(?:\\[nrs]){0,3}\]|\[(?:\\s\\S|\\S\\s|\\w\\W|\\W\\w|\\d\\D|\\D\\d)\])((?:(?:[*+]|\{[01],(?:\d{2,6})?\})\??)?)$/;
const MAY_BE_NOTHING = /^(?:\\?[^\\]|\[[^\]]{1,200}\])(?:[*?]|\{0,\d{0,6}\})\??$/;

/** What stands between the bars that are in no group and no class. */
function waysOf(pattern: string): string[] {
  const ways: string[] = [];
  let from = 0;
  walk(pattern, (at, depth) => {
    if (depth > 0 || pattern[at] !== '|') return;
    ways.push(pattern.slice(from, at));
    from = at + 1;
  });
  return [...ways, pattern.slice(from)];
}

/** What is in the one group that a pattern is, and how often it comes. */
function groupOf(text: string): { readonly inside: string; readonly often: string } | undefined {
  if (!text.startsWith('(')) return undefined;
  let end = -1;
  walk(text, (at, depth) => {
    if (end < 0 && depth === 0 && text[at] === ')') end = at;
  });
  const often = text.slice(end + 1);
  if (end < 0 || !/^(?:[*+?]\??)?$/.test(often)) return undefined;
  const inside = text.slice(1, end);
  // What looks ahead or behind takes no text of its own.
  if (!inside.startsWith('?')) return { inside, often };
  return inside.startsWith('?:') ? { inside: inside.slice(2), often } : undefined;
}

/** Tells of each character that stands for itself in no class, with the groups around it. */
function walk(pattern: string, tell: (at: number, depth: number) => void): void {
  let depth = 0;
  let inClass = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const unit = pattern[at];
    if (unit === '\\') at += 1;
    else if (inClass) inClass = unit !== ']';
    else if (unit === '[') inClass = true;
    else {
      if (unit === ')') depth -= 1;
      tell(at, depth);
      if (unit === '(') depth += 1;
    }
  }
}
