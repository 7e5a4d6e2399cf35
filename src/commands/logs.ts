import { type Command, Option } from 'commander';
import type { Define } from '../command.ts';
import { OktsecError } from '../errors.ts';
import { type ExportOptions, exportRows } from './logs/export.ts';
import { type ListOptions, list, STATUSES } from './logs/list.ts';
import { prune } from './logs/prune.ts';
import { show } from './logs/show.ts';
import { verify } from './logs/verify.ts';

/** `oktsec logs`: what went through, what was stopped, and whether the record of it still holds. */
export const define: Define = (command, start) => {
  listing(command.enablePositionalOptions())
    .action((options: ListOptions) => start((context) => list(context, options)))
    .hook('preAction', refuseListOptions);
  listing(command.command('list').description('the same as `oktsec logs` alone: the newest rows')).action(
    (options: ListOptions) => start((context) => list(context, { ...command.opts(), ...options })),
  );
  command
    .command('show')
    .description('one row, with what was found')
    .argument('<ref>', 'a reference (7F3KQ2) or a row number')
    .action((ref: string) => start((context) => show(context, ref)));
  command
    .command('verify')
    .description('prove that no row was changed, added or removed; repairs nothing')
    .option('--anchor <file>', 'compare with the checkpoints you kept elsewhere (a copy of checkpoints.log)')
    .action((options: { readonly anchor?: string }) => start((context) => verify(context, options.anchor)));
  command
    .command('export')
    .description('every row, oldest first, as JSON (default) or CSV')
    .option('--csv', 'comma-separated, safe to open in a spreadsheet')
    .action((options: ExportOptions) => start((context) => exportRows(context, options)));
  command
    .command('prune')
    .description('delete old rows; what is left still verifies (asks on the terminal for PRUNE)')
    .requiredOption('--older-than <days>', 'delete rows older than this many days', wholeNumber('--older-than', 36_500))
    .action((options: { readonly olderThan: number }) => start((context) => prune(context, options.olderThan)));
};

/** The options that choose rows. */
function listing(command: Command): Command {
  return command
    .addOption(new Option('--status <status>', 'only rows whose verdict has this status').choices(STATUSES))
    .option('--agent <name>', 'only rows from or to this agent')
    .option('--findings', 'only rows in which something was found')
    .option('--unverified', 'only rows whose sender nobody vouches for')
    .option('--since <time>', 'a length of time (1h, 7d) or an RFC 3339 time')
    .option('--limit <rows>', 'how many, the newest ones (default 50)', wholeNumber('--limit', MOST_ROWS, EVERY_ROW))
    .option('--follow', 'go on with what comes in');
}

const MOST_ROWS = 10_000;
const EVERY_ROW = 'oktsec logs export writes every row';

/** `logs --agent x show 7F3KQ2`: an option of the list that would silently do nothing. @throws OktsecError `usage` */
function refuseListOptions(logs: Command, chosen: Command): void {
  if (chosen === logs || chosen.name() === 'list') return;
  const given = logs.options.find((option) => logs.getOptionValueSource(option.attributeName()) === 'cli');
  if (given === undefined) return;
  throw new OktsecError('usage', `${given.long} does not apply to logs ${chosen.name()}`, {
    hint: `oktsec logs ${chosen.name()} --help`,
  });
}

function wholeNumber(option: string, most: number, hint?: string): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
    if (value >= 1 && value <= most) return value;
    throw new OktsecError(
      'usage',
      `${option} "${text}" is no whole number from 1 to ${most}`,
      hint === undefined ? {} : { hint },
    );
  };
}
