import type { Command } from 'commander';
import type { Io } from './io.ts';
import type { Mode } from './policy/decisions.ts';
import type { Screen } from './terminal/screen.ts';

/** Options that every command takes, before or after its name. */
export type Globals = {
  readonly config: string | undefined;
  readonly home: string | undefined;
  /** Of this run only; refused by commands on which it would change nothing. */
  readonly mode: Mode | undefined;
  /** Where a token stands that answers what would be asked on the terminal; see `loosening.ts`. */
  readonly tokenFile: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly color: boolean;
  readonly yes: boolean;
};

/** What a command is handed to work with. */
export type Context = { readonly io: Io; readonly globals: Globals; readonly screen: Screen };

/** A command's own work; gives the exit code. */
export type Work = (context: Context) => Promise<number> | number;

/** What each module of `commands/` exports: its arguments and options, each action handing its work to `start`. */
export type Define = (command: Command, start: (work: Work) => Promise<void>) => void;
