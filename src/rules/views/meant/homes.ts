import { lateExpression } from '../../machine-code.ts';
import type { Edit } from './draft.ts';

const Q = `["'\\x60]`;
const NAME = String.raw`(?:HOME|USERPROFILE)`;
/** How languages ask for a person's home, without what unwraps the answer. */
const ASKED = [
  String.raw`(?:pathlib\.)?Path\.home\(\)`,
  String.raw`(?:require\(\s?${Q}(?:node:)?os${Q}\s?\)\.|os\.|dirs::|env::|std::env::)?home_?dir\(\)`,
  String.raw`process\.env(?:\.${NAME}\b|\[\s?${Q}${NAME}${Q}\s?\])!?`,
  String.raw`(?:os\.|std::)?environ(?:\.get)?[[(]\s?${Q}${NAME}${Q}\s?[\])]`,
  String.raw`(?:os\.|Sys\.|Deno\.env\.|System\.|std::|env::)?(?:getenv|Getenv|var|var_os|get)\(\s?${Q}(?:${NAME}|user\.home)${Q}\s?\)`,
  String.raw`System\.getProperty\(\s?${Q}user\.home${Q}\s?\)`,
  String.raw`Environment\.GetFolderPath\(\s?(?:System\.)?(?:Environment\.)?SpecialFolder\.UserProfile\s?\)`,
  String.raw`Dir\.home(?:\(\))?`,
  String.raw`\$(?:HOME|env:USERPROFILE)(?= ?\+)`,
  String.raw`ENV(?:\.fetch\(\s?${Q}${NAME}${Q}\s?\)|\[\s?${Q}${NAME}${Q}\s?\])`,
  String.raw`\$ENV\{\s?${Q}?${NAME}${Q}?\s?\}`,
  String.raw`\$_(?:SERVER|ENV)\[\s?${Q}?${NAME}${Q}?\s?\]`,
  String.raw`NSHomeDirectory\(\)|FileManager\.default\.homeDirectoryForCurrentUser|System\.user_home!?(?:\(\))?`,
];
const HOME = lateExpression(
  () =>
    String.raw`(?<![\w$.>])(?<open>[$#]?\{\s?)?(?:${ASKED.join('|')})(?:\??\.(?:unwrap|expect|unwrap_or_default)\([^()\n]{0,40}\)|\?|!)?(?<close>\s?\})?`,
  'g',
);
/** `expanduser('~/x')`, `Path('~/x').expanduser()`: what is given reads as it stands. */
const EXPANDED =
  /([$#]?\{\s?)?(?:\b(?:os\.path\.expanduser|File\.expand_path|os\.ExpandEnv|os\.path\.expandvars|shellexpand::tilde)\(\s?(["'][^"'\n]{0,160}["'])\s?\)|\b(?:pathlib\.)?Path\(\s?(["'][^"'\n]{0,160}["'])\s?\)\.expanduser\(\))(\s?\})?/g;
/** `home, err := os.UserHomeDir()`: the first name gets it. */
const ASSIGNED = /\b([A-Za-z_]\w{0,32})(?:, ?\w{1,16})? :?= ?(?:os\.UserHomeDir\(\)|homedir\.Dir\(\))/g;

/** Whether a home may be asked for by its name, by more than a shell's `$HOME`: looked for before the expressions are tried. */
export function namesHome(text: string): boolean {
  for (let at = text.indexOf('HOME'); at >= 0; at = text.indexOf('HOME', at + 4)) {
    const before = text[at - 1];
    if (before === '.' || before === '"' || before === "'" || (before === '{' && text[at - 2] === 'V')) return true;
  }
  return NAMED.some((name) => text.includes(name));
}
const NAMED = [
  '$HOME +',
  'env:USERPROFILE +',
  '.USERPROFILE',
  "'USERPROFILE",
  '"USERPROFILE',
  'UserProfile',
  'Dir.home',
  'NSHome',
];

/** A person's home, however code asks for it, as `'~'`; in a string as `~`. */
export function homesIn(text: string): Edit[] {
  const found: Edit[] = [];
  for (const match of text.matchAll(HOME())) {
    let start = match.index;
    let end = start + match[0].length;
    const { open, close } = match.groups ?? {};
    if (open !== undefined && close === undefined) start += open.length;
    if (open === undefined && close !== undefined) end -= close.length;
    const inside = (open !== undefined && close !== undefined) || isInside(text, start, end);
    found.push({ start, end, piece: inside ? '~' : "'~'" });
  }
  if (text.includes('expand'))
    for (const match of text.matchAll(EXPANDED)) {
      const [whole, open, expanded, path, close] = match;
      const given = expanded ?? path ?? '';
      const inside = open !== undefined && close !== undefined;
      const start = match.index + (inside ? 0 : (open ?? '').length);
      const end = match.index + whole.length - (inside ? 0 : (close ?? '').length);
      found.push({ start, end, piece: inside ? given.slice(1, -1) : given });
    }
  if (text.includes('HomeDir()') || text.includes('homedir.Dir()'))
    for (const match of text.matchAll(ASSIGNED))
      found.push({ start: match.index, end: match.index + match[0].length, piece: `${match[1]} = '~'` });
  return found.sort((a, b) => a.start - b.start);
}

/** `"$ENV{HOME}/.ssh"`: within a string already. */
function isInside(text: string, start: number, end: number): boolean {
  return (text[end] === '/' && /[\w.]/.test(text[end + 1] ?? '')) || (text[start - 1] === '"' && text[end] === '"');
}
