import { type Command, Option } from 'commander';
import type { Define } from '../command.ts';
import { OktsecError } from '../errors.ts';
import { type ListOptions, list, STATUSES } from './quarantine/list.ts';
import { approve, type ReviewOptions, reject } from './quarantine/settle.ts';
import { type ShowOptions, show } from './quarantine/show.ts';

/** `oktsec quarantine`: what is held, and a person's word about it. */
export const define: Define = (command, start) => {
  command.enablePositionalOptions();
  command
    .command('list', { isDefault: true })
    .description('what is held, newest first')
    .addOption(new Option('--status <status>', 'in what state').choices(STATUSES).default('pending'))
    .option('--limit <items>', 'how many (default 100)', wholeNumber)
    .action((options: ListOptions) => start((context) => list(context, options)));
  command
    .command('show')
    .alias('detail')
    .description('one held message: what was found and what it says, secrets masked')
    .argument('<ref>', 'its reference (7F3KQ2) or the beginning of it')
    .option('--text', 'what it says to a program, too: without, only a terminal is shown it')
    .action((ref: string, options: ShowOptions) => start((context) => show(context, ref, options)));
  command
    .command('review')
    .description('settle them one by one on a screen of their own')
    .action(() => start(async (context) => (await import('./quarantine/review/review.ts')).review(context)));
  reviewed(
    command
      .command('approve')
      .description('let it through once (asks on the terminal for APPROVE)')
      .argument('<ref>', 'its reference (7F3KQ2) or the beginning of it')
      .option('--session', 'and all of that tool with the same found in them, until the client ends')
      .option('--masked', 'only with what was found replaced by [REDACTED:category] (asks for MASKED)'),
  ).action((ref: string, options: ReviewOptions) => start((context) => approve(context, ref, options)));
  reviewed(
    command
      .command('reject')
      .description('never let it through; what it said is deleted')
      .argument('<ref>', 'its reference (7F3KQ2) or the beginning of it'),
  ).action((ref: string, options: ReviewOptions) => start((context) => reject(context, ref, options)));
};

function reviewed(command: Command): Command {
  return command
    .option('--reviewer <name>', 'who decides, for the log (default: your user name)')
    .option('--note <text>', 'why, for whoever reads the log later');
}

function wholeNumber(text: string): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= 10_000) return value;
  throw new OktsecError('usage', `--limit "${text}" is no whole number from 1 to 10000`);
}
