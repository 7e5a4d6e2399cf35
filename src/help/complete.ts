import type { Command, Option } from 'commander';
import { VALUED } from './program.ts';

/** What a word may be completed to; `about` is shown beside it by shells that can. */
export type Candidate = { readonly value: string; readonly about?: string | undefined };

/** Names that only this machine knows, asked for when a word of their kind is completed. */
export type Names = (kind: NameKind) => Promise<readonly Candidate[]>;
export type NameKind = 'client' | 'server' | 'agent' | 'rule' | 'ref' | 'held' | 'token' | 'config';

/** In place of candidates: the shell offers files. */
export const FILES: Candidate = { value: ':files' };

const FILE_WORDS = new Set(['file', 'path', 'dir', 'folder', 'out']);
const KINDS: Readonly<Record<string, readonly NameKind[]>> = {
  client: ['client', 'server'],
  clients: ['client', 'server'],
  targets: ['client', 'server'],
  agent: ['agent'],
  rule: ['rule'],
  ref: ['ref'],
  held: ['held'],
  token: ['token'],
  key: ['config'],
};

/**
 * What the last word of a command line could become. Never throws for what was typed; unknown words end it with nothing.
 * @param program with every command defined
 * @param words after `oktsec`; the last one is being typed and may be empty
 */
export async function complete(
  program: Command,
  words: readonly string[],
  names: Names,
): Promise<readonly Candidate[]> {
  const typed = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  // What stands after `--` is somebody else's command line.
  if (before.includes('--')) return [FILES];
  if (before[0] === 'help') {
    const { command, operands } = walk(program, before.slice(1));
    return operands > 0 ? [] : matching(commandsOf(command), typed);
  }
  const { command, operands, pending } = walk(program, before);
  if (pending !== undefined) return matching(await valuesOf(pending, names), typed);
  const glued = /^(--[\w-]+)=(.*)$/.exec(typed);
  if (glued !== null) {
    const option = optionNamed([...command.options, ...program.options], glued[1] ?? '');
    const values = option === undefined ? [] : await valuesOf(option, names);
    return matching(values, glued[2] ?? '').map((one) => ({ ...one, value: `${glued[1]}=${one.value}` }));
  }
  if (typed.startsWith('-')) return matching(flagsOf(program, command), typed);
  if (command === program && operands === 0) return matching(commandsOf(program), typed);
  const below = operands === 0 ? commandsOf(command) : [];
  const argument = command.registeredArguments[operands] ?? lastVariadic(command);
  const own =
    argument === undefined
      ? []
      : (argument.argChoices?.map(plain) ?? (await namesFor(wordOf(command, argument.name()), names)));
  return matching([...below, ...own], typed);
}

/** Follows the words to the command they name; `pending` is an option that still waits for its value. */
function walk(program: Command, words: readonly string[]) {
  let command = program;
  let operands = 0;
  let pending: Option | undefined;
  for (const word of words) {
    if (pending !== undefined) pending = undefined;
    else if (word.startsWith('-')) pending = waiting(program, command, word);
    else {
      const child = operands === 0 ? command.commands.find((one) => one.name() === word) : undefined;
      if (child === undefined) operands += 1;
      else command = child;
    }
  }
  return { command, operands, pending };
}

function waiting(program: Command, command: Command, word: string): Option | undefined {
  if (word.includes('=')) return undefined;
  const option = optionNamed([...command.options, ...(command.parent?.options ?? []), ...program.options], word);
  return option !== undefined && (option.required || VALUED.includes(word)) ? option : undefined;
}

function optionNamed(options: readonly Option[], word: string): Option | undefined {
  return options.find((option) => option.long === word || option.short === word);
}

async function valuesOf(option: Option, names: Names): Promise<readonly Candidate[]> {
  if (option.argChoices !== undefined) return option.argChoices.map(plain);
  const placeholder = /<([\w-]+)/.exec(option.flags)?.[1] ?? '';
  const word = option.long === '--agent' ? 'agent' : option.long === '--explain' ? 'rule' : placeholder;
  return namesFor(word, names);
}

/** What is settled has to be held; looked at may be whatever was stopped. */
function wordOf(command: Command, word: string): string {
  const settles = command.parent?.name() === 'quarantine' && command.name() !== 'show';
  return settles && word === 'ref' ? 'held' : word;
}

async function namesFor(word: string, names: Names): Promise<readonly Candidate[]> {
  if (FILE_WORDS.has(word)) return [FILES];
  const kinds = Object.hasOwn(KINDS, word) ? (KINDS[word] ?? []) : [];
  return (await Promise.all(kinds.map((kind) => names(kind)))).flat();
}

function commandsOf(command: Command): readonly Candidate[] {
  const listed = command.createHelp().visibleCommands(command);
  const own = listed.map((child) => ({ value: child.name(), about: child.description() }));
  return command.parent === null ? [...own, { value: 'help', about: 'all commands, or one' }] : own;
}

function flagsOf(program: Command, command: Command): readonly Candidate[] {
  const options = [...command.options, ...(command === program ? [] : program.options)];
  return options
    .filter((option) => !option.hidden && option.long !== undefined)
    .map((option) => ({ value: option.long ?? '', about: option.description }));
}

function lastVariadic(command: Command) {
  const last = command.registeredArguments.at(-1);
  return last?.variadic === true ? last : undefined;
}

function plain(value: string): Candidate {
  return { value };
}

function matching(candidates: readonly Candidate[], typed: string): readonly Candidate[] {
  return candidates.filter((one) => one === FILES || one.value.startsWith(typed));
}
