import { EXIT, OktsecError } from '../errors.ts';
import type { Io, Terminal } from '../io.ts';
import { shown } from './screen.ts';

/**
 * For commands that can also be answered by a token: `confirmLoosening`. Asks the person at the controlling terminal for `word` before something is loosened. Not on stdin, and no option
 * answers it: an agent that can run commands can fill a pipe and type `--yes`, and is whom this question keeps out.
 * @param byToken whether a token would have answered it as well
 * @throws OktsecError `no_terminal` (exit 2), `not_confirmed` (exit 1)
 */
export function confirm(io: Io, word: string, what: readonly string[], byToken = false): void {
  const terminal = io.terminal();
  if (terminal === undefined) {
    throw new OktsecError('no_terminal', 'this loosens the protection and there is no terminal to ask on', {
      hint: byToken
        ? `run it in a terminal and type ${word} when it asks, or give --token-file FILE; --yes and stdin do not answer it`
        : `run it in a terminal and type ${word} when it asks; --yes, stdin and a token do not answer it`,
    });
  }
  try {
    if (ask(terminal, word, what) === word) return;
  } finally {
    terminal.close();
  }
  throw new OktsecError('not_confirmed', 'not confirmed, nothing was changed', {
    hint: `the answer is ${word}, in capitals`,
    exit: EXIT.no,
  });
}

function ask(terminal: Terminal, word: string, what: readonly string[]): string | undefined {
  try {
    terminal.write(`${what.map(shown).join('\n')}\ntype ${word} to do it: `);
    return terminal.readLine()?.trim();
  } catch (cause) {
    throw new OktsecError('no_terminal', 'the terminal could not be asked', {
      hint: 'run the command in the foreground of a terminal',
      cause,
    });
  }
}
