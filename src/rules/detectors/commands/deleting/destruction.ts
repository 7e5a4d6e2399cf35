import { expression } from '../../../machine-code.ts';
import { wording } from '../../../wording.ts';
import type { Span } from '../../span.ts';
import type { Command } from '../shell/command.ts';
import { inLines, type Line } from '../shell/shell-lines.ts';

/** Deletes or overwrites the system, a home folder or a disk. */
export function destruction(text: string): Span[] {
  // The fork bomb is no word the splitter keeps.
  return inLines(
    text,
    DESTROYER,
    (line, source) =>
      line.some(isDestructive) ||
      emptiesWhereItIs(line) ||
      removesWhatIsListed(line) ||
      /:\(\)\s{0,4}\{\s{0,4}:\s{0,4}\|\s{0,4}:/.test(source),
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

const DESTROYER =
  /\brm\b|mkfs|wipefs|\bdd\b|shred|chmod|chown|preserve-root|-delete|>\s{0,4}\/dev\/|:\(\)|['"\\](?:rm|m)\b|\br['"\\]/i;

/** A disk as it is called; `/dev/sdX` stands in instructions for one that is to be filled in, and names none. */
const DISK = /^(?:of=)?\/dev\/(?!sd[XY]\d?$|nvmeX)(?:sd|nvme|hd|vd|xvd|disk|mmcblk)/;
const ROOTS = expression(wording`
    ^(?:\/|~|\$HOME|\$\{HOME\}|\/(?:bin|boot|dev|etc|home|lib|lib64|opt|root|sbin|srv|sys|usr|var|Users|System|
    Library)|[A-Za-z]:[\\/])\/?(?:\*|\.\*|\{[.*,?[\]!]{1,12}\})?$`);
/** Everything in the folder one is in. */
const HERE = /^(?:\.|\.\/?\*|\*|\.\*|\.\/\.\*|\{[.*,?[\]!]{1,12}\})$/;

/** `cd / && rm -rf *` */
function emptiesWhereItIs(line: Line): boolean {
  let inRoot = false;
  return line.some((command) => {
    const program = command.program;
    if (program === 'cd' || program === 'pushd') {
      const [to, ...more] = command.words.slice(1).filter(({ value }) => value !== '--');
      inRoot = more.length === 0 && (to === undefined ? program === 'cd' : ROOTS.test(to.value));
      return false;
    }
    return inRoot && program === 'rm' && isRecursive(command) && command.words.some(({ value }) => HERE.test(value));
  });
}

/** `ls -d ~/* | xargs rm -rf` */
function removesWhatIsListed(line: Line): boolean {
  const fed = line.some(
    (command) =>
      command.program === 'rm' &&
      isRecursive(command) &&
      command.words.some(({ value }) => /^(?:xargs|parallel)$/.test(value)),
  );
  return (
    fed &&
    line.some(
      (command) =>
        /^(?:ls|find|echo|printf)$/.test(command.program) &&
        command.words.every(({ value }) => !/^-i?(?:name|path|regex)$|^-[mac](?:time|min)$/.test(value)) &&
        command.words.some(({ value }) => ROOTS.test(value)),
    ) &&
    !line.some((command) => /^(?:[ef]?grep|rg|awk|head|tail|fzf|sed|jq)$/.test(command.program))
  );
}

function isRecursive(command: Command): boolean {
  return command.words.some(({ value }) => /^-[a-zA-Z]{0,8}[rR]/.test(value) || value === '--recursive');
}

function isDestructive(command: Command): boolean {
  const { program, words } = command;
  if (words.some(({ value }, at) => at > 0 && value === '--no-preserve-root')) return true;
  if (DESTROYERS.test(program)) return destroys(command);
  return words.some(
    ({ value }, at) =>
      value.endsWith('>') && /^\d?>$/.test(value) && /^\/dev\/(?:sd|nvme|hd|vd)\w/.test(words[at + 1]?.value ?? ''),
  );
}

const DESTROYERS = /^(?:rm|chmod|chown|mkfs(?:\.\w{1,8})?|wipefs|dd|shred|find)$/;

/** Whether one of these programs does it by its arguments. */
function destroys(command: Command): boolean {
  const { program } = command;
  const args = command.words.slice(1).map((word) => word.value);
  if (program === 'rm') return isRecursive(command) && args.some((arg) => ROOTS.test(arg));
  if (program === 'chmod' || program === 'chown')
    return isRecursive(command) && args.some((arg) => /^\/\*?$/.test(arg));
  if (program === 'dd') return args.some((arg) => arg.startsWith('of=') && DISK.test(arg));
  if (program === 'shred') return args.some((arg) => /^\/dev\/(?:sd|nvme|hd|vd)/.test(arg));
  if (program === 'find') {
    const chosen = args.some((arg) =>
      /^-i?(?:name|path|regex|wholename)$|^-(?:empty|newer\w{0,2}|user|uid|inum)$/.test(arg),
    );
    return args.includes('-delete') && /^(?:\/|~|\$HOME)$/.test(args[0] ?? '') && !chosen;
  }
  // Without an option wipefs only lists what it finds.
  if (program === 'wipefs' && !args.some((arg) => /^-\w{0,3}[ao]|^--(?:all|offset)/.test(arg))) return false;
  return args.some((arg) => arg.startsWith('/dev/') && !/^\/dev\/sd[XY]\d?$/.test(arg));
}
