import type { Entry } from './command.ts';
import { runLine } from './command-line.ts';
import { VALUED } from './help/program.ts';
import { type Io, realIo } from './io.ts';

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
