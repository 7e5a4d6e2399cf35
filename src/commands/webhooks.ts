import type { Define } from '../command.ts';
import { OktsecError } from '../errors.ts';
import { list } from './webhooks/list.ts';
import { retry } from './webhooks/retry.ts';
import { send } from './webhooks/send.ts';
import { test } from './webhooks/test.ts';

/** `oktsec webhooks`: the webhooks and sinks of the config, and what they were not told of. */
export const define: Define = (command, start) => {
  command.enablePositionalOptions();
  command
    .command('list', { isDefault: true })
    .description('who is told of what, what waits, and what was given up')
    .action(() => start(list));
  command
    .command('test')
    .description('tell them of a test, now')
    .argument('[name]', 'a webhook or a sink; all without it')
    .action((name: string | undefined) => start((context) => test(context, name)));
  command
    .command('send')
    .description('tell them of what comes, until stopped')
    .action(() => start(send));
  command
    .command('retry')
    .description('take up what was given up, and try it now')
    .argument('[name]', 'a webhook or a sink; all without it')
    .option('--row <number>', 'only this row of the log', rowNumber)
    .action((name: string | undefined, options: { readonly row?: number }) =>
      start((context) => retry(context, name, options.row)),
    );
};

function rowNumber(text: string): number {
  if (/^\d{1,15}$/.test(text) && Number(text) > 0) return Number(text);
  throw new OktsecError('usage', `--row "${text}" is no row number`, { hint: 'oktsec webhooks list shows them' });
}
