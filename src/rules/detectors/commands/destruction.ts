import { expression } from '../../machine-code.ts';
import { wording } from '../../wording.ts';
import type { Span } from '../span.ts';
import { inLines, programOf } from './shell-lines.ts';
import type { Command } from './shell-words.ts';

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

const DESTROYER =
  /\brm\b|mkfs|wipefs|\bdd\b|shred|chmod|chown|preserve-root|-delete|>\s{0,4}\/dev\/|:\(\)|['"\\](?:rm|m)\b|\br['"\\]/i;

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
