import { type Command, CommanderError } from 'commander';
import type { Context, Entry, Globals, Work } from './command.ts';
import { EXIT, OktsecError } from './errors.ts';
import { addCommand, addFooters, globalsOf, makeProgram, VALUED } from './help/program.ts';
import { rootHelp } from './help/root.ts';
import { unknownCommand, usageError } from './help/usage.ts';
import { type Io, realIo } from './io.ts';
import { paged, pagerFor } from './terminal/pager.ts';
import { makeScreen, shown } from './terminal/screen.ts';

/** In the order of the help. A command's module is loaded when it is the one chosen. */
export const COMMANDS: readonly Entry[] = [
  {
    name: 'proxy',
    group: 'run',
    takesMode: true,
    summary: 'relay one MCP server: scan both directions, record',
    load: () => import('./commands/proxy-help.ts'),
  },
  {
    name: 'wrap',
    group: 'run',
    summary: "put a client's servers behind oktsec",
    load: () => import('./commands/wrap.ts'),
  },
  {
    name: 'unwrap',
    group: 'run',
    takesToken: true,
    summary: 'give the servers back to their client as they were',
    load: () => import('./commands/unwrap.ts'),
  },
  {
    name: 'repair',
    group: 'run',
    summary: 'rewrite entries whose node or oktsec has moved',
    load: () => import('./commands/repair.ts'),
  },
  {
    name: 'uninstall',
    group: 'run',
    takesToken: true,
    summary: 'unwrap everything, and say what stays',
    load: () => import('./commands/uninstall.ts'),
  },
  {
    name: 'mcp',
    group: 'run',
    summary: 'an MCP server for agents: scan, look up, review',
    load: () => import('./commands/mcp.ts'),
  },
  {
    name: 'demo',
    group: 'run',
    summary: 'see it work: real servers, an attack, the log',
    load: () => import('./commands/demo.ts'),
  },
  {
    name: 'init',
    group: 'start',
    summary: 'find the servers here, and write config and keys',
    load: () => import('./commands/init.ts'),
  },
  {
    name: 'status',
    pages: true,
    group: 'look',
    summary: 'what is behind oktsec, and what was loosened this week',
    load: () => import('./commands/status.ts'),
  },
  {
    name: 'ps',
    pages: true,
    group: 'look',
    summary: 'the servers that run behind oktsec now',
    load: () => import('./commands/ps.ts'),
  },
  {
    name: 'top',
    group: 'look',
    summary: 'live, on the whole terminal: servers, events, what is held',
    load: () => import('./commands/top.ts'),
  },
  {
    name: 'discover',
    pages: true,
    group: 'look',
    summary: 'the MCP clients here, their servers, and which are behind oktsec',
    load: () => import('./commands/discover.ts'),
  },
  {
    name: 'serve',
    group: 'run',
    takesMode: true,
    summary: 'messages between agents: the HTTP API, mailboxes, delivery',
    load: () => import('./commands/serve.ts'),
  },
  {
    name: 'service',
    group: 'run',
    summary: 'have serve started by systemd or launchd',
    load: () => import('./commands/service.ts'),
  },
  {
    name: 'send',
    group: 'run',
    summary: 'sign a message and send it through a running serve',
    load: () => import('./commands/send.ts'),
  },
  {
    name: 'receive',
    group: 'run',
    summary: "what lies in an agent's mailbox",
    load: () => import('./commands/receive.ts'),
  },
  {
    name: 'logs',
    pages: true,
    takesToken: true,
    group: 'look',
    summary: 'the audit log: list, show, verify, export, prune',
    load: () => import('./commands/logs.ts'),
  },
  {
    name: 'report',
    group: 'look',
    summary: 'one file: what ran, what was found, a score with its fixes',
    load: () => import('./commands/report.ts'),
  },
  {
    name: 'rules',
    pages: true,
    group: 'look',
    summary: 'the detection rules, and what each is for',
    load: () => import('./commands/rules.ts'),
  },
  {
    name: 'flows',
    pages: true,
    group: 'look',
    summary: 'which private data may go out by which server, and where to guard',
    load: () => import('./commands/flows.ts'),
  },
  {
    name: 'scan',
    group: 'look',
    takesMode: true,
    summary: 'scan a file, a text or stdin',
    load: () => import('./commands/scan.ts'),
  },
  {
    name: 'eval',
    pages: true,
    group: 'look',
    summary: 'recall and false alarms on labelled texts of yours',
    load: () => import('./commands/eval.ts'),
  },
  {
    name: 'mode',
    pages: true,
    takesToken: true,
    group: 'decide',
    takesMode: true,
    summary: 'what is enforced where, and what a switch would do',
    load: () => import('./commands/mode.ts'),
  },
  {
    name: 'pause',
    group: 'decide',
    summary: 'the kill switch: nothing passes until resume',
    load: () => import('./commands/pause.ts'),
  },
  {
    name: 'stop',
    group: 'decide',
    summary: 'end a server that runs behind oktsec',
    load: () => import('./commands/stop.ts'),
  },
  {
    name: 'resume',
    takesToken: true,
    group: 'decide',
    summary: 'let messages pass again after pause',
    load: () => import('./commands/resume.ts'),
  },
  {
    name: 'allow',
    takesToken: true,
    group: 'decide',
    summary: 'let through what was stopped: once, for a session, a tool or a server',
    load: () => import('./commands/allow.ts'),
  },
  {
    name: 'quarantine',
    pages: true,
    takesToken: true,
    group: 'decide',
    summary: 'what is held: list, show, approve, reject',
    load: () => import('./commands/quarantine.ts'),
  },
  {
    name: 'pins',
    pages: true,
    takesToken: true,
    group: 'decide',
    summary: 'what servers were approved to offer, and what changed',
    load: () => import('./commands/pins.ts'),
  },
  {
    name: 'canary',
    takesToken: true,
    group: 'decide',
    summary: 'values planted to be found wherever they go out',
    load: () => import('./commands/canary.ts'),
  },
  {
    name: 'policy',
    pages: true,
    takesToken: true,
    group: 'decide',
    summary: 'which tools are needed here, and what a config would decide',
    load: () => import('./commands/policy.ts'),
  },
  {
    name: 'webhooks',
    group: 'decide',
    summary: 'who is told: list, test, and what could not be sent',
    load: () => import('./commands/webhooks.ts'),
  },
  {
    name: 'config',
    pages: true,
    takesToken: true,
    group: 'decide',
    summary: 'the config that counts here: path, get, set, edit, show',
    load: () => import('./commands/config.ts'),
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
  {
    name: 'completions',
    group: 'check',
    summary: 'what bash, zsh or fish completes',
    load: () => import('./commands/completions.ts'),
  },
  { name: 'doctor', group: 'check', summary: 'check this installation', load: () => import('./commands/doctor.ts') },
  {
    name: 'bugreport',
    group: 'check',
    summary: 'one file about this installation, to read before you give it to anybody',
    load: () => import('./commands/bugreport.ts'),
  },
  { name: 'version', group: 'check', summary: 'the version', load: () => import('./commands/version.ts') },
];

/** The `oktsec` command. Sets the exit code and leaves the process to end by itself, so that output is not cut. */
export async function main(): Promise<void> {
  if (process.argv[2] === 'proxy' && !wantsProxyHelp(process.argv.slice(3))) {
    (await import('./proxy-main.ts')).main();
    return;
  }
  process.exitCode = await run(process.argv.slice(2), realIo());
}

/** Runs one command line (without node and script). @returns 0 done, 1 the answer is no, 2 could not be done */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  if (argv[0] === '__complete') return completeLine(argv.slice(argv[1] === '--' ? 2 : 1), io);
  const pager = isLong(argv) ? pagerFor(io) : undefined;
  const screen = pager === undefined ? undefined : paged(io, pager);
  try {
    try {
      return await dispatch(argv, screen?.io ?? io);
    } finally {
      await screen?.finish();
    }
  } catch (error) {
    return report(error, io, argv.includes('--verbose') || argv.includes('-v'));
  }
}

/** Whether what is printed may be longer than a terminal is high, and comes to an end by itself. */
function isLong(argv: readonly string[]): boolean {
  const [name, below] = namesIn(argv);
  // What goes on and on, and what has the terminal to itself.
  if (argv.includes('--follow') || below === 'edit' || below === 'review') return false;
  return asksForHelp(argv, namesIn(argv)) || COMMANDS.find((command) => command.name === name)?.pages === true;
}

/** For the shells: what the last of these words could become, one a line. Says nothing where it knows nothing. */
async function completeLine(words: readonly string[], io: Io): Promise<number> {
  const [{ complete }, { namesOf }] = await Promise.all([
    import('./help/complete.ts'),
    import('./commands/completions/names.ts'),
  ]);
  const program = await wholeProgram(io);
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

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const words = namesIn(argv);
  const name = words[0] === 'help' ? words[1] : words[0];
  const entry = COMMANDS.find((command) => command.name === name);
  if (name !== undefined && entry === undefined) throw unknownCommand(name, COMMANDS);
  if (entry === undefined && asksForHelp(argv, words)) return help(argv, io);
  let code: number = EXIT.done;
  const program = makeProgram(io);
  let command: Command | undefined;
  if (entry === undefined) {
    program.action(() => work(undefined, async (context) => (await import('./commands/start.ts')).start(context)));
  } else {
    command = await define(program, entry, (task) => work(entry, task));
  }
  const rest = words[0] === 'help' ? [...words.slice(1), '--help'] : argv;
  try {
    await program.parseAsync(rest, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0 && error.code !== 'commander.help') throw usageError(error, command, words.slice(1));
  }
  return code;

  async function work(chosen: Entry | undefined, task: Work): Promise<void> {
    const globals = globalsOf(program);
    refuseIdle(globals, chosen);
    const context: Context = { io, globals, screen: makeScreen(io, globals) };
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
async function wholeProgram(io: Io): Promise<Command> {
  const program = makeProgram(io);
  for (const entry of COMMANDS) await define(program, entry, async () => {});
  return program;
}

async function help(argv: readonly string[], io: Io): Promise<number> {
  if (!argv.includes('--man')) io.stdout.write(rootHelp(COMMANDS));
  else io.stdout.write((await import('./help/man.ts')).manPage(await wholeProgram(io)));
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

/** Among the options of `proxy`; what stands after them is the server's. */
function wantsProxyHelp(argv: readonly string[]): boolean {
  for (let at = 0; argv[at]?.startsWith('-') && argv[at] !== '--'; at += 1) {
    if (argv[at] === '--help' || argv[at] === '-h') return true;
    if (argv[at] === '--agent' || VALUED.includes(argv[at] ?? '')) at += 1;
  }
  return false;
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
