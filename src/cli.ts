import { Command, CommanderError, Option } from 'commander';
import type { Context, Define, Globals, Work } from './command.ts';
import { nearest } from './config/nearest.ts';
import { EXIT, OktsecError } from './errors.ts';
import { type Io, realIo } from './io.ts';
import { MODES } from './policy/decisions.ts';
import { makeScreen, shown } from './terminal/screen.ts';
import { version } from './version.ts';

type Entry = {
  readonly name: string;
  readonly summary: string;
  readonly group: 'run' | 'look' | 'decide' | 'check';
  /** `--mode` changes what it does. */
  readonly takesMode?: boolean;
  /** It takes a token out of the file that `--token-file` names. */
  readonly takesToken?: boolean;
  readonly load: () => Promise<{ readonly define: Define }>;
};

/** In the order of the help. A command's module is loaded when it is the one chosen. */
const COMMANDS: readonly Entry[] = [
  {
    name: 'proxy',
    group: 'run',
    takesMode: true,
    summary: 'relay one MCP server: scan both directions, record',
    load: () => import('./commands/proxy-help.ts'),
  },
  {
    name: 'demo',
    group: 'run',
    summary: 'see it work: real servers, an attack, the log',
    load: () => import('./commands/demo.ts'),
  },
  {
    name: 'discover',
    group: 'look',
    summary: 'the MCP clients here, their servers, and which are behind oktsec',
    load: () => import('./commands/discover.ts'),
  },
  {
    name: 'send',
    group: 'run',
    summary: 'sign a message and send it through a running serve',
    load: () => import('./commands/send.ts'),
  },
  {
    name: 'logs',
    takesToken: true,
    group: 'look',
    summary: 'the audit log: list, show, verify, export, prune',
    load: () => import('./commands/logs.ts'),
  },
  {
    name: 'rules',
    group: 'look',
    summary: 'the detection rules, and what each is for',
    load: () => import('./commands/rules.ts'),
  },
  {
    name: 'scan',
    group: 'look',
    takesMode: true,
    summary: 'scan a file, a text or stdin',
    load: () => import('./commands/scan.ts'),
  },
  {
    name: 'mode',
    takesToken: true,
    group: 'decide',
    takesMode: true,
    summary: 'what is enforced where, and what a switch would do',
    load: () => import('./commands/mode.ts'),
  },
  {
    name: 'allow',
    takesToken: true,
    group: 'decide',
    summary: 'let through what was stopped: once, for a tool, or for a server',
    load: () => import('./commands/allow.ts'),
  },
  {
    name: 'quarantine',
    group: 'decide',
    summary: 'what is held: list, show, approve, reject',
    load: () => import('./commands/quarantine.ts'),
  },
  {
    name: 'trust',
    takesToken: true,
    group: 'decide',
    summary: 'accept the oktsec.yaml of this folder',
    load: () => import('./commands/trust.ts'),
  },
  {
    name: 'tokens',
    group: 'decide',
    summary: 'what opens the API, and answers where there is no terminal',
    load: () => import('./commands/tokens.ts'),
  },
  {
    name: 'keygen',
    group: 'decide',
    summary: 'make a key pair for an agent',
    load: () => import('./commands/keygen.ts'),
  },
  {
    name: 'keys',
    takesToken: true,
    group: 'decide',
    summary: "the agents' keys: list, rotate, revoke, import",
    load: () => import('./commands/keys.ts'),
  },
  {
    name: 'sign',
    group: 'check',
    summary: 'sign a message without sending it',
    load: () => import('./commands/sign.ts'),
  },
  {
    name: 'verify',
    group: 'check',
    summary: 'check config and rule files, or a signed message',
    load: () => import('./commands/verify.ts'),
  },
  { name: 'doctor', group: 'check', summary: 'check this installation', load: () => import('./commands/doctor.ts') },
  { name: 'version', group: 'check', summary: 'the version', load: () => import('./commands/version.ts') },
];

const VALUED = ['--config', '--home', '--mode', '--token-file'];

/** The `oktsec` command. Sets the exit code and leaves the process to end by itself, so that output is not cut. */
export async function main(): Promise<void> {
  if (process.argv[2] === 'proxy' && !asksForHelp(process.argv.slice(3))) {
    (await import('./proxy-main.ts')).main();
    return;
  }
  process.exitCode = await run(process.argv.slice(2), realIo());
}

/** Runs one command line (without node and script). @returns 0 done, 1 the answer is no, 2 could not be done */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    return report(error, io, argv.includes('--verbose') || argv.includes('-v'));
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const words = namesIn(argv);
  const name = words[0] === 'help' ? words[1] : words[0];
  const entry = COMMANDS.find((command) => command.name === name);
  if (name !== undefined && entry === undefined) throw unknownCommand(name);
  let code: number = EXIT.done;
  const program = programFor(io);
  if (entry === undefined) {
    program.action(() => work(undefined, async (context) => (await import('./commands/start.ts')).start(context)));
    if (words[0] === 'help') {
      io.stdout.write(rootHelp());
      return EXIT.done;
    }
  } else {
    const command = program.command(entry.name).description(entry.summary);
    (await entry.load()).define(command, (task) => work(entry, task));
  }
  const rest = words[0] === 'help' ? [...words.slice(1), '--help'] : argv;
  try {
    await program.parseAsync(rest, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0 && error.code !== 'commander.help') throw usageError(error, entry);
  }
  return code;

  async function work(chosen: Entry | undefined, task: Work): Promise<void> {
    const globals = globalsOf(program);
    if (globals.mode !== undefined && chosen?.takesMode !== true) {
      throw new OktsecError('usage', `--mode changes nothing for oktsec ${chosen?.name ?? ''}`.trimEnd(), {
        hint: 'it is for one run of proxy, scan or mode; oktsec mode enforce changes the config',
      });
    }
    if (globals.tokenFile !== undefined && chosen?.takesToken !== true) {
      throw new OktsecError('usage', `--token-file changes nothing for oktsec ${chosen?.name ?? ''}`.trimEnd(), {
        hint: 'it is for commands that loosen the protection, where there is no terminal to ask on',
      });
    }
    const context: Context = { io, globals, screen: makeScreen(io, globals) };
    code = await task(context);
  }
}

function programFor(io: Io): Command {
  const program = new Command('oktsec');
  program
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: () => {},
      outputError: () => {},
      getOutHelpWidth: () => io.stdout.columns ?? 100,
      getOutHasColors: () => false,
    })
    .configureHelp({ styleTitle: (title) => title.toLowerCase() })
    .helpCommand(false)
    .helpOption('-h, --help', 'this text')
    .version(`oktsec ${version()}`, '-V, --version', 'the version')
    .option('--config <file>', 'the config file')
    .option('--home <dir>', 'the folder with data, keys and database (default ~/.oktsec)')
    .addOption(new Option('--mode <mode>', 'for this run only, above the config').choices(MODES))
    .option(
      '--token-file <file>',
      'a token of scope review, where a command would ask on the terminal and there is none',
    )
    .option('--json', 'machine-readable output')
    .option('-q, --quiet', 'no hints and no summaries')
    .option('-v, --verbose', 'more detail')
    .option('--no-color', 'no colour')
    .option('-y, --yes', 'answer ordinary questions with yes; never those that loosen the protection');
  const help = program.helpInformation.bind(program);
  program.helpInformation = () => (program.commands.length === 0 ? rootHelp() : help());
  return program;
}

function globalsOf(program: Command): Globals {
  const given: Record<string, unknown> = program.opts();
  const mode = MODES.find((known) => known === given.mode);
  return {
    config: textOf(given.config),
    home: textOf(given.home),
    mode,
    tokenFile: textOf(given.tokenFile),
    json: given.json === true,
    quiet: given.quiet === true,
    verbose: given.verbose === true,
    color: given.color !== false,
    yes: given.yes === true,
  };
}

function textOf(value: unknown): string | undefined {
  if (value === '') throw new OktsecError('usage', 'an option that needs a value got an empty one');
  return typeof value === 'string' ? value : undefined;
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

/** Among the options of `proxy`; what stands after them is the server's. */
function asksForHelp(argv: readonly string[]): boolean {
  for (let at = 0; argv[at]?.startsWith('-') && argv[at] !== '--'; at += 1) {
    if (argv[at] === '--help' || argv[at] === '-h') return true;
    if (argv[at] === '--agent' || VALUED.includes(argv[at] ?? '')) at += 1;
  }
  return false;
}

function unknownCommand(name: string): OktsecError {
  const meant = nearest(name, [...COMMANDS.map((command) => command.name), 'help']);
  return new OktsecError('usage', `"${name}" is no command of oktsec`, {
    hint: meant === undefined ? 'oktsec help lists them' : `did you mean ${meant}? oktsec help lists them`,
  });
}

/** The parser's own sentence in our words. */
function usageError(error: CommanderError, entry: Entry | undefined): OktsecError {
  const [first = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  const meant = /\(Did you mean (.+?)\?\)/.exec(suggestion ?? '')?.[1];
  const message = first
    .replaceAll("'", '"')
    .replace(/\.$/, '')
    .replace(/\. ([A-Z])/g, (_, letter: string) => `: ${letter.toLowerCase()}`);
  const help = entry === undefined ? 'oktsec help' : `oktsec ${entry.name} --help`;
  return new OktsecError('usage', message, { hint: meant === undefined ? help : `did you mean ${meant}? ${help}` });
}

function rootHelp(): string {
  const groups = ['run', 'look', 'decide', 'check'] as const;
  const lines = groups.map((group) => {
    const members = COMMANDS.filter((command) => command.group === group);
    return members
      .map((command, at) => `  ${(at === 0 ? group : '').padEnd(8)}${command.name.padEnd(11)}${command.summary}`)
      .join('\n');
  });
  return [
    `oktsec ${version()}: a firewall for AI agents, on this machine only`,
    '',
    ...lines,
    '',
    '  oktsec proxy --agent NAME -- COMMAND [ARG ...]',
    '',
    '  everywhere  --config FILE  --home DIR  --json  --quiet  --verbose  --no-color  --yes',
    '  one run     --mode observe|enforce (proxy, scan, mode)',
    '  unattended  --token-file FILE, in place of the answer on the terminal',
    '',
    '  oktsec help COMMAND   its arguments and options',
    '',
  ].join('\n');
}

function report(error: unknown, io: Io, verbose: boolean): number {
  if (error instanceof OktsecError) {
    io.stderr.write(`oktsec: error: ${shown(error.message)}\n`);
    if (error.hint !== undefined) io.stderr.write(`oktsec: hint: ${shown(error.hint)}\n`);
    if (verbose && error.cause instanceof Error) io.stderr.write(`oktsec: cause: ${shown(error.cause.message)}\n`);
    return error.exit;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr.write('oktsec: error: something in oktsec itself failed\n');
  io.stderr.write(`${stack.split('\n').map(shown).join('\n')}\n`);
  return EXIT.failed;
}

if (import.meta.main) void main();
