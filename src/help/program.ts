import { Command, type Command as Commander, Option } from 'commander';
import type { Entry, Globals } from '../command.ts';
import { OktsecError } from '../errors.ts';
import type { Io } from '../io.ts';
import { MODES } from '../policy/decisions.ts';
import { version } from '../version.ts';
import { examplesOf } from './examples.ts';

/** Global options that take a value: it stands after them and is no command. */
export const VALUED = ['--config', '--home', '--mode', '--token-file'];

/** The parser with the global options and, so far, no command. Its own sentences go nowhere: what throws is said by us. */
export function makeProgram(io: Pick<Io, 'stdout'>): Commander {
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
    .option('--color', 'colour, also where stdout is no terminal')
    .option('--no-color', 'no colour')
    .option('-y, --yes', 'answer ordinary questions with yes; never those that loosen the protection')
    .hook('preAction', (_, command) => refuseEmptyPaths(command));
  return program;
}

/** `--out "$UNSET"` would mean the folder that one happens to be in. @throws OktsecError `usage` */
function refuseEmptyPaths(command: Commander): void {
  const values: Record<string, unknown> = command.opts();
  const options = command.options.filter(({ flags }) => /<(?:dir|file|path)>/.test(flags));
  const named = options.find((option) => values[option.attributeName()] === '')?.long;
  const place = command.registeredArguments.findIndex((argument) => /^(?:file|path)$/.test(argument.name()));
  const empty = named ?? ([command.processedArgs[place]].flat().includes('') ? 'a path' : undefined);
  if (empty !== undefined) throw new OktsecError('usage', `${empty} is empty`, { hint: 'a variable that is not set?' });
}

/** A command's place in the program, with its examples below the help of it and of what it has below it. */
export function addCommand(program: Commander, entry: Entry): Commander {
  const command = program.command(entry.name, { hidden: entry.group === undefined }).description(entry.summary);
  command.helpCommand(false);
  command.addHelpText('after', () => footer(entry.name));
  return command;
}

/** To be called once the command has defined what is below it. */
export function addFooters(command: Commander, path: string): void {
  for (const child of command.commands) {
    child.helpCommand(false);
    child.addHelpText('after', () => footer(`${path} ${child.name()}`));
  }
}

function footer(path: string): string {
  const examples = examplesOf(path);
  const width = Math.max(0, ...examples.map(([line]) => line.length));
  const lines = examples.map(([line, what]) => `  ${line.padEnd(width)}   ${what}`);
  return `${examples.length === 0 ? '' : `\nexamples:\n${lines.join('\n')}\n`}\nand everywhere: --config --home --json --quiet --verbose --color --no-color --yes\n`;
}

export function globalsOf(program: Commander): Globals {
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
    color: typeof given.color === 'boolean' ? given.color : undefined,
    yes: given.yes === true,
  };
}

function textOf(value: unknown): string | undefined {
  if (value === '') throw new OktsecError('usage', 'an option that needs a value got an empty one');
  return typeof value === 'string' ? value : undefined;
}
