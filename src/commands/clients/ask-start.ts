import type { FoundServer } from '../../clients/discover.ts';
import type { Context } from '../../command.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import { shown } from '../../terminal/screen.ts';
import { commandLine } from './say.ts';

type Question = {
  /** What stands above the commands. */
  readonly about: string;
  /** What else can be done where there is no terminal. */
  readonly instead?: string;
  readonly refused: string;
  readonly hint: string;
};

/** Shows what would be started and asks, because a config may come with a repository. @throws OktsecError `not_confirmed` (exit 1), `no_terminal` */
export function askToStart(
  { io, globals }: Context,
  servers: readonly FoundServer[],
  { about, instead = '', refused, hint }: Question,
): void {
  const lines = servers.map(({ ref, argv }) => `  ${ref}  ${commandLine(argv)}`);
  io.stderr.write(`${about}\n${lines.map(shown).join('\n')}\n`);
  if (globals.yes) return;
  const terminal = io.terminal();
  if (terminal === undefined) {
    throw new OktsecError('no_terminal', 'there is no terminal to ask on whether to start them', {
      hint: `look at the commands above, then run it again with --yes${instead}`,
    });
  }
  try {
    terminal.write('start them? [y/N] ');
    if (/^y(?:es)?$/i.test(terminal.readLine()?.trim() ?? '')) return;
  } finally {
    terminal.close();
  }
  throw new OktsecError('not_confirmed', refused, { hint, exit: EXIT.no });
}
