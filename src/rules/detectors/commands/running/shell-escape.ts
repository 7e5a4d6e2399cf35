import type { Span } from '../../span.ts';
import { anyOf } from '../shell/any-of.ts';
import type { Command } from '../shell/command.ts';
import { commandTexts } from '../shell/command-texts.ts';
import { basename, INTERPRETERS } from '../shell/commands.ts';

/** Options of ordinary programs that run what they are given, and what runs a command inside a program's own language. */
const OPTIONS: readonly (readonly [program: RegExp, argument: RegExp])[] = [
  [/^(?:bsd)?tar$/, /^--(?:checkpoint-action=exec|to-command|use-compress-program)=/],
  [/^(?:tar|gtar)$/, /^-?I(?:sh|bash|\/)/],
  [/^[gmn]?awk$/, /\bsystem\s{0,2}\(|\|\s{0,2}"(?:\/bin\/)?(?:ba)?sh"|"(?:\/bin\/)?(?:ba)?sh"\s{0,2}\|/],
  [/^(?:vi|vim|nvim|view|rvim|ex)$/, /^(?:-c|--cmd|\+)?\s?:?!(?:\S{0,20}\/)?(?:ba|z|k)?sh\b|:!\S/],
  [/^(?:zip|unzip)$/, /^(?:-TT|--unzip-command)/],
  [/^(?:ssh|scp|sftp)$/, /^-?o?\s?(?:ProxyCommand|LocalCommand)\s?=/i],
  [/^rsync$/, /^(?:-e|--rsh=)\s?["']?sh -c/],
  [/^git$/, /^(?:core\.(?:sshcommand|pager|editor|fsmonitor|askpass)|protocol\.ext\.allow|alias\.\w+)=|^ext::/i],
  [/^(?:man|less|more|journalctl)$/, /^-P\s?\S{0,20}sh\b/],
  [/^nmap$/, /^--(?:interactive|script=\/tmp\/)/],
  [
    /^(?:npm|npx|yarn|pnpm)$/,
    /^--script-shell=|^--node-options=.{0,200}(?:--(?:require|import|loader|experimental-loader)|-r)[= ]/,
  ],
  [/^(?:gdb|lldb)$/, /^!|^(?:shell|platform shell)\s/],
  [/^(?:sqlite3|mysql|psql)$/, /^\s{0,2}(?:\.shell|\.system|\\!)\s/],
  [/^(?:wget|curl)$/, /^--use-askpass=|^--engine=/],
  [/^(?:mvn|gradle|make|cmake)$/, /^--eval=|^SHELL=\/tmp/],
];
/** `sh,-c,…`, which a compiler's wrapper takes apart. */
const LISTED = /^(?:\/\S{0,20}\/)?(?:ba|z|k|da)?sh,-c,/;
const LOOKS = /^(?:whoami|id|uname|ifconfig|hostname)(?: -[a-zA-Z]{1,3})?$/;
const ODD_SHELL = /^(?:k|c|tc|a|fi)sh$/;

/** A shell or a command started through the option of another program: awk's `system`, tar's checkpoint action. */
export function shellEscapes(text: string): Span[] {
  const found: Span[] = [];
  if (!HINT.test(text)) return found;
  for (const leaf of commandTexts(text)) {
    if (leaf.line.some(escapes) || leaf.calls.some(({ nested, command }) => nested && escapes(command)))
      found.push({ start: leaf.start, end: leaf.end });
  }
  return found;
}

const HINT =
  /-wrapper|checkpoint-action|to-command|compress-program|system|:!|-TT|unzip-command|proxycommand|localcommand|--rsh|sshcommand|core\.|ext::|protocol\.ext|alias\.|--interactive|script-shell|\.shell|\.system|\\!|askpass|--eval|\bsh\b|\bc?bash\b|zsh|ksh|-P/i;

/** The programs that any of it is told of: few words are one. */
const TOLD = anyOf([...OPTIONS.map(([program]) => program), INTERPRETERS]);
/** So many of a command's first words may be its program. */
const FIRST = 3;

function escapes({ words, at: own }: Command): boolean {
  if (words.some(({ value }, at) => at > 0 && LISTED.test(value))) return true;
  for (let at = 0; at < words.length && (at < FIRST || at <= own); at += 1) {
    const program = basename(words[at]?.value ?? '').toLowerCase();
    if (!TOLD.test(program)) continue;
    const args = words.slice(at + 1).map(({ value }) => value);
    if (runsLook(program, args)) return true;
    if (OPTIONS.some(([name, argument]) => name.test(program) && args.some((arg) => argument.test(arg)))) return true;
  }
  return false;
}

/** `sh -c whoami`: a shell for nothing but a look round. */
function runsLook(program: string, args: readonly string[]): boolean {
  if (!INTERPRETERS.test(program) || !program.endsWith('sh')) return false;
  // Agents run all they run by `bash -lc`.
  const flag = args.findIndex((arg) => /^-[a-km-z]{0,3}c$/.test(arg));
  if (flag === -1) return false;
  const line = (args[flag + 1] ?? '').trim();
  const first = line.split(' ')[0] ?? '';
  return LOOKS.test(line) || (ODD_SHELL.test(program) && /^(?:curl|wget|nc|ncat|cat|ping)$/.test(first));
}
