import { MapBuilder, type Mapped } from './collapse.ts';

/**
 * A text whose wrapped lines go on behind one blank: line end, indentation and the mark that all lines of a comment begin with are left
 * out. Undefined where no line goes on.
 * @param codes of the text, as `unitsOf` gives them
 */
export function unwrap(text: string, codes: Uint8Array): Mapped | undefined {
  let builder: MapBuilder | undefined;
  let kept = 0;
  let start = 0;
  for (let feed = codes.indexOf(FEED); feed >= 0; feed = codes.indexOf(FEED, feed + 1)) {
    const next = continued(codes, start, feed);
    start = feed + 1;
    if (next < 0) continue;
    const end = lineEnd(codes, feed);
    builder ??= new MapBuilder();
    builder.copy(text, kept, end);
    builder.add(' ', end);
    kept = next;
  }
  if (builder === undefined) return undefined;
  builder.copy(text, kept, text.length);
  return builder.done(text.length);
}

const FEED = 10;
const RETURN = 13;
const TAB = 9;
const BLANK = 32;
const MOST_INDENT = 64;
const LONGEST_MARK = 8;
/** Lines of prose are wrapped at columns between these. */
const NARROW = 40;
const WIDE = 104;

/**
 * Where the line that ends at `feed` goes on, behind what the next one begins with; below 0 where a sentence or something else ends there.
 * @param start of the line
 */
function continued(codes: Uint8Array, start: number, feed: number): number {
  const end = lineEnd(codes, feed);
  const margin = indented(codes, feed + 1);
  const first = codes[margin] ?? FEED;
  // Most lines that do not go on are told by how the next one begins.
  if (BEGINS[first] === 0 || end <= start || !goesOn(codes, start, end)) return -1;
  const from = indented(codes, start);
  const mark = markAt(codes, margin);
  if (!sameMark(codes, from, margin, mark)) return -1;
  const next = mark === 0 ? margin : indented(codes, margin + mark);
  const begins = codes[next] ?? FEED;
  const words = from + mark;
  if (BEGINS[begins] !== WORD && BEGINS[begins] !== OTHER) return -1;
  if (BEGINS[begins] === WORD && codes[margin] !== STAR) {
    return isWord(codes, next) && isProse(codes, indented(codes, words), end) ? next : -1;
  }
  // Strings of a list
  if (begins === codes[end - 1] || (codes[end - 1] === COMMA && begins === codes[end - 2])) return -1;
  return isFull(codes, start, end, next) ? next : -1;
}

/** Whether a line ends with something that may go on: no end of a sentence, also within quotes, no line of quoted strings. */
function goesOn(codes: Uint8Array, start: number, end: number): boolean {
  const last = codes[end - 1] as number;
  if (last !== QUOTE && last !== APOSTROPHE) return GOES_ON[last] === 1;
  const first = codes[indented(codes, start)] as number;
  return first !== last && GOES_ON[codes[end - 2] as number] === 1;
}

/** Without what ends it and blanks before that. */
function lineEnd(codes: Uint8Array, feed: number): number {
  let end = feed;
  while (end > 0 && isSpace(codes[end - 1] as number)) end -= 1;
  return end;
}

function isSpace(code: number): boolean {
  return code === BLANK || code === TAB || code === RETURN;
}

function indented(codes: Uint8Array, start: number): number {
  let at = start;
  while (at < start + MOST_INDENT && (codes[at] === BLANK || codes[at] === TAB)) at += 1;
  return at;
}

/** How long the mark of a comment or a citation is that stands here; 0 for none. */
function markAt(codes: Uint8Array, at: number): number {
  if (BEGINS[codes[at] as number] !== MARK) return 0;
  let size = 1;
  while (size < LONGEST_MARK && BEGINS[codes[at + size] ?? 0] === MARK) size += 1;
  // Citations within citations: `> > `
  while (codes[at] === CITED && size < LONGEST_MARK && codes[at + size] === BLANK && codes[at + size + 1] === CITED)
    size += 2;
  const behind = codes[at + size] ?? FEED;
  // One dash is an item of a list.
  if ((behind !== BLANK && behind !== TAB) || (size === 1 && (codes[at] === DASH || codes[at] === SLASH))) return 0;
  return size;
}

/** Whether two lines begin with the same mark, or with none. A comment of many lines opens with another one than goes on. */
function sameMark(codes: Uint8Array, one: number, other: number, size: number): boolean {
  if (size === 0) return BEGINS[codes[one] as number] !== MARK && BEGINS[codes[other] as number] !== MARK;
  for (let at = 0; at < size; at += 1) if (codes[one + at] !== codes[other + at]) return false;
  return isSpace(codes[one + size] ?? 0);
}

/** A word of prose, no name of a field, a call or a path. */
function isWord(codes: Uint8Array, start: number): boolean {
  let at = start;
  while (at < start + WORD_LENGTH && (BEGINS[codes[at] ?? 0] === WORD || codes[at] === DASH)) at += 1;
  const behind = codes[at] ?? FEED;
  // No English word but one has one letter.
  if (at === start + 1 && codes[start] !== LETTER_A) return false;
  if (behind === FULL_STOP) return isSpace(codes[at + 1] ?? BLANK) || codes[at + 1] === FEED;
  return ENDS_WORD[behind] === 1;
}

/** Several words, and no columns of a table. */
function isProse(codes: Uint8Array, from: number, to: number): boolean {
  let blanks = 0;
  let wide = 0;
  for (let at = from; at < to; at += 1) {
    wide = codes[at] === BLANK ? wide + 1 : 0;
    if (wide === 1) blanks += 1;
    if (wide === 3) return false;
  }
  return blanks > 0;
}

/** Whether a line is as long as its neighbours let lines be: the first word of the next one had no room in it. */
function isFull(codes: Uint8Array, start: number, end: number, next: number): boolean {
  const length = end - start;
  if (length < NARROW || length > WIDE || !isProse(codes, indented(codes, start), end)) return false;
  let word = next;
  while (word < next + WORD_LENGTH && (codes[word] ?? 0) > BLANK) word += 1;
  const least = length + 1 + word - next;
  if (isDigit(codes[next]) && isDigit(codes[start])) return false;
  let before = start - 1;
  while (before > 0 && codes[before - 1] !== FEED && start - before < least + 1) before -= 1;
  if (start - 1 - before >= least) return false;
  const behind = codes.indexOf(FEED, next);
  const last = behind < 0 ? codes.length : behind;
  let margin = next;
  while (margin > 0 && codes[margin - 1] !== FEED) margin -= 1;
  return last - margin < least;
}

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 48 && code <= 57;
}

const LETTER_A = 97;
const FULL_STOP = 46;
const QUOTE = 34;
const APOSTROPHE = 39;
const STAR = 42;
const COMMA = 44;
const DASH = 45;
const SLASH = 47;
const CITED = 62;
const WORD_LENGTH = 32;
/** What the next line may begin with: a small letter, something that a sentence may go on with, the mark of a comment. */
const WORD = 1;
const OTHER = 2;
const MARK = 3;
const BEGINS = new Uint8Array(256).fill(OTHER, 128);
for (let code = 97; code <= 122; code += 1) BEGINS[code] = WORD;
for (let code = 65; code <= 90; code += 1) BEGINS[code] = OTHER;
for (let code = 48; code <= 57; code += 1) BEGINS[code] = OTHER;
for (const char of '"\'`(<$&') BEGINS[char.charCodeAt(0)] = OTHER;
for (const char of '/#*;%>-') BEGINS[char.charCodeAt(0)] = MARK;

/** What a line may end with that goes on: nothing that ends a sentence or opens a block. */
const GOES_ON = new Uint8Array(256).fill(1, 128);
for (let code = 48; code <= 122; code += 1) GOES_ON[code] = 1;
for (const char of ':;<=>?@[\\^') GOES_ON[char.charCodeAt(0)] = 0;
for (const char of ',)"\'`-%*/&') GOES_ON[char.charCodeAt(0)] = 1;

const ENDS_WORD = new Uint8Array(256).fill(1, 128);
for (const char of ' \t\r\n,;!?)"\'-') ENDS_WORD[char.charCodeAt(0)] = 1;
