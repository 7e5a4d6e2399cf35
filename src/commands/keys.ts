import type { Define } from '../command.ts';
import { importKey } from './keys/import.ts';
import { list } from './keys/list.ts';
import { revoke } from './keys/revoke.ts';
import { type RotateOptions, rotate } from './keys/rotate.ts';

/** `oktsec keys`: whose signatures count. A change is in force in every running process within a second. */
export const define: Define = (command, start) => {
  command.action(() => start((context) => list(context, undefined)));
  command
    .command('list')
    .description('every key that is known, and those that were taken back')
    .option('--agent <name>', 'only this agent')
    .action((options: { readonly agent?: string }) => start((context) => list(context, options.agent)));
  command
    .command('rotate')
    .description('a new key pair for an agent; its old key is revoked')
    .requiredOption('--agent <name>', 'the agent')
    .option('--grace <time>', 'how long the old key still counts (default: identity.grace, 0s)')
    .action((options: RotateOptions) => start((context) => rotate(context, options)));
  command
    .command('revoke')
    .description('take back the key of an agent, for ever')
    .requiredOption('--agent <name>', 'the agent')
    .option('--reason <text>', 'why, for whoever reads the log later')
    .action((options: { readonly agent: string; readonly reason?: string }) =>
      start((context) => revoke(context, options)),
    );
  command
    .command('import')
    .description('accept the public key of an agent (asks on the terminal for IMPORT)')
    .requiredOption('--agent <name>', 'the agent')
    .argument('<file>', 'its public key: PEM, as keygen writes NAME.pub')
    .action((file: string, options: { readonly agent: string }) =>
      start((context) => importKey(context, file, options.agent)),
    );
};
