import type { Message, Part } from '../message/message.ts';
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
const MAX_WORDS = 48;
const MAX_CHARS = 160;

/**
 * A call of a tool that stands for a program, as that program's command line: `kubectl_delete` with `{"resourceType":"namespace",
 * "name":"shop"}` is `kubectl delete namespace shop`. Undefined for every other tool, and where an argument is the whole line.
 */
export function linePart({ side, method, tool, args }: Message): Part | undefined {
  if (side !== 'client' || method !== 'tools/call' || tool === undefined || args === undefined) return undefined;
  const named = wordsOf(tool);
  const at = named.findIndex((word) => PROGRAMS.has(word));
  const value = at === -1 && !named.includes('delete') ? undefined : args();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const program = PROGRAMS.get(named[at] ?? '') ?? ('apiVersion' in value && 'kind' in value ? 'kubectl' : undefined);
  if (program === undefined) return undefined;
  const own = named.filter((word, n) => n !== at && !FILLING.test(word) && !(n < at && RUNS.test(word)));
  const words: string[] = [];
  collect(value, '', words);
  if (words[0] === program || words[0]?.startsWith(`${program} `) === true) words.shift();
  if (words.length === 0) return undefined;
  const text = [program, ...own, ...words].join(' ');
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

function collect(value: unknown, name: string, words: string[]): void {
  if (words.length >= MAX_WORDS || SAID.test(name)) return;
  if (value === true) words.push(`--${name.replaceAll('_', '-')}`);
  else if (typeof value === 'number') words.push(String(value));
  else if (typeof value === 'string') {
    if (value === '' || value.length > MAX_CHARS || value.includes('\n')) return;
    const word = name === 'kind' ? value.toLowerCase() : value;
    words.push(LINE.test(name) || /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
  } else if (Array.isArray(value)) {
    for (const one of value) collect(one, typeof one === 'object' ? '' : name, words);
  } else if (typeof value === 'object' && value !== null) {
    const options = /^(?:flags|options)$/i.test(name);
    for (const [key, one] of Object.entries(value)) {
      if (options && one !== true && one !== false) words.push(key.startsWith('-') ? key : `--${key}`);
      collect(one, key, words);
    }
  }
}
