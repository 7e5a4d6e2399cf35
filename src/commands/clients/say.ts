import { EXIT, type OktsecError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { shown } from '../../terminal/screen.ts';

/** Says each problem with its hint on stderr. @returns the exit code: 2 where there is one */
export function complain(io: Io, problems: readonly OktsecError[]): number {
  for (const { message, hint } of problems) {
    io.stderr.write(`oktsec: error: ${shown(message)}\n`);
    if (hint !== undefined) io.stderr.write(`oktsec: hint: ${shown(hint)}\n`);
  }
  return problems.length === 0 ? EXIT.done : EXIT.failed;
}

/** A command as somebody would type it: words with blanks or quotes in them in quotes. */
export function commandLine(argv: readonly string[]): string {
  return argv.map((word) => (/^[\w@%+=:,./\\~-]+$/.test(word) ? word : JSON.stringify(word))).join(' ');
}

/** A path with `~` for the user's home. */
export function shortened(path: string, home: string): string {
  return path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}
