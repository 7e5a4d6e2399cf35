/** One statement of SQL. */
export type Statement = {
  /** In lower case, on one line: texts as `''`, without comments and quotes of names. */
  readonly plain: string;
  /** The same without what stands in parentheses. */
  readonly outer: string;
  /** Its verb is in capitals, as nobody writes the first word of a sentence. */
  readonly loud: boolean;
};

const MAX_CHARS = 16_384;
/** Where a comment, a text, a name in quotes or a text between dollars begins, and what ends a statement. */
const TOKEN = /--|\/\*|['"`;]|\[(?=\w)|\$\w{0,16}\$/g;
/** How each goes on to its end. */
const ENDS: ReadonlyMap<string, string> = new Map([
  ['--', '\n'],
  ['/*', '*/'],
  ["'", "'"],
  ['"', '"'],
  ['`', '`'],
  ['[', ']'],
]);
const VERB =
  /^(?:with|select|insert|update|delete|truncate|drop|alter|create|grant|copy|attach|merge|replace|exec|call|set|begin|explain)\b/;

/** The statements of a text that is SQL: it begins as one. None of any other text. Linear; reads 16 KiB at most. */
export function statementsOf(source: string): Statement[] {
  const text = source.length > MAX_CHARS ? source.slice(0, MAX_CHARS) : source;
  const found: Statement[] = [];
  let plain = '';
  const close = () => {
    if (!VERB.test(beginningOf(plain))) {
      plain = '';
      return;
    }
    const one = plain
      .toLowerCase()
      .replace(/\s{1,512}/g, ' ')
      .trim();
    found.push({ plain: one, outer: withoutGroups(one), loud: /^\s{0,512}[A-Z]{4}/.test(plain) });
    plain = '';
  };
  let at = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const [opens] = match;
    plain += text.slice(at, match.index);
    // What does not begin as a statement is none, however long it goes on.
    if (found.length === 0 && plain.length > 64 && !VERB.test(plain.slice(0, 128).trimStart().toLowerCase()))
      return found;
    at = match.index + opens.length;
    if (opens === ';') close();
    else {
      const end = text.indexOf(ENDS.get(opens) ?? opens, at);
      const inside = text.slice(at, end === -1 ? text.length : end);
      at = end === -1 ? text.length : end + (ENDS.get(opens) ?? opens).length;
      // A doubled quote ends a text and begins the next one: together they are one.
      if (opens === "'" || opens.startsWith('$')) plain += plain.endsWith("''") ? '' : "''";
      else plain += opens === '--' || opens === '/*' ? ' ' : inside.replaceAll(' ', '_');
    }
    TOKEN.lastIndex = at;
  }
  plain += text.slice(at);
  close();
  return found;
}

/** As much of a statement as its verb is found in. */
function beginningOf(text: string): string {
  return text.trimStart().slice(0, 16).toLowerCase();
}

function withoutGroups(text: string): string {
  if (!text.includes('(')) return text;
  let out = '';
  let depth = 0;
  for (const char of text) {
    if (char === '(') depth += 1;
    else if (char === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) out += char;
  }
  return out;
}
