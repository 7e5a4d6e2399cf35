import type { Span } from '../../span.ts';
import type { Command } from '../shell/command.ts';
import { FETCHERS, INTERPRETERS, KNOWN } from '../shell/commands.ts';
import { inOwnLines, type Line } from '../shell/shell-lines.ts';
import { isWholeLine } from '../shell/whole-line.ts';

/** A value that ends one command and starts another: `report.txt; cat /etc/passwd`. Lines that are commands throughout are not meant. */
export function injectedCommands(text: string): Span[] {
  return inOwnLines(text, /[;&|`\n]|\$\(/, (line, source, key) => {
    const [head, ...rest] = line;
    if (head === undefined || (key !== undefined && isWholeLine(key))) return false;
    // A substitution that reads an account file puts it into whatever stands around it.
    if (line.some((command) => (command.after === '$(' || command.after === '`') && readsAccounts(command)))
      return true;
    if (head.led || isDocument(source) || isScript(source)) return false;
    const program = head.program;
    // The first command is an ordinary one: this is a command line, not a value with one hidden in it.
    if (
      head.after === '' &&
      (KNOWN.has(program) || COMMON.has(program) || /[=[]|^[./~]/.test(head.words[0]?.value ?? ''))
    )
      return false;
    const candidates = withoutLed(head.after === '' ? rest : line);
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
        (CONNECTS.test(command.program) || !isRecord(text)),
    );
  });
}

/** Without what stands on lines that say of themselves that they are commands: `- run: tsc && chmod 755 dist/cli.js`. */
function withoutLed(line: Line): Line {
  let led = false;
  return line.filter((command) => {
    if (command.led || command.after === '\n') led = command.led;
    return !led;
  });
}

const PARTS_OF_A_DOCUMENT = /^(?:#{1,6} \S|```|\|.*\|\s*$|---$|\*{3} (?:Begin|End|\w{3,8} File)|@@|--- \S|\+\+\+ \S)/gm;

/** Headings, tables, fenced code, a patch: of what a whole document cites nothing ends a value. */
function isDocument(text: string): boolean {
  return (text.match(PARTS_OF_A_DOCUMENT) ?? []).length >= LEAST_OF_A_RECORD;
}

/** Lines that a value has not, and a makefile or a workflow has. */
const LEAST_OF_A_SCRIPT = 5;

/** What a step of a workflow begins its lines with. */
const BLOCK = /(?:^|\n)[ \t]{0,40}(?:- )?(?:run|script|command|shell): ?[|>][+-]?[ \t]{0,8}\n/;
/** As it stands, in a difference, or in a string of JSON. */
const LINE = /(?:\n|\\n)\+?(?:[ \t]|\\t){0,12}[\w#@.$-]/g;

/** A rule of a makefile: what is made of what, and how. */
const RECIPE = /(?:^|\n)[\w./%$()-]{1,60} ?:(?!\/)[^\n]{0,160}\n\t\S/;

function isScript(text: string): boolean {
  return BLOCK.test(text) || RECIPE.test(text) || (text.match(LINE) ?? []).length >= LEAST_OF_A_SCRIPT;
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

const COMMON: ReadonlySet<string> = new Set(
  (
    'git npm npx yarn pnpm docker kubectl make cargo go pip pip3 brew apt apt-get yum cd echo set if for while do then else test mkdir ' +
    'rmdir history man pwd date cal df du diff patch cut tr wc split join comm paste zip unzip gzip gunzip bzip2 file stat ' +
    'read declare local function return exit trap wait jobs fg bg ulimit umask pushd popd dirs true false yes seq bc expr screen tmux watch'
  ).split(' '),
);

/** What an intruder tries first. */
function isProbe(command: Command): boolean {
  const program = command.program;
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
    /^(?:cat|head|tail|less|more|nl|tac|strings|xxd|od|base64|cut|awk|sed|grep)$/.test(command.program) &&
    command.words.some((word) => /^\/etc\/(?:passwd|shadow|sudoers)$/.test(word.value))
  );
}
