import { expression } from '../../machine-code.ts';
import { wording } from '../../wording.ts';
import { leaves } from '../leaves.ts';
import type { Span } from '../span.ts';
import { basename, FETCHERS, globsToKnown, INTERPRETERS, KNOWN } from './commands.ts';
import { type Command, shellWords } from './shell-words.ts';

type Line = readonly Command[];

/** Commands spelled so that a filter does not see them: `c''at`, `/bi[n]/bash`, `cat$IFS/etc/passwd`, `{cat,/etc/passwd}`. */
export function disguisedCommands(text: string): Span[] {
  return inLines(text, DISGUISE, (line) => {
    const variables = assignments(line);
    return line.some((command) =>
      command.words.some((word, at) => {
        const first = at === 0 || isPrefix(command.words[at - 1]?.value ?? '');
        if (word.cut && KNOWN.has(basename(word.value).toLowerCase()) && (first || word.value.includes('/')))
          return true;
        if (word.cut && /^\/(?:etc|bin|usr|root|home|proc|var)\/\S/.test(word.value)) return true;
        if (first && globsToKnown(word.value)) return true;
        if (!first && /[?[]/.test(word.value) && word.value.startsWith('/etc/') && globsToKnown(word.value))
          return true;
        const brace = /^\{,?([\w/.-]{1,32})(?:,[^{}]{0,200})?\}$/.exec(word.value);
        if (first && brace !== null && KNOWN.has(basename(brace[1] ?? ''))) return true;
        return first && assembled(word.value, variables);
      }),
    );
  });
}

/** What was fetched or decoded goes straight into an interpreter. */
export function downloadAndRun(text: string): Span[] {
  const found = inLines(text, /[|`(]/, (line) => runsOutputOf(line, fetches));
  for (const { 0: whole, index } of text.matchAll(IN_POWERSHELL))
    found.push({ start: index, end: index + whole.length });
  return found;
}

/** `iex (irm https://…)`, `irm https://… | iex`: what a host answers is run by PowerShell. */
const IN_POWERSHELL = expression(
  wording`
    \b(?:iex|invoke-expression)\b[^\n;]{0,60}\b(?:iwr|irm|invoke-webrequest|invoke-restmethod|
    downloadstring)\b[^\n;]{0,20}https?:|\b(?:iwr|irm|invoke-webrequest|invoke-restmethod|downloadstring)\b[^\n|
    ;]{0,20}https?:[^\n|;]{0,200}\|\s{0,3}(?:iex|invoke-expression)\b`,
  'gi',
);

export function decodeAndRun(text: string): Span[] {
  return inLines(text, /[|`(]/, (line) => runsOutputOf(line, isDecoder));
}

/** Words may stand before the program where a value is more than a command line. */
function fetches(command: Command): boolean {
  if (FETCHERS.test(programOf(command))) return true;
  const at = command.words.findIndex((word) => FETCHERS.test(basename(word.value).toLowerCase()));
  return at >= 0 && command.words.slice(at + 1).some((word) => /^(?:https?|ftp):\/\//i.test(word.value));
}

/** Deletes or overwrites the system, a home folder or a disk. */
export function destruction(text: string): Span[] {
  // The fork bomb is no word the splitter keeps.
  return inLines(
    text,
    DESTROYER,
    (line, source) => line.some(isDestructive) || /:\(\)\s{0,4}\{\s{0,4}:\s{0,4}\|\s{0,4}:/.test(source),
  );
}

/** The same within prose, quotes or markup, where no command line begins. */
export function destructionInData(text: string): Span[] {
  const found = destruction(text);
  for (const match of text.matchAll(WITHIN)) {
    if (/^rm/i.test(match[0]) && !/-[a-z]{0,6}r|--recursive|--no-preserve/i.test(match[0])) continue;
    found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}

const WITHIN = expression(
  wording`
    \brm\s{1,4}(?:--?[a-z-]{1,20}\s{1,4}){1,4}(?:\/|~|\$HOME|\/\*|~\/\*?)(?=[\s"'\x60<\])};|&,.]|$)|
    \bmkfs(?:\.\w{2,6})?\s{1,4}(?:-\S{1,12}\s{1,4}){0,3}\/dev\/\w{2,12}|\bdd\s{1,4}if=\/dev\/(?:zero|
    u?random)\s{1,4}of=\/dev\/\w{2,12}`,
  'gi',
);

/** Hands a shell to somebody at the other end of a connection. */
export function reverseShells(text: string): Span[] {
  return inLines(text, CONNECTOR, (line, source) => {
    if (/[<>]&?\s{0,4}\/dev\/(?:tcp|udp)\/[^\s/]{1,255}\/\d{1,5}/.test(source.replace(PORT_PROBE, ''))) return true;
    return line.some((command) => {
      const program = programOf(command);
      const args = command.words.map((word) => word.value);
      if (/^(?:nc|ncat|netcat)(?:\.exe|\.traditional|\.openbsd)?$/.test(program)) {
        return (
          args.some((arg, at) => /^-[a-z]{0,6}[ec]$/.test(arg) && SHELL.test(args[at + 1] ?? '')) ||
          args.includes('--exec') ||
          args.includes('--sh-exec')
        );
      }
      if (program === 'socat') return args.some((arg) => /^(?:exec|system):/i.test(arg));
      return false;
    });
  });
}

/** A value that ends one command and starts another: `report.txt; cat /etc/passwd`. Lines that are commands throughout are not meant. */
export function injectedCommands(text: string): Span[] {
  return inLines(text, /[;&|`\n]|\$\(/, (line, source) => {
    const [head, ...rest] = line;
    if (head === undefined) return false;
    // A substitution that reads an account file puts it into whatever stands around it.
    if (line.some((command) => (command.after === '$(' || command.after === '`') && readsAccounts(command)))
      return true;
    const program = programOf(head);
    // The first command is an ordinary one: this is a command line, not a value with one hidden in it.
    if (
      head.after === '' &&
      (KNOWN.has(program) || COMMON.has(program) || /[=[]|^[./~]/.test(head.words[0]?.value ?? ''))
    )
      return false;
    const candidates = head.after === '' ? rest : line;
    // A sentence with `curl …` in it is Markdown: a report or a manual that cites a command.
    const cites = wordsBesideTicks(source) >= LEAST_OF_A_SENTENCE;
    return candidates.some(
      (command) =>
        command.after !== '\n' &&
        command.after !== '(' &&
        command.after !== ')' &&
        !(cites && command.after === '`') &&
        isProbe(command) &&
        // A record of settings names command lines, as package.json does: of those only what goes out counts.
        (CONNECTS.test(programOf(command)) || !isRecord(text)),
    );
  });
}

const PAIR = /"[\w:@./-]{1,60}"\s{0,2}:\s{0,2}["{[]/g;
const LEAST_OF_A_RECORD = 3;
const CONNECTS = /^(?:curl|wget|nc|ncat|netcat|telnet|nslookup|dig)$/;

function isRecord(text: string): boolean {
  return (text.match(PAIR) ?? []).length >= LEAST_OF_A_RECORD;
}

/** Words beside backticks that make them the marks of a citation; a name or a path has fewer. */
const LEAST_OF_A_SENTENCE = 3;

/** How many words stand outside of `…`; 0 where there are no backticks. */
function wordsBesideTicks(text: string): number {
  const pieces = text.split('`');
  if (pieces.length < 3) return 0;
  const outside = pieces.filter((_, at) => at % 2 === 0).join(' ');
  return outside.split(/\s/).filter((word) => /\w/.test(word)).length;
}

/** Quotes, escapes or empty expansions beside a letter, a glob within a path, a brace list, a variable that is run. */
const DISGUISE = expression(
  wording`
    [a-z/](?:''|""|\\[a-z]|['"][a-z]|\$[@*0-9!({I])|['"][a-z]{1,12}['"][a-z]|\/[\w.]{0,16}[?[*]|
    \{,?[\w/.-]{1,32}[,}]|\$\w{1,32}\$|\$\{?\w{1,32}\}?\$`,
  'i',
);
const DESTROYER =
  /\brm\b|mkfs|wipefs|\bdd\b|shred|chmod|chown|preserve-root|-delete|>\s{0,4}\/dev\/|:\(\)|['"\\](?:rm|m)\b|\br['"\\]/i;
const CONNECTOR = /\/dev\/(?:tcp|udp)|\bnc\b|ncat|netcat|socat|['"\\]c\b|\bn['"\\]/i;
/** `</dev/tcp/db/5432`, `echo > /dev/tcp/db/5432`: nothing goes over the wire, only whether somebody listens is asked. */
const PORT_PROBE = expression(
  wording`
    (?:^|['"(;{]|&&|\b(?:then|while|until|do|if|!)\s)\s{0,2}(?:(?:echo|:|true)\s{0,2})?[<>]\s{0,2}\/dev\/(?:tcp|
    udp)\/[\w.$-]{1,255}\/[\d$\w]{1,16}(?=\s{0,2}(?:['");}]|2?&?>\s{0,2}\/dev\/null|&&|\|\||$))`,
  'g',
);
const SHELL = /(?:^|\/)(?:ba|da|z|k|a)?sh$|^(?:cmd|powershell)(?:\.exe)?$/i;
const COMMON: ReadonlySet<string> = new Set(
  (
    'git npm npx yarn pnpm docker kubectl make cargo go pip pip3 brew apt apt-get yum cd echo set if for while do then else test mkdir ' +
    'rmdir history man pwd date cal df du diff patch cut tr wc split join comm paste zip unzip gzip gunzip bzip2 file stat ' +
    'read declare local function return exit trap wait jobs fg bg ulimit umask pushd popd dirs true false yes seq bc expr screen tmux watch'
  ).split(' '),
);

/** @param hint what every text holds that can be one: most are let go by it, before they are split into words */
function inLines(text: string, hint: RegExp, judge: (line: Line, source: string) => boolean): Span[] {
  const found: Span[] = [];
  if (!hint.test(text)) return found;
  for (const leaf of leaves(text)) {
    if (judge(shellWords(leaf.text), leaf.text)) found.push({ start: leaf.start, end: leaf.end });
  }
  return found;
}

function programOf(command: Command): string {
  const { words } = command;
  let at = 0;
  while (at < words.length - 1 && isPrefix(words[at]?.value ?? '')) {
    at += 1;
    while (at < words.length - 1 && words[at]?.value.startsWith('-') === true) at += 1;
  }
  return basename(words[at]?.value ?? '').toLowerCase();
}

/** Words that run the next one. */
function isPrefix(word: string): boolean {
  return (
    /^(?:sudo|env|nohup|exec|command|builtin|time|nice|xargs|doas|setsid|then|do|else|!|\.|\{)$/i.test(word) ||
    /^[A-Za-z_]\w{0,64}=\S{0,512}$/.test(word)
  );
}

function runsOutputOf(line: Line, isSource: (command: Command) => boolean): boolean {
  let piped = false;
  // The commands that enclose the present one, outermost first: each command enters and leaves once.
  const enclosing: { readonly command: Command; runs?: boolean }[] = [];
  for (const [at, command] of line.entries()) {
    if (command.after !== '|' && command.after !== '|&') piped = false;
    if (piped && readsStdin(command)) return true;
    while ((enclosing.at(-1)?.command.depth ?? -1) >= command.depth) enclosing.pop();
    if (isSource(command)) {
      piped = true;
      // sh -c "$(curl …)", bash <(curl …), eval `…`
      const opens = command.after === '$(' || command.after === '<(' || command.after === '`';
      const before = opens ? line[at - 1] : undefined;
      if (before !== undefined && takesCode(before)) return true;
      // base64 -d inside a substitution's own pipe: eval "$(echo … | base64 -d)"
      const outer = enclosing.at(-1);
      // Asked once of each, however many substitutions it holds. [60]
      if (outer !== undefined) outer.runs ??= takesCode(outer.command);
      if (outer?.runs === true) return true;
    }
    enclosing.push({ command });
  }
  return false;
}

/** An interpreter without a script of its own runs what comes in. */
function readsStdin(command: Command): boolean {
  const program = programOf(command);
  if (!INTERPRETERS.test(program)) return false;
  const own = command.words.findIndex((word) => basename(word.value) === program);
  const args = command.words.slice(own + 1).map((word) => word.value);
  if (args.some((arg) => /^-(?:c|e|m|r|n|p|ne|pe|lne|pi|E)$/.test(arg))) return false;
  const script = args.find((arg) => !arg.startsWith('-') && !/^\d?[<>]/.test(arg));
  return script === undefined || args.includes('-s') || args.includes('-');
}

function takesCode(command: Command): boolean {
  const program = programOf(command);
  const last = command.words.at(-1)?.value ?? '';
  if (program === 'eval' || program === 'source' || program === '.') return true;
  return (
    INTERPRETERS.test(program) &&
    (command.words.length === 1 || /^-\w{0,4}[ce]$/.test(last) || last === '' || last === '<')
  );
}

function isDecoder(command: Command): boolean {
  const program = programOf(command);
  const args = command.words.map((word) => word.value);
  if (/^base(?:32|64)$/.test(program)) return args.some((arg) => /^(?:-[a-z]{0,3}[dD]|--decode)$/.test(arg));
  if (program === 'xxd') return args.some((arg) => /^-[a-z]{0,3}r/.test(arg));
  if (program === 'openssl') return args.includes('-d') && (args.includes('enc') || args.includes('base64'));
  if (program === 'rev') return true;
  return program === 'printf' && args.some((arg) => /(?:\\x[0-9a-f]{2}|\\[0-7]{3}){4}/i.test(arg));
}

/** A disk as it is called; `/dev/sdX` stands in instructions for one that is to be filled in, and names none. */
const DISK = /^(?:of=)?\/dev\/(?!sd[XY]\d?$|nvmeX)(?:sd|nvme|hd|vd|xvd|disk|mmcblk)/;
const ROOTS = expression(wording`
    ^(?:\/|\/\*|~|~\/|~\/\*|\$HOME|\$\{HOME\}|\$HOME\/\*?|\/(?:bin|boot|dev|etc|home|lib|lib64|opt|root|sbin|srv|
    sys|usr|var|Users|System|Library)\/?\*?|[A-Za-z]:[\\/]\*?)$`);

function isDestructive(command: Command): boolean {
  const program = programOf(command);
  const args = command.words.slice(1).map((word) => word.value);
  if (args.includes('--no-preserve-root')) return true;
  const recursive = args.some((arg) => /^-[a-zA-Z]{0,8}[rR]/.test(arg) || arg === '--recursive');
  if (program === 'rm') return recursive && args.some((arg) => ROOTS.test(arg));
  if (program === 'chmod' || program === 'chown') return recursive && args.some((arg) => /^\/\*?$/.test(arg));
  // Without an option wipefs only lists what it finds.
  if (program === 'wipefs' && !args.some((arg) => /^-\w{0,3}[ao]|^--(?:all|offset)/.test(arg))) return false;
  if (/^mkfs(?:\.\w{1,8})?$|^wipefs$/.test(program))
    return args.some((arg) => arg.startsWith('/dev/') && !/^\/dev\/sd[XY]\d?$/.test(arg));
  if (program === 'dd') return args.some((arg) => arg.startsWith('of=') && DISK.test(arg));
  if (program === 'shred') return args.some((arg) => /^\/dev\/(?:sd|nvme|hd|vd)/.test(arg));
  if (program === 'find') return args.includes('-delete') && /^(?:\/|~|\$HOME)$/.test(args[0] ?? '') && args.length < 4;
  return command.words.some(
    (word, at) => /^\d?>$/.test(word.value) && /^\/dev\/(?:sd|nvme|hd|vd)\w/.test(command.words[at + 1]?.value ?? ''),
  );
}

/** What an intruder tries first. */
function isProbe(command: Command): boolean {
  const program = programOf(command);
  const args = command.words.slice(1).map((word) => word.value);
  if (/^(?:whoami|id|uname|ifconfig|printenv)$/.test(program))
    return args.length <= 2 && args.every((arg) => /^[-#]/.test(arg) || arg === 'root');
  if (/^(?:cat|head|tail|less|more|nl|tac|strings|type)$/.test(program))
    return args.some((arg) => /^(?:\/|~|\.\.\/)/.test(arg));
  if (/^(?:ls|dir|find)$/.test(program)) return args.some((arg) => /^(?:\/|~)/.test(arg));
  if (FETCHERS.test(program) || /^(?:nc|ncat|netcat|telnet|nslookup|dig)$/.test(program)) return args.length > 0;
  if (/^(?:rm|chmod|chown|sleep|ping|useradd|wget)$/.test(program)) return args.length > 0 && args.length < 6;
  return INTERPRETERS.test(program) && args.some((arg) => /^-\w{0,3}[ce]$/.test(arg));
}

function readsAccounts(command: Command): boolean {
  return (
    /^(?:cat|head|tail|less|more|nl|tac|strings|xxd|od|base64|cut|awk|sed|grep)$/.test(programOf(command)) &&
    command.words.some((word) => /^\/etc\/(?:passwd|shadow|sudoers)$/.test(word.value))
  );
}

/** `a=c; b=at` */
function assignments(line: Line): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const command of line) {
    for (const word of command.words) {
      const match = /^([A-Za-z_]\w{0,32})=([\w/.-]{1,32})$/.exec(word.value);
      if (match !== null) found.set(match[1] ?? '', match[2] ?? '');
    }
  }
  return found;
}

/** `$a$b` where the pieces make a known program. */
function assembled(word: string, variables: ReadonlyMap<string, string>): boolean {
  if (variables.size === 0 || !/^(?:\$\{?\w{1,32}\}?){1,8}$/.test(word)) return false;
  const value = word.replace(/\$\{?(\w{1,32})\}?/g, (_, name: string) => variables.get(name) ?? '');
  return (word.match(/\$/g) ?? []).length > 1 && KNOWN.has(basename(value));
}
