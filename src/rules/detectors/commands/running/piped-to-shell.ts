import { expression } from '../../../machine-code.ts';
import { wording } from '../../../wording.ts';
import { isInstaller } from '../../addresses/trust.ts';
import type { Span } from '../../span.ts';
import { anyOf } from '../shell/any-of.ts';
import type { Command } from '../shell/command.ts';
import { basename, FETCHERS, INTERPRETERS } from '../shell/commands.ts';
import { inLines, type Line } from '../shell/shell-lines.ts';

/** What was fetched goes straight into an interpreter. */
export function downloadAndRun(text: string): Span[] {
  const found = inLines(text, /[|`(]/, (line) =>
    runsOutputOf(line, (command) => fetches(command) && !installs(command)),
  );
  return [...found, ...inPowerShell(text, false)];
}

/** @param installs those from the address of a project that is known for its installer, or all others */
function inPowerShell(text: string, installs: boolean): Span[] {
  const found: Span[] = [];
  for (const { 0: whole, index } of text.matchAll(IN_POWERSHELL)) {
    const rest = /^[^\n;|]{0,200}/.exec(text.slice(index + whole.length - SCHEME))?.[0] ?? '';
    if (isInstaller(whole.slice(0, -SCHEME) + rest) === installs)
      found.push({ start: index, end: index + whole.length });
  }
  return found;
}

/** The characters of `https:` with which a match may end. */
const SCHEME = 6;

/** `iex (irm https://…)`, `irm https://… | iex`: what a host answers is run by PowerShell. */
const IN_POWERSHELL = expression(
  wording`
    \b(?:iex|invoke-expression)\b[^\n;]{0,60}\b(?:iwr|irm|invoke-webrequest|invoke-restmethod|
    downloadstring)\b[^\n;]{0,20}https?:|\b(?:iwr|irm|invoke-webrequest|invoke-restmethod|downloadstring)\b[^\n|
    ;]{0,20}https?:[^\n|;]{0,200}\|\s{0,3}(?:iex|invoke-expression)\b`,
  'gi',
);

/** The same from a project's own address, as its manual has it: `curl -fsSL https://sh.rustup.rs | sh`. */
export function installerRun(text: string): Span[] {
  const found = inLines(text, /[|`(]/, (line) =>
    runsOutputOf(line, (command) => fetches(command) && installs(command)),
  );
  return [...found, ...inPowerShell(text, true)];
}

function installs({ words }: Command): boolean {
  return isInstaller(words.map(({ value }) => value).join(' '));
}

export function decodeAndRun(text: string): Span[] {
  return inLines(text, /[|`(]/, (line) => runsOutputOf(line, isDecoder));
}

/** Words may stand before the program where a value is more than a command line. */
function fetches(command: Command): boolean {
  if (FETCHERS.test(command.program)) return true;
  const at = command.words.findIndex((word) => FETCHERS.test(basename(word.value).toLowerCase()));
  return at >= 0 && command.words.slice(at + 1).some((word) => /^(?:https?|ftp):\/\//i.test(word.value));
}

/** Programs that run what they are given: without one nothing is run, whatever is fetched. */
const RUNNERS = anyOf([INTERPRETERS, /^(?:iex|invoke-expression)$/, /^(?:eval|source|\.)$/]);

function runsOutputOf(line: Line, isSource: (command: Command) => boolean): boolean {
  if (!line.some(({ program }) => RUNNERS.test(program))) return false;
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
  const program = command.program;
  if (/^(?:iex|invoke-expression)$/.test(program)) return true;
  if (!INTERPRETERS.test(program)) return false;
  const { args } = command;
  if (args.some((arg) => /^-(?:c|e|m|r|n|p|ne|pe|lne|pi|E)$/.test(arg))) return false;
  const script = args.find((arg) => !arg.startsWith('-'));
  return script === undefined || args.includes('-s') || args.includes('-');
}

function takesCode(command: Command): boolean {
  const program = command.program;
  const last = command.words.at(-1)?.value ?? '';
  if (program === 'eval' || program === 'source' || program === '.') return true;
  return (
    INTERPRETERS.test(program) &&
    (command.words.length === command.at + 1 || /^-\w{0,4}[ce]$/.test(last) || last === '' || last === '<')
  );
}

function isDecoder(command: Command): boolean {
  const program = command.program;
  const args = command.words.map((word) => word.value);
  if (/^base(?:32|64)$/.test(program)) return args.some((arg) => /^(?:-[a-z]{0,3}[dD]|--decode)$/.test(arg));
  if (program === 'xxd') return args.some((arg) => /^-[a-z]{0,3}r/.test(arg));
  if (program === 'openssl') return args.includes('-d') && (args.includes('enc') || args.includes('base64'));
  if (program === 'rev') return true;
  return program === 'printf' && args.some((arg) => /(?:\\x[0-9a-f]{2}|\\[0-7]{3}){4}/i.test(arg));
}
