import { type Command, CommanderError } from 'commander';
import type { Context, Entry, Globals, Work } from './command.ts';
import { EXIT, OktsecError } from './errors.ts';
import { codeOf, reason } from './files/home.ts';
import type { Names } from './help/complete.ts';
import { addCommand, addFooters, globalsOf, makeProgram, VALUED } from './help/program.ts';
import { rootHelp } from './help/root.ts';
import { unknownCommand, usageError } from './help/usage.ts';
import type { Io } from './io.ts';
import { paged, pagerFor } from './terminal/pager.ts';
import { makeScreen, shown } from './terminal/screen.ts';
import { type Typed, typedIn, withTypedHints } from './terminal/typed.ts';

/** What a command line may lead to. Modules are loaded when they are needed. */
export type House = {
  readonly commands: readonly Entry[];
  /** What `oktsec` alone does. */
  readonly start: () => Promise<{ readonly start: Work }>;
  /** The names that stand here, for completing. */
  readonly names: () => Promise<{ readonly namesOf: (context: Context) => Names }>;
};

/** Runs one command line (without node and script). @returns 0 done, 1 the answer is no, 2 could not be done */
export async function runLine(house: House, argv: readonly string[], io: Io): Promise<number> {
  if (argv[0] === '__complete') return completeLine(house, argv.slice(argv[1] === '--' ? 2 : 1), io);
  const typed = typedIn(
    argv,
    house.commands.map(({ name }) => name),
  );
  const said = withTypedHints(io, typed);
  try {
    const pager = isLong(house, argv) ? pagerFor(said) : undefined;
    const screen = pager === undefined ? undefined : paged(said, pager);
    try {
      return await dispatch(house, argv, screen?.io ?? said, typed);
    } finally {
      await screen?.finish();
    }
  } catch (error) {
    return report(error, said, argv.includes('--verbose') || argv.includes('-v'));
  }
}

/** Whether what is printed may be longer than a terminal is high, and comes to an end by itself. */
function isLong({ commands }: House, argv: readonly string[]): boolean {
  const [name, below] = namesIn(argv);
  // What goes on and on, and what has the terminal to itself.
  if (argv.includes('--follow') || below === 'edit' || below === 'review') return false;
  return asksForHelp(argv, namesIn(argv)) || commands.find((command) => command.name === name)?.pages === true;
}

/** For the shells: what the last of these words could become, one a line. Says nothing where it knows nothing. */
async function completeLine(house: House, words: readonly string[], io: Io): Promise<number> {
  const [{ complete }, { namesOf }] = await Promise.all([import('./help/complete.ts'), house.names()]);
  const program = await wholeProgram(house, io);
  const globals = globalsOf(program);
  const named = (option: string) => {
    const at = words.lastIndexOf(option);
    return at < 0 ? undefined : words[at + 1];
  };
  const asked = { ...globals, config: named('--config'), home: named('--home'), quiet: true };
  const found = await complete(program, words, namesOf({ io, globals: asked, screen: makeScreen(io, globals) }));
  for (const { value, about } of found) {
    io.stdout.write(`${shown(value)}${about === undefined ? '' : `\t${shown(about)}`}\n`);
  }
  return EXIT.done;
}

async function dispatch(house: House, argv: readonly string[], io: Io, typed: Typed): Promise<number> {
  const words = namesIn(argv);
  const name = words[0] === 'help' ? words[1] : words[0];
  const entry = house.commands.find((command) => command.name === name);
  if (name !== undefined && entry === undefined) throw unknownCommand(name, house.commands);
  if (entry === undefined && asksForHelp(argv, words)) return help(house, argv, io);
  let code: number = EXIT.done;
  const program = makeProgram(io);
  let command: Command | undefined;
  if (entry === undefined) {
    program.action(() => work(undefined, async (context) => (await house.start()).start(context)));
  } else {
    command = await define(program, entry, (task) => work(entry, task));
  }
  const rest = words[0] === 'help' ? [...words.slice(1), '--help'] : argv;
  try {
    await program.parseAsync(rest, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageError(error, command, words.slice(1));
  }
  return code;

  async function work(chosen: Entry | undefined, task: Work): Promise<void> {
    const globals = globalsOf(program);
    refuseIdle(globals, chosen);
    const context: Context = { io, globals, screen: makeScreen(io, globals, typed) };
    code = await task(context);
  }
}

async function define(program: Command, entry: Entry, start: (task: Work) => Promise<void>): Promise<Command> {
  const command = addCommand(program, entry);
  (await entry.load()).define(command, start);
  addFooters(command, entry.name);
  return command;
}

/** The whole program, every command loaded: for the man page and for completing. Nothing of it is ever run. */
async function wholeProgram({ commands }: House, io: Io): Promise<Command> {
  const program = makeProgram(io);
  for (const entry of commands) await define(program, entry, async () => {});
  return program;
}

async function help(house: House, argv: readonly string[], io: Io): Promise<number> {
  if (!argv.includes('--man')) io.stdout.write(rootHelp(house.commands));
  else io.stdout.write((await import('./help/man.ts')).manPage(await wholeProgram(house, io)));
  return EXIT.done;
}

function asksForHelp(argv: readonly string[], words: readonly string[]): boolean {
  return words[0] === 'help' || argv.some((word) => word === '--help' || word === '-h');
}

/** An option that would be taken and do nothing. @throws OktsecError `usage` */
function refuseIdle({ mode, tokenFile }: Globals, chosen: Entry | undefined): void {
  const name = `oktsec ${chosen?.name ?? ''}`.trimEnd();
  if (mode !== undefined && chosen?.takesMode !== true) {
    throw new OktsecError('usage', `--mode changes nothing for ${name}`, {
      hint: 'it is for one run of proxy, scan or mode; oktsec mode enforce changes the config',
    });
  }
  if (tokenFile !== undefined && chosen?.takesToken !== true) {
    throw new OktsecError('usage', `--token-file changes nothing for ${name}`, {
      hint: 'it is for commands that loosen the protection, where there is no terminal to ask on',
    });
  }
}

/** The words that are neither options nor the values of global ones: the command's name is the first. */
function namesIn(argv: readonly string[]): string[] {
  const words: string[] = [];
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (word === '--') break;
    if (VALUED.includes(word)) at += 1;
    else if (!word.startsWith('-')) words.push(word);
  }
  return words;
}

/** A disk, a right or a limit of this machine: no fault of ours, and its stack says nothing to a person. */
const OF_THE_SYSTEM: ReadonlySet<string> = new Set('ENOSPC EDQUOT EROFS EACCES EPERM EIO EMFILE ENFILE'.split(' '));
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

function report(error: unknown, io: Io, verbose: boolean): number {
  if (error instanceof OktsecError) {
    io.stderr.write(`oktsec: error: ${shown(error.message)}\n`);
    if (error.hint !== undefined) io.stderr.write(`oktsec: hint: ${shown(error.hint)}\n`);
    if (verbose && error.cause instanceof Error) io.stderr.write(`oktsec: cause: ${shown(error.cause.message)}\n`);
    return error.exit;
  }
  const code = codeOf(error) ?? '';
  if (OF_THE_SYSTEM.has(code)) {
    const path = error instanceof Error && 'path' in error ? `${String(error.path)}: ` : '';
    io.stderr.write(`oktsec: error: the system refused: ${shown(`${path}${reason(error)}`)}\n`);
    if (FULL.has(code)) io.stderr.write('oktsec: hint: make room; df says how much there is\n');
  } else io.stderr.write('oktsec: error: something in oktsec itself failed\n');
  if (OF_THE_SYSTEM.has(code) && !verbose) return EXIT.failed;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr.write(`${stack.split('\n').map(shown).join('\n')}\n`);
  return EXIT.failed;
}
