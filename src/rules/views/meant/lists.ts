import { lateExpression } from '../../machine-code.ts';
import type { Edit } from './draft.ts';

/** Programs that rules know, as a list of words begins with one. */
const PROGRAM =
  '(?:[\\w./-]{0,40}/)?(?:sudo|doas|env|rm|dd|mkfs(?:\\.\\w{2,6})?|wipefs|shred|chmod|chown|find|cat|tac|head|tail|base64|cp|mv|tee|curl|wget|nc|ncat|scp|rsync|tar|systemctl|service|setenforce|ufw|iptables|nft|auditctl|spctl|csrutil|netsh|sc|usermod|useradd|adduser|gpasswd|passwd|net|setcap|visudo|docker|podman|nerdctl|nsenter|kubectl|oc|helm|aws|gcloud|az|gsutil|terraform|git|gh|crontab|oktsec|npx|pkill|killall|kill|claude|codex|cursor|npm|pnpm|ssh-copy-id|launchctl|schtasks|reg|wevtutil|vssadmin|dropdb|redis-cli|truncate|unlink|bash|sh|zsh|pwsh|powershell)(?:\\.exe)?';
const STRING = String.raw`["'\x60][^"'\x60\\\n]{0,160}["'\x60]`;
/** What stands between two words: of a list, of arguments, of one call and the next that adds some. */
const SEAM = String.raw`\s{0,24},\s{0,24}(?:&?\[\s{0,24}|\{\s{0,4}args:\s?\[\s?|"args"\s?:\s?\[\s{0,24})?|\s{0,24}\)\s{0,24}\.args?\(\s?&?\[?\s?`;
const LIST = lateExpression(
  () =>
    String.raw`(?<=[[({,:]\s{0,24}|=> ?|\bexec |\bsystem |^)["'\x60]${PROGRAM}["'\x60](?:(?:${SEAM})${STRING}){1,24}`,
  'gm',
);
const WORD = /["'\x60]([^"'\x60\\\n]{0,160})["'\x60]/g;
/** `system qw(rm -rf /)`, `%w[rm -rf /]` */
const BLANKS = lateExpression(() => String.raw`(?:\bqw\s?|%w)[([{](${PROGRAM} [^\])}\n]{1,120})[\])}]`, 'g');

/** Lists of words that are command lines, as the lines: set apart by line ends, so that nothing around them is taken for a part. */
export function listsIn(text: string): Edit[] {
  const found: Edit[] = [];
  for (const match of text.matchAll(LIST())) {
    // `"args": [` names the list that follows.
    const given = [...match[0].matchAll(WORD)]
      .filter(({ index, 0: word }) => !/^\s?:/.test(match[0].slice(index + word.length, index + word.length + 2)))
      .map(([, word]) => word ?? '');
    // One text of arguments, as `Process.Start` takes it
    const words = given.length === 2 && !/sh$/.test(given[0] ?? '') ? given : given.map(shellWord);
    found.push({ start: match.index, end: match.index + match[0].length, piece: `\n${words.join(' ')}\n` });
  }
  for (const match of text.matchAll(BLANKS()))
    found.push({ start: match.index, end: match.index + match[0].length, piece: `\n${match[1] ?? ''}\n` });
  return found.sort((a, b) => a.start - b.start);
}

function shellWord(word: string): string {
  return /[\s;|&<>()"'`]/.test(word) ? `'${word.replaceAll("'", `'\\''`)}'` : word;
}
