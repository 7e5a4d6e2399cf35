import type { Define } from '../command.ts';
import { SCOPES } from '../tokens/scopes.ts';
import { type CreateOptions, create } from './tokens/create.ts';
import { list } from './tokens/list.ts';
import { revoke } from './tokens/revoke.ts';

/** `oktsec tokens`: what opens the API, and answers for a person where there is no terminal. */
export const define: Define = (command, start) => {
  command.helpCommand(false).action(() => start(list));
  command
    .command('list')
    .description('every token that was made here, without the tokens themselves')
    .action(() => start(list));
  command
    .command('create')
    .description('make a token; it is shown once (review and agents:write ask on the terminal for TOKEN)')
    .argument('<name>', 'what it is for, as the list and the log will show it')
    .requiredOption(
      '--scope <scopes>',
      `what it opens, joined by commas: ${Object.keys(SCOPES).join(', ')}, mailbox:AGENT`,
      (scopes: string, before: readonly string[] = []) => [...before, scopes],
    )
    .option('--expires <time>', 'how long it counts (default 90d, at most 366d)')
    .option('--out <file>', 'write it to a new file of mode 0600 instead of showing it')
    .action((name: string, options: CreateOptions) => start((context) => create(context, name, options)));
  command
    .command('revoke')
    .description('from now on it opens nothing')
    .argument('<name>', 'its name')
    .action((name: string) => start((context) => revoke(context, name)));
};
