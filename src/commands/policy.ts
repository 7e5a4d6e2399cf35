import type { Define } from '../command.ts';
import { onCall } from './policy/on-call.ts';
import { onHistory } from './policy/on-history.ts';
import { suggest } from './policy/suggest.ts';

/** `oktsec policy`: which tools this machine's work needs, and what a config would have decided on it. */
export const define: Define = (command, start) => {
  command
    .command('suggest')
    .summary('the smallest tool policy that the recorded history needs')
    .argument('[server]', 'only this one; all when left out')
    .option('--apply', 'write it into the config')
    .action((server: string | undefined, options: { readonly apply?: boolean }) =>
      start((context) => suggest(context, server, options.apply === true)),
    );
  command
    .command('test')
    .summary('what the config would decide on the recorded calls, or on one call; --config names another')
    .option('--call <words...>', 'SERVER TOOL ARGUMENTS, the last as a JSON object')
    // By what enforce would do, whatever the config's mode; exit 1 when something would not pass.
    .action(({ call }: { readonly call?: readonly string[] }) =>
      start((context) => (call === undefined ? onHistory(context) : onCall(context, call))),
    );
};
