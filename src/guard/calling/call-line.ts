import type { Message, Part } from '../../message/message.ts';
import { wordsOf } from './tool-words.ts';

/** Programs that servers name their tools after, by the word in the name. */
const PROGRAMS: ReadonlyMap<string, string> = new Map([
  ...(
    'kubectl oc helm docker podman terraform tofu terragrunt pulumi aws gcloud gsutil bq az git gh glab heroku flyctl firebase vercel ' +
    'netlify supabase doctl systemctl launchctl crontab kill pkill killall taskkill zfs restic ufw iptables'
  )
    .split(' ')
    .map((name) => [name, name] as const),
  ['redis', 'redis-cli'],
  ['valkey', 'valkey-cli'],
]);
/** Words of a tool's name that only say that it runs something: before the program's, and anywhere. */
const RUNS = /^(?:run|runs|exec|execute|call|invoke|do|use)$/;
const FILLING = /^(?:cli|commands?|tool|generic|mcp|api|raw|rw|ro|process|the)?$/;
/** Arguments that are words of a command line already. */
const LINE = /^(?:commands?|cmd|sub_?commands?|cli_command|args|argv|arguments|flags|options)$/i;
/** Arguments for people or for a file: what stands in them is no word of a command. */
const SAID =
  /^(?:\w{0,16}_?(?:message|body|description|comments?|contents?|text|title|subject|notes?|summary|patch|diff|manifest|yaml|prompt|reason))$/i;
/** The program that a tool is to start, and what it is given. */
const PROGRAM = /^(?:command|cmd|program|executable|binary|bin|exe)$/i;
const GIVEN = /^(?:args|argv|arguments|params|parameters|flags|options)$/i;
const HOST = /^(?:host|hostname|host_?name|domain|server|address)$/i;
const REQUESTS = /^(?:https?|fetch|requests?|rest|curl|url|web|api)$/;
const MAX_LINE = 2_048;
const MAX_WORDS = 48;
const MAX_CHARS = 160;

/**
 * A call of a tool that stands for a program, as that program's command line: `kubectl_delete` with `{"resourceType":"namespace",
 * "name":"shop"}` is `kubectl delete namespace shop`. The same of a program that is named beside its arguments, and of an address in
 * pieces. Undefined for every other call, and where an argument is the whole line.
 */
export function linePart({ side, method, tool, args }: Message): Part | undefined {
  if (side !== 'client' || method !== 'tools/call' || tool === undefined || args === undefined) return undefined;
  const value = args();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const text = ownLine(wordsOf(tool), value) ?? startedLine(value) ?? addressOf(wordsOf(tool), value);
  if (text === undefined) return undefined;
  return {
    pointer: '/params/arguments',
    channel: 'tool_args',
    key: false,
    start: 0,
    end: 0,
    text,
    joins: false,
    decoded: true,
  };
}

/** The line of the program that a tool is named after. */
function ownLine(named: readonly string[], value: object): string | undefined {
  const at = named.findIndex((word) => PROGRAMS.has(word));
  if (at === -1 && !named.includes('delete')) return undefined;
  const program = PROGRAMS.get(named[at] ?? '') ?? ('apiVersion' in value && 'kind' in value ? 'kubectl' : undefined);
  if (program === undefined) return undefined;
  const own = named.filter((word, n) => n !== at && !FILLING.test(word) && !(n < at && RUNS.test(word)));
  const words: string[] = [];
  collect(value, '', words);
  if (words[0] === program || words[0]?.startsWith(`${program} `) === true) words.shift();
  if (words.length === 0) return undefined;
  return [program, ...own, ...words].join(' ');
}

/** The line of a program that an argument names, its own arguments beside it, in whatever order: `{"args":["-rf","/"],"command":"rm"}`. */
function startedLine(value: object): string | undefined {
  if (!Object.keys(value).some((name) => GIVEN.test(name))) return undefined;
  let program: string | undefined;
  let rest: unknown;
  for (const [name, one] of Object.entries(value)) {
    if (typeof one === 'string' && PROGRAM.test(name) && /^[\w./~$-]{1,160}$/.test(one)) program = one;
    else if (GIVEN.test(name)) rest = one;
  }
  if (program === undefined || rest === undefined) return undefined;
  const words: string[] = [];
  if (typeof rest === 'string') words.push(rest.slice(0, MAX_LINE));
  else collect(rest, 'argv', words, true);
  return words.length === 0 ? undefined : [program, ...words].join(' ');
}

/** The address that a request's arguments make together: `{"host":"169.254.169.254","path":"/latest/meta-data/"}`. */
function addressOf(named: readonly string[], value: object): string | undefined {
  if (!Object.keys(value).some((name) => HOST.test(name))) return undefined;
  const part = (names: RegExp): string | undefined => {
    const found = Object.entries(value).find(([name]) => names.test(name))?.[1];
    return typeof found === 'number' || typeof found === 'string' ? String(found) : undefined;
  };
  const host = part(HOST);
  if (host === undefined || !/^[\w.:[\]%-]{1,253}$/.test(host)) return undefined;
  const scheme = part(/^(?:scheme|protocol)$/i)?.replace(/:.*$/s, '');
  if (!/^https?$/i.test(scheme ?? (named.some((word) => REQUESTS.test(word)) ? 'http' : ''))) return undefined;
  const port = part(/^port$/i);
  const path = part(/^(?:path|pathname|endpoint|route|resource)$/i) ?? '';
  return `${scheme ?? 'http'}://${host}${port === undefined ? '' : `:${port}`}${path.startsWith('/') ? '' : '/'}${path}`.slice(
    0,
    MAX_LINE,
  );
}

/** @param whole texts of any length and lines are words, too */
function collect(value: unknown, name: string, words: string[], whole = false): void {
  if (words.length >= MAX_WORDS || SAID.test(name)) return;
  if (value === true) words.push(`--${name.replaceAll('_', '-')}`);
  else if (typeof value === 'number') words.push(String(value));
  else if (typeof value === 'string') {
    if (value === '' || value.length > (whole ? MAX_LINE : MAX_CHARS) || (!whole && value.includes('\n'))) return;
    const word = name === 'kind' ? value.toLowerCase() : value;
    words.push(
      (!whole && LINE.test(name)) || /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`,
    );
  } else if (Array.isArray(value)) {
    for (const one of value) collect(one, typeof one === 'object' ? '' : name, words, whole);
  } else if (typeof value === 'object' && value !== null) {
    const options = /^(?:flags|options)$/i.test(name);
    for (const [key, one] of Object.entries(value)) {
      if (options && one !== true && one !== false) words.push(key.startsWith('-') ? key : `--${key}`);
      collect(one, key, words, whole);
    }
  }
}
