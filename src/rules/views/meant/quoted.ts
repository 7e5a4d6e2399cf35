import type { Edit } from './draft.ts';
import { firstOf } from './first-of.ts';

/** A quote within a word: `~/.s"s"h`, `"$HOME"/.ssh`, `-r"f"`. */
const INSIDE = /[\w~./$}*-](["'])[\w./~*-]{0,60}\1|(["'])[\w./~$*{}-]{1,60}\2(?=[\w/*-]|["'][\w./])/g;
/** What stands for nothing within a word, where no name has a value: `/e${x}tc`, `sha$@dow`, `/et\c`. */
const NOTHING = /(?<=[a-z])(?:\$\{[A-Za-z_]\w{0,16}\}|\$[@*]|\$\(\))(?=[a-z])/g;
const ESCAPED = /(?<![\w\\"'])(?:[~/][\w./-]{0,40}|-[a-zA-Z]{1,3})\\(?=[aceghijklmopqxyzf.](?:[\w./-]|$|\s))/g;
/** Several words in one: `~/.{ssh,aws}/{id_rsa,credentials}`. */
const LISTED =
  /(?<![\w$}])(?:(?:~|\$HOME|\$\{HOME\})?\/[\w.*/-]{0,60}|(?:~|\$HOME)\/?)?\{(?:[~/]|[\w.~/*-]{1,60},)[\w.~/*-]{0,80}(?:,[\w.~/*-]{0,80}){0,8}\}[\w.*/-]{0,60}(?:\{[\w.*/-]{1,40}(?:,[\w.*/-]{0,40}){1,8}\}[\w.*/-]{0,40})?/g;
/** A word that needs no quotes, given to a program that rules know. */
const ALONE =
  /\b(?:rm|systemctl|service|oktsec|usermod|adduser|docker|podman|ufw|setenforce|iptables|chmod|chown|dd|find|git|kubectl|pkill|crontab|auditctl)(?:[ \t]{1,3}[\w./=-]{1,40}){0,3}[ \t]{1,3}(["'])([\w./-]{1,24})\1(?=[ \t;|&)\n]|$)/g;
const BREAKS = /[\s;|&<>()=,`[\]]/;
const LONGEST = 120;
const MOST = 1_024;
/** A place, an option, or a program that one may hide. */
const TELLING =
  /^@?(?:~|\.{0,2}\/|\$HOME|\$\{HOME\}|\$env:|\.\w)|^-[a-zA-Z]{1,4}$|^(?:rm|cat|oktsec|stop|disable|unwrap|sudo|systemctl)$/;

/** Words that are written in pieces, as the words they are. */
export function piecesIn(text: string, alone: boolean): Edit[] {
  const found: Edit[] = [];
  const word = (from: number, to: number, plain: (word: string) => string): void => {
    let start = from;
    while (start > 0 && from - start < LONGEST && !BREAKS.test(text[start - 1] as string)) start -= 1;
    let end = to;
    while (end < text.length && end - to < LONGEST && !BREAKS.test(text[end] as string)) end += 1;
    const given = text.slice(start, end);
    const piece = plain(given);
    if (piece !== given && TELLING.test(piece)) found.push({ start, end, piece });
  };
  for (const match of firstOf(text, INSIDE, MOST)) {
    // r'…', f"…": what stands before it belongs to the string.
    if (/(?:^|[^\w-])[rbfuRBFU]["']/.test(text.slice(Math.max(0, match.index - 1), match.index + 2))) continue;
    word(match.index, match.index + match[0].length, (one) =>
      isEven(one, '"') && isEven(one, "'") ? one.replace(/["']/g, '') : one,
    );
  }
  if (text.includes('$'))
    for (const match of text.matchAll(NOTHING))
      word(match.index, match.index + match[0].length, (one) => one.replace(NOTHING, '').replace(/^["']|["']$/g, ''));
  if (text.includes('\\'))
    for (const match of text.matchAll(ESCAPED))
      word(match.index, match.index + match[0].length, (one) =>
        /^[\w~./\\-]+$/.test(one) ? one.replaceAll('\\', '') : one,
      );
  if (alone)
    for (const match of text.matchAll(ALONE)) {
      const plain = match[2] ?? '';
      const end = match.index + match[0].length;
      found.push({ start: end - plain.length - 2, end, piece: plain });
    }
  if (text.includes('{'))
    for (const match of text.matchAll(LISTED)) {
      const words = spelledOut(match[0]);
      if (words.length > 1)
        found.push({ start: match.index, end: match.index + match[0].length, piece: words.join(' ') });
    }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

function isEven(word: string, quote: string): boolean {
  return word.split(quote).length % 2 === 1;
}

/** The words of one with braces, at most eight of each. */
function spelledOut(word: string): string[] {
  const open = word.indexOf('{');
  const close = word.indexOf('}', open);
  if (open < 0 || close < 0) return [word];
  const rest = spelledOut(word.slice(close + 1));
  return word
    .slice(open + 1, close)
    .split(',')
    .slice(0, 8)
    .flatMap((one) => rest.slice(0, 8).map((end) => word.slice(0, open) + one + end))
    .slice(0, 16);
}
