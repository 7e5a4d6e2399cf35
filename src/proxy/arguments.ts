import { OktsecError } from '../errors.ts';
import { isAgentName } from '../message/words/agent-name.ts';
import type { Mode } from '../policy/decisions.ts';

export type ProxyArguments = {
  /** The server's agent name, as given. */
  readonly agent: string;
  /** The client's agent name. */
  readonly client: string;
  readonly config: string | undefined;
  readonly home: string | undefined;
  readonly mode: Mode | undefined;
  /** Nothing of ours on stderr. */
  readonly quiet: boolean;
  /** One line on stderr for each message that is not plainly allowed. */
  readonly verbose: boolean;
  readonly command: string;
  readonly args: readonly string[];
};

const HINT = 'oktsec proxy [--agent NAME] [--config FILE] [--home DIR] [--mode observe|enforce] -- COMMAND [ARG ...]';

/**
 * Reads the arguments after `proxy` by hand, up to `--` or to the first word that is no option (some launchers swallow
 * the `--`): what stands from there on is the server's and is never looked at.
 * @throws OktsecError `usage`
 */
export function parseProxyArguments(argv: readonly string[]): ProxyArguments {
  const values = new Map<string, string>();
  const flags = new Set<string>();
  let at = 0;
  for (; at < argv.length && argv[at] !== '--' && argv[at]?.startsWith('-'); at += 1) {
    const word = argv[at] ?? '';
    if (word === '--quiet' || word === '--verbose') {
      flags.add(word);
      continue;
    }
    const equals = word.indexOf('=');
    const name = equals > 0 ? word.slice(0, equals) : word;
    if (!VALUED.has(name)) throw usage(`proxy does not know ${JSON.stringify(word)}`);
    const value = equals > 0 ? word.slice(equals + 1) : argv[++at];
    if (value === undefined || value === '' || value === '--') throw usage(`${name} needs a value`);
    values.set(name, value);
  }
  const [command, ...args] = argv.slice(argv[at] === '--' ? at + 1 : at);
  if (command === undefined || command === '') throw usage('no server command after --');
  const agent = values.get('--agent') ?? 'server';
  if (!isAgentName(agent))
    throw usage(`${JSON.stringify(agent)} is no agent name: letters, digits, ". _ -", at most 64`);
  return {
    agent,
    client: clientOf(agent),
    config: values.get('--config'),
    home: values.get('--home'),
    mode: modeOf(values.get('--mode')),
    quiet: flags.has('--quiet'),
    verbose: flags.has('--verbose'),
    command,
    args,
  };
}

const VALUED = new Set(['--agent', '--config', '--home', '--mode']);

/** A server's agent is `<client>.<server>`; a name without a dot does not say which client it serves. */
function clientOf(agent: string): string {
  const dot = agent.indexOf('.');
  return dot > 0 ? agent.slice(0, dot) : 'client';
}

function modeOf(word: string | undefined): Mode | undefined {
  if (word === undefined || word === 'observe' || word === 'enforce') return word;
  throw usage(`--mode is observe or enforce, not ${JSON.stringify(word)}`);
}

function usage(message: string): OktsecError {
  return new OktsecError('usage', message, { hint: HINT });
}
