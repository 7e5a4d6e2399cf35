import { Option } from 'commander';
import type { Define } from '../command.ts';
import { OktsecError } from '../errors.ts';

/** What `oktsec help proxy` shows. The command itself has an entry of its own and never comes through here. */
export const define: Define = (command, start) => {
  command
    .argument('<command...>', 'the MCP server to start, after --')
    .usage(
      '[--agent NAME] [--config FILE] [--home DIR] [--mode observe|enforce] [--quiet] [--verbose] -- COMMAND [ARG ...]',
    )
    .addOption(new Option('--agent <name>', "the server's agent name: <client>.<server>, or a name of its own"))
    .action(() =>
      start(() => {
        throw new OktsecError('usage', 'proxy is the first word, its options come after it', {
          hint: 'oktsec proxy [--agent NAME] [--config FILE] [--home DIR] [--mode observe|enforce] -- COMMAND [ARG ...]',
        });
      }),
    );
};
