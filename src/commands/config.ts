import type { Define } from '../command.ts';
import { edit } from './config/edit.ts';
import { get } from './config/get.ts';
import { path } from './config/path.ts';
import { set } from './config/set.ts';
import { type ShowOptions, show } from './config/show.ts';

/** `oktsec config`: the config that counts here. What would weaken it is asked for on the terminal. */
export const define: Define = (command, start) => {
  command.enablePositionalOptions();
  command
    .command('path')
    .description('where it is, and why that one')
    .action(() => start(path));
  command
    .command('get')
    .description('one value, as it counts now')
    .argument('<key>', 'such as mode, quarantine.expiry_hours or agents.cursor.github.mode')
    .action((key: string) => start((context) => get(context, key)));
  command
    .command('set')
    .description('another value; comments and order stay (what loosens asks on the terminal for SET)')
    .argument('<key>', 'such as mode or agents.cursor.github.mode')
    .argument('<value>', 'a word, a number or a list: enforce, 30, [a, b]')
    .action((key: string, value: string) => start((context) => set(context, key, value)));
  command
    .command('edit')
    .description('open it in $EDITOR; it takes its place only when it holds (what loosens asks for EDIT)')
    .action(() => start(edit));
  command
    .command('show', { isDefault: true })
    .description('the file as it stands')
    .option('--resolved', 'every value that counts, defaults included')
    .option('--sources', 'and where each comes from')
    .action((options: ShowOptions) => start((context) => show(context, options)));
};
