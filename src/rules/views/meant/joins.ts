import { lateExpression } from '../../machine-code.ts';
import type { Edit } from './draft.ts';
import { isNamed } from './name.ts';
import { FORMS, JOINED } from './telling.ts';

/** A string as code writes one, short and without escapes. */
const STRING = String.raw`(?:@|[rbuf]{1,2})?(?:"(?:[^"\\\n]|\\[\w.]){0,120}"|'[^'\\\n]{0,120}'|\x60[^\x60\\\n$]{0,120}\x60)`;
/** What makes one path of the strings that it is given. */
const MAKERS = String.raw`(?:os\.path|posixpath|ntpath|path|Path|File|filepath|p)(?:\.posix)?\.(?:join|Join|resolve|Combine)|(?:join|joinpath|resolve|file\.path|Join-Path)|(?:new )?(?:pathlib\.)?(?:Pure|Posix|PurePosix)?Path(?:name)?(?:::new|\.new|\.of)?|PathBuf::from|Paths\.get|new File|File|\[(?:System\.)?IO\.Path\]::Combine|File::Spec->cat(?:file|dir)`;
const MAKER = lateExpression(() => String.raw`(?<![\w.$])(?:${MAKERS})$`);
/** The last name of each of them: most calls are let go by it. */
const LAST: ReadonlySet<string> = new Set(
  'join Join resolve Combine joinpath path Path PurePath PosixPath PurePosixPath Pathname new of get from File catfile catdir'.split(
    ' ',
  ),
);
const ENDS = new Uint8Array(1_024);
for (const name of LAST)
  ENDS[((name.charCodeAt(name.length - 2) & 31) << 5) | (name.charCodeAt(name.length - 1) & 31)] = 1;
const GIVEN = /\(\s{0,24}\*?\[?\s{0,24}(?=["'@rbuf\x60A-Za-z_*$])/y;
const LITERAL = lateExpression(() => STRING, 'y');
const OTHER = /[A-Za-z_$][\w.$]{0,60}(?:\(\)|\[\d{1,3}\])?/y;
const BETWEEN = /\s{0,24},\s{0,24}/y;
const CLOSED = /\s{0,24},?\s{0,24}\]?\s{0,4}\)/y;
/** What goes on with a path: `/ 'x'`, `+ 'x'`, `.join("x")`, `.. 'x'`. */
const NEXT = lateExpression(
  () =>
    String.raw`(?<op>\s{0,24}(?:\/|\+|\.{1,2})\s{0,24})(?<operand>${STRING})|\??\.(?:joinpath|join|resolve|appendingPathComponent|child|push)\(\s?(?<given>${STRING}(?:\s?,\s?${STRING}){0,6})\s?\)|\.(?:unwrap|expect|expanduser|resolve|absolute|to_path_buf|toString|getPath)\([^()\n]{0,30}\)`,
  'y',
);
/** Words put together at one mark: `'/'.join(['', 'etc'])`, `['', 'etc'].join('/')`. */
const LISTED = lateExpression(
  () =>
    String.raw`(?:["']\/["']|os\.(?:path\.)?sep)\.join\(\s?[[(]\s?(?<a>${STRING}(?:\s?,\s?${STRING}){1,8})\s?[\])]\s?\)|\[\s?(?<b>${STRING}(?:\s?,\s?${STRING}){1,8})\s?\]\.join\(\s?(?:["']\/["']|path\.sep|sep)\s?\)|\b(?:implode|join)\(\s?["']\/["']\s?,\s?[[(]?\s?(?<c>${STRING}(?:\s?,\s?${STRING}){1,8})\s?[\])]?\s?\)`,
  'g',
);

/** `'/etc/%s' % 'shadow'`, `'/etc/{}'.format('shadow')`, `Sprintf("/etc/%s", "shadow")` */
const FORMED = lateExpression(
  () =>
    String.raw`(?<form>${STRING})(?:\s?%\s?\(?\s?|\.format\()(?<given>${STRING}(?:\s?,\s?${STRING}){0,4})\)?|\b[Ss]?printf\(\s?(?<format>${STRING})\s?,\s?(?<values>${STRING}(?:\s?,\s?${STRING}){0,4})\s?\)`,
  'g',
);
/** `Join-Path $HOME ".ssh"` */
const JOIN_PATH =
  /\(?\bJoin-Path (?:-Path )?(["']?)([\w.:$~\\/-]{1,80})\1 (?:-ChildPath )?(["']?)([\w.\\/-]{1,80})\3\)?/gi;

/** Paths that code puts together, as the paths they make. */
export function joinsIn(text: string, bits: number): Edit[] {
  const found: Edit[] = [];
  if ((bits & JOINED) !== 0)
    for (const match of text.matchAll(LISTED())) {
      const path = stringsIn(match.groups?.a ?? match.groups?.b ?? match.groups?.c ?? '').join('/');
      if (PLACE.test(path)) found.push({ start: match.index, end: match.index + match[0].length, piece: `'${path}'` });
    }
  if (text.includes('Join-Path'))
    for (const match of text.matchAll(JOIN_PATH))
      found.push({
        start: match.index,
        end: match.index + match[0].length,
        piece: joined(match[2] ?? '', match[4] ?? ''),
      });
  if ((bits & FORMS) !== 0)
    for (const match of text.matchAll(FORMED())) {
      const form = match.groups?.form ?? match.groups?.format ?? '';
      const values = stringsIn(match.groups?.given ?? match.groups?.values ?? '');
      const piece = formed(inner(form), values);
      if (piece !== inner(form) && PLACE.test(piece))
        found.push({ start: match.index, end: match.index + match[0].length, piece: `'${piece}'` });
    }
  for (let open = text.indexOf('('); open >= 0; open = text.indexOf('(', open + 1)) {
    // By two characters nearly all other calls are let go.
    if (ENDS[((text.charCodeAt(open - 2) & 31) << 5) | (text.charCodeAt(open - 1) & 31)] !== 1) continue;
    let start = open;
    while (open - start < 14 && isNamed(text.charCodeAt(start - 1))) start -= 1;
    if (!LAST.has(text.slice(start, open))) continue;
    GIVEN.lastIndex = open;
    if (!GIVEN.test(text)) continue;
    const from = Math.max(0, open - 40);
    const maker = MAKER().exec(text.slice(from, open));
    if (maker !== null) found.push(...callAt(text, from + maker.index, GIVEN.lastIndex));
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  return found;
}

/** Strings and paths with others behind them: `'~' / '.ssh' / 'id_rsa'`. */
export function chainsIn(text: string): Edit[] {
  const found: Edit[] = [];
  const literal = LITERAL();
  for (let at = nextQuote(text, 0); at >= 0; ) {
    literal.lastIndex = at;
    const first = literal.exec(text)?.[0];
    if (first === undefined) {
      at = nextQuote(text, at + 1);
      continue;
    }
    const chain = goneOn(text, at + first.length, inner(first));
    if (chain !== undefined && PLACE.test(chain.path))
      found.push({ start: at, end: chain.end, piece: `'${chain.path}'` });
    at = nextQuote(text, chain?.end ?? at + first.length);
  }
  return found;
}

/** What a path begins with that leads out of where one is. */
const PLACE =
  /^(?:~|\/|\.\w|[A-Za-z]:[\\/]|\$HOME|(?:sudo )?(?:rm|cat|chmod|chown|systemctl|docker|oktsec|curl|git|find|dd) )/;

function nextQuote(text: string, from: number): number {
  QUOTE.lastIndex = from;
  return QUOTE.exec(text)?.index ?? -1;
}
const QUOTE = /["'\x60]/g;

type Chain = { readonly end: number; readonly path: string };

function goneOn(text: string, from: number, first: string): Chain | undefined {
  const next = NEXT();
  let end = from;
  let path = first;
  let close = 0;
  // `(Path('~') / 'x')`, `Path('~')`: what encloses the string alone
  for (let turn = 0; turn < 12; turn += 1) {
    next.lastIndex = end;
    const match = next.exec(text);
    if (match === null) break;
    const { op, operand, given } = match.groups ?? {};
    if (operand !== undefined) {
      const rest = inner(operand);
      path = op?.trim() === '/' ? joined(path, rest) : path + rest;
    } else if (given !== undefined) path = [path, ...stringsIn(given)].reduce(joined);
    end = next.lastIndex;
    close = end;
  }
  return close === 0 || path.length > 400 ? undefined : { end, path };
}

/** One call that joins: as one string where all that it is given are, else the strings side by side in it as one. */
function callAt(text: string, start: number, from: number): Edit[] {
  const literal = LITERAL();
  let at = from;
  let run: { start: number; end: number; path: string; many: boolean } | undefined;
  let whole = true;
  const runs: Edit[] = [];
  const over = (): void => {
    if (run?.many === true && PLACE.test(run.path))
      runs.push({ start: run.start, end: run.end, piece: `'${run.path}'` });
  };
  for (let turn = 0; turn < 12; turn += 1) {
    literal.lastIndex = at;
    const one = literal.exec(text)?.[0];
    if (one !== undefined) {
      const path = inner(one);
      if (run === undefined) run = { start: at, end: at + one.length, path, many: false };
      else run = { start: run.start, end: at + one.length, path: joined(run.path, path), many: true };
      at += one.length;
    } else {
      OTHER.lastIndex = at;
      const other = OTHER.exec(text)?.[0];
      if (other === undefined) return runs;
      over();
      run = undefined;
      whole = false;
      at += other.length;
    }
    BETWEEN.lastIndex = at;
    if (BETWEEN.test(text)) {
      at = BETWEEN.lastIndex;
      continue;
    }
    break;
  }
  over();
  CLOSED.lastIndex = at;
  if (whole && run !== undefined && PLACE.test(run.path) && CLOSED.test(text))
    return [{ start, end: CLOSED.lastIndex, piece: `'${run.path}'` }];
  return runs;
}

/** A form with the values in their places, one after the other. */
function formed(form: string, values: readonly string[]): string {
  let next = 0;
  return form.replace(/%[sv]|\{\d?\}/g, (mark) => {
    const value = values[mark.length === 3 ? Number(mark[1]) : next];
    next += 1;
    return value ?? mark;
  });
}

/** What is absolute starts anew. */
function joined(path: string, rest: string): string {
  if (path === '') return `/${rest}`;
  if (rest === '') return path;
  if (/[\\/]$/.test(path) || /^[\\/]/.test(rest))
    return path.replace(/[\\/]$/, '') + (/^[\\/]/.test(rest) ? '' : '/') + rest;
  return `${path}/${rest}`;
}

function stringsIn(list: string): string[] {
  const found: string[] = [];
  for (const match of list.matchAll(/"([^"]{0,120})"|'([^']{0,120})'|\x60([^\x60]{0,120})\x60/g))
    found.push(match[1] ?? match[2] ?? match[3] ?? '');
  return found;
}

/** A string without its quotes and what stands before them. */
function inner(literal: string): string {
  const open = literal.search(/["'\x60]/);
  return literal.slice(open + 1, -1);
}
