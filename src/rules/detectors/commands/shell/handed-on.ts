import type { Command, Word } from './command.ts';
import { basename, INTERPRETERS } from './commands.ts';

/** Programs that take a command line as one argument. */
const CARRIERS =
  /^(?:(?:ba|da|z|k|a|fi)?sh|su|ssh|eval|cmd|powershell|pwsh|watch|timeout|xargs|parallel|docker|podman|nerdctl|kubectl|oc|script|tmux|screen|runuser|doas|at|start-process|osascript|wsl|vagrant|trap|alias|batch|run-shell|invoke-expression|flock|npx|pnpm|bunx|nix-shell|nix|entr|gcloud|ansible|concurrently|nodemon|hyperfine|unshare|chroot|nsenter|machinectl|sg|multipass|limactl|adb|pdsh|unbuffer)$/;
/** Options after which an interpreter is given a program in one argument. */
const CODE = /^-(?:\w{0,4}[ceEr]|-eval|-command)$/;
/** Calls of script languages that start what they are given: `os.system(`, `execSync(`, `subprocess.run(`. */
const STARTS =
  /(?:^|[.:>])(?:system|popen\d?|exec\w{0,8}|spawn\w{0,8}|run|call|check_(?:call|output)|get(?:status)?output|shell_exec|passthru|proc_open|shell)$/i;
const SHELL_LINE = /^!?\s?(?:[\w/.]{0,24}\/)?(?:ba|da|z|k|a)?sh -\w{0,3}c\s/;
/** The same as a list, written without blanks, and what git is told to run as an alias. */
const LISTED_LINE = /^\[?(?:[\w/.]{0,24}\/)?(?:ba|da|z|k|a)?sh,-\w{0,3}c,|^!\S/;
/** What stands before the line itself: an alias and its name, the list that a call of a script language starts. */
const BEFORE = /^(?:[\w.-]{1,64}=)?\[?(?:(?:[\w/.]{0,24}sh|cmd(?:\.exe)?|-\w{1,3}|\/c),){0,3}!?/i;

/** The texts among the words of a line's command that are lines or code themselves, because of what they are handed to. */
export function handedOn(line: readonly Command[], at: number): string[] {
  const command = line[at];
  if (command === undefined || !command.words.some(({ quoted }) => quoted)) return [];
  const list = listIn(command, line[at - 1]);
  if (list !== undefined) return [list, ...linesFrom(command, 0)];
  const from = takersIn(command, line[at - 1], line[at + 1]);
  // A setting whose value is a shell's line, as programs keep them: fsmonitor = "sh -c '…'"
  if (from === undefined)
    return command.words.flatMap(({ quoted, value }) =>
      quoted && (SHELL_LINE.test(value) || LISTED_LINE.test(value)) ? value.replace(BEFORE, '') : [],
    );
  return linesFrom(command, from);
}

function linesFrom({ words }: Command, from: number): string[] {
  return words
    .slice(from)
    .filter(isLine)
    .map(({ value }) => value.replace(BEFORE, '').replace(/[\],]{1,2}$/, ''));
}

/** A program and its arguments as a list of strings, in a call that starts it: `run(["rm", "-rf", "/"])`, `spawn("rm", ["-rf"])`. */
function listIn({ words, after }: Command, before: Command | undefined): string | undefined {
  if (after !== '(' || !STARTS.test(before?.words.at(-1)?.value ?? '')) return undefined;
  const [first] = words;
  if (first === undefined || !first.quoted || isLine(first)) return undefined;
  const listed = words.findIndex(({ quoted, value }) => quoted && value.includes('['));
  if (listed === -1 || listed > 1) return undefined;
  const values: string[] = [];
  for (const { value } of words) {
    values.push(
      ...value
        .replace(/^\[/, '')
        .replace(/\]?,?$/, '')
        .split(/,\[?/),
    );
    if (/\],?$/.test(value)) break;
  }
  return values
    .map((value) => (/[\s;|&<>()"`$]/.test(value) ? `'${value.replaceAll("'", `'\\''`)}'` : value))
    .join(' ');
}

/** From which word on a command's words may be lines; undefined where none is. */
function takersIn(
  { words, after, led }: Command,
  before: Command | undefined,
  next: Command | undefined,
): number | undefined {
  if (!words.some(isLine)) return undefined;
  // - run: "make all"
  if (led && words[0] !== undefined && isLine(words[0])) return 0;
  if (after === '(' && STARTS.test(before?.words.at(-1)?.value ?? '')) return 0;
  for (const [at, { value }] of words.entries()) {
    const program = programIn(value);
    if (CARRIERS.test(program)) return at;
    if (INTERPRETERS.test(program) && CODE.test(words[at + 1]?.value ?? '')) return at;
    if (at === 0 && program === 'git' && words.some((word) => word.value === 'config')) return at;
  }
  // echo '…' | sh
  const taker = next?.after === '|' ? programIn(next.words.find(({ value }) => value !== 'sudo')?.value ?? '') : '';
  return INTERPRETERS.test(taker) || /^(?:at|batch)$/.test(taker) ? 0 : undefined;
}

function isLine({ quoted, value }: Word): boolean {
  return quoted && /[\s;|]|\$\{?IFS|^\{,?\w/.test(value);
}

function programIn(word: string): string {
  return basename(word)
    .toLowerCase()
    .replace(/^(?:\[|[\w-]{1,16}=)|,$/g, '')
    .replace(/\.exe$/, '');
}
