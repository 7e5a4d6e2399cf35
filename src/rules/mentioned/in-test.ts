/** How code that tests something is written, in the frameworks in use; words of prose alone never look like it. */
const TEST =
  /\b(?:expect|assert\w{0,20}|describe|it|test|context|scenario)(?:\.\w{2,8}){0,2}\(\s{0,4}[^\s)]|\b(?:describe|it|context|specify) ["'][^"'\n]{2,120}["'] do\b|@(?:pytest\.|Test\b|ParameterizedTest|DataProvider|CsvSource)|\bdef test_\w|\bfunc Test[A-Z]\w{0,40}\(|\bt\.(?:Run|Errorf?|Fatalf?)\(|#\[(?:tokio::)?test\]|#\[test_case|^\s{0,8}assert \w|\bassert:\s{0,4}(?:\[|-|$)|\b(?:must|should)_not_\w{2,20}:|\.(?:toBe|toEqual|toThrow|toMatch|toContain)\w{0,16}\(/m;
/** So far around a string its test is looked for: a table of cases is long. */
const AROUND = 600;
/** A string of code is no longer. */
const LONGEST = 300;

/** What opens a string of code, and what it may follow: a bracket, a comma, a colon, an operator, the start of a line. */
const OPENS = /(?:^\s{0,16}|[([{,:=+%]|=>|\breturn|\bin|\bassert)\s{0,3}(?:[bfru@$%q]{1,2}[({]?)?$/i;
/** What may follow the end of one. */
const CLOSES = /^\s{0,3}(?:[)\]},;:+.%]|\/\/|#|$)/;

/**
 * Whether a place stands within a string, on one line, of code that tests something: what is thrown at a parser or a scanner to see what it
 * does. Nobody does what such a string says; who wants to be obeyed may write like that, so it lowers a finding and never clears it.
 */
export function isInTest(text: string, start: number, end: number): boolean {
  return isTest(text, start, end) && (isWithin(text, (start + end) >> 1) || isWithin(text, end - 1));
}

function isWithin(text: string, middle: number): boolean {
  const before = text.slice(Math.max(0, middle - LONGEST), middle);
  const begun = before.slice(before.lastIndexOf('\n') + 1);
  const rest = text.slice(middle, middle + LONGEST).split('\n', 1)[0] as string;
  return isString(begun + rest, begun.length);
}

/** Whether code that tests something stands around a place. */
export function isTest(text: string, start: number, end: number): boolean {
  return TEST.test(text.slice(Math.max(0, start - AROUND), Math.min(end, start + AROUND) + AROUND));
}

/** Whether a place on a line is within a string of code. */
function isString(line: string, place: number): boolean {
  let open = -1;
  for (let at = 0; at < place; at += 1) {
    const char = line[at] as string;
    if (char === '\\') at += 1;
    else if (open >= 0 && char === line[open]) open = -1;
    else if (open < 0 && MARKS.includes(char) && OPENS.test(line.slice(Math.max(0, at - 16), at))) open = at;
  }
  if (open < 0) return false;
  for (let at = line.indexOf(line[open] as string, place); at >= 0; at = line.indexOf(line[open] as string, at + 1))
    if (line[at - 1] !== '\\') return CLOSES.test(line.slice(at + 1));
  return false;
}

const MARKS = ['"', "'", '`'];
