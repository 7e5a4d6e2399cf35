import type { Command, CommanderError } from 'commander';
import type { Entry } from '../command.ts';
import { nearest } from '../config/nearest.ts';
import { OktsecError } from '../errors.ts';

/** A first word that no command has. */
export function unknownCommand(name: string, entries: readonly Entry[]): OktsecError {
  const known = entries.filter((entry) => entry.group !== undefined).map((entry) => entry.name);
  const meant = nearest(name, [...known, 'help']);
  return new OktsecError('usage', `"${name}" is no command of oktsec`, {
    hint: meant === undefined ? 'oktsec help lists them' : `did you mean oktsec ${meant}? oktsec help lists them`,
  });
}

/**
 * The parser's own sentence in our words.
 * @param command the one that was chosen, with what is below it
 * @param operands the words after its name that are no options
 */
export function usageError(
  error: CommanderError,
  command: Command | undefined,
  operands: readonly string[],
): OktsecError {
  if (command === undefined) return new OktsecError('usage', reworded(error).message, { hint: 'oktsec help' });
  const children = command.commands.map((child) => child.name());
  const child = children.find((name) => operands.includes(name));
  const path = `oktsec ${command.name()}${child === undefined ? '' : ` ${child}`}`;
  if (error.code === 'commander.help') {
    return new OktsecError('usage', `what ${path} is to do was not said`, {
      hint: `one of ${children.join(', ')}; ${path} --help`,
    });
  }
  const typed = child === undefined && children.length > 0 ? wordTooMany(error) : undefined;
  if (typed !== undefined) {
    const one = shownBy(command, typed);
    if (one !== undefined) return new OktsecError('usage', `"${typed}" is no command of ${path}`, { hint: one });
    const meant = nearest(typed, children);
    return new OktsecError('usage', `"${typed}" is no command of ${path}`, {
      hint: meant === undefined ? `one of ${children.join(', ')}` : `did you mean ${path} ${meant}?`,
    });
  }
  const { message, meant } = reworded(error);
  const help = `${path} --help`;
  return new OktsecError('usage', message, { hint: meant === undefined ? help : `did you mean ${meant}? ${help}` });
}

/** How what was named is looked at: a reference or a rule where the name of a command should stand. */
function shownBy(command: Command, typed: string): string | undefined {
  const name = command.name();
  const isRule = /^[A-Za-z]{2,8}-\d{1,4}$/.test(typed);
  if (isRule && command.options.some(({ long }) => long === '--explain')) return `oktsec ${name} --explain ${typed}`;
  const isReference = /^(?=.*\d)[0-9A-Za-z]{1,8}$/.test(typed);
  return isReference && command.commands.some((child) => child.name() === 'show')
    ? `oktsec ${name} show ${typed}`
    : undefined;
}

/** The first word for which there was no place: where a command has others below it, a slip in one of their names. */
function wordTooMany({ code, message }: CommanderError): string | undefined {
  if (code === 'commander.unknownCommand') return /'(.*)'/.exec(message)?.[1];
  if (code !== 'commander.excessArguments') return undefined;
  return /but got \d+: ([^,]+?)\.?(?:,|$)/.exec(message)?.[1];
}

function reworded(error: CommanderError): { readonly message: string; readonly meant: string | undefined } {
  const [first = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  const meant = /\(Did you mean (.+?)\?\)/.exec(suggestion ?? '')?.[1];
  const message = first
    .replaceAll("'", '"')
    .replace(/^command-argument value (".*") is invalid for argument "(.*?)"/, '$1 is no $2')
    .replace(/^option "(--[a-z-]+)[^"]*" argument (".*") is invalid/, '$1 $2 is not known')
    .replace(/\.$/, '')
    .replace(/\. ([A-Z])/g, (_, letter: string) => `: ${letter.toLowerCase()}`);
  return { message, meant };
}
