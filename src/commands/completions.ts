import { Argument } from 'commander';
import type { Define } from '../command.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { SHELLS, type Shell } from '../help/shells.ts';
import type { Io } from '../io.ts';

const KNOWN = Object.keys(SHELLS);

/** `oktsec completions SHELL`: what that shell reads to complete commands, options and the names of this machine. */
export const define: Define = (command, start) => {
  command
    .addArgument(new Argument('[shell]', 'which shell (default: the one in $SHELL)').choices(KNOWN))
    .action((shell: Shell | undefined) =>
      start(({ io }) => {
        io.stdout.write(SHELLS[shell ?? ownShell(io)]);
        return EXIT.done;
      }),
    );
};

function ownShell({ env }: Io): Shell {
  const name = (env.SHELL ?? '').split('/').at(-1);
  const shell = KNOWN.find((known) => known === name);
  if (shell !== undefined) return shell as Shell;
  throw new OktsecError('usage', `which shell was not said, and $SHELL is ${name ? `"${name}"` : 'empty'}`, {
    hint: `oktsec completions ${KNOWN.join('|')}`,
  });
}
