import { runLine } from './command-line.ts';
import { COMMANDS } from './command-table.ts';
import { VALUED } from './help/program.ts';
import { type Io, realIo } from './io.ts';

/** The `oktsec` command. Sets the exit code and leaves the process to end by itself, so that output is not cut. */
export async function main(): Promise<void> {
  if (process.argv[2] === 'proxy' && !wantsProxyHelp(process.argv.slice(3))) {
    (await import('./proxy-main.ts')).main();
    return;
  }
  process.exitCode = await run(process.argv.slice(2), realIo());
}

/** Runs one command line (without node and script). @returns 0 done, 1 the answer is no, 2 could not be done */
export function run(argv: readonly string[], io: Io): Promise<number> {
  return runLine(
    {
      commands: COMMANDS,
      start: () => import('./commands/start.ts'),
      names: () => import('./commands/completions/names.ts'),
    },
    argv,
    io,
  );
}

/** Among the options of `proxy`; what stands after them is the server's. */
function wantsProxyHelp(argv: readonly string[]): boolean {
  for (let at = 0; argv[at]?.startsWith('-') && argv[at] !== '--'; at += 1) {
    if (argv[at] === '--help' || argv[at] === '-h') return true;
    if (argv[at] === '--agent' || VALUED.includes(argv[at] ?? '')) at += 1;
  }
  return false;
}

if (import.meta.main) void main();
