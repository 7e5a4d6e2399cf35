import { OktsecError } from '../errors.ts';
import { parseProxyArguments } from './arguments.ts';
import { StdioRelay } from './stdio.ts';

/** `oktsec proxy`: the one command that has an entry of its own, because it starts with every server of every client. */
export function main(): void {
  try {
    const args = parseProxyArguments(process.argv.slice(3));
    new StdioRelay({
      command: args.command,
      args: args.args,
      free: true,
      quiet: args.quiet,
      loadReader: async () => ({ take() {}, end() {}, backlog: () => 0, close: async () => {} }),
    });
  } catch (error) {
    if (!(error instanceof OktsecError)) throw error;
    process.stderr.write(`oktsec: error: ${error.message}\n`);
    if (error.hint !== undefined) process.stderr.write(`oktsec: hint: ${error.hint}\n`);
    process.exit(error.exit);
  }
}
