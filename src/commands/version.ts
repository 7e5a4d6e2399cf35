import type { Define } from '../command.ts';
import { EXIT } from '../errors.ts';
import { printJson } from '../terminal/print.ts';
import { version } from '../version.ts';

/** `oktsec version`: of oktsec, and of what it runs on. */
export const define: Define = (command, start) => {
  command.action(() =>
    start(async ({ io, globals }) => {
      if (globals.json)
        await printJson(io, [{ version: version(), node: process.versions.node, platform: io.platform }]);
      else
        io.stdout.write(
          `oktsec ${version()}${globals.verbose ? `, node ${process.versions.node}, ${io.platform}` : ''}\n`,
        );
      return EXIT.done;
    }),
  );
};
