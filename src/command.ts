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
  /** `--color` or `--no-color`; without either the environment and the terminal decide. */
  readonly color: boolean | undefined;
  readonly yes: boolean;
};

/** What a command is handed to work with. */
export type Context = { readonly io: Io; readonly globals: Globals; readonly screen: Screen };

/** A command's own work; gives the exit code. */
export type Work = (context: Context) => Promise<number> | number;

/** What each module of `commands/` exports: its arguments and options, each action handing its work to `start`. */
export type Define = (command: Command, start: (work: Work) => Promise<void>) => void;

/** A command in the list of `command-table.ts`. */
export type Entry = {
  readonly name: string;
  readonly summary: string;
  /** Where `oktsec help` shows it; undefined: nowhere, it is for other programs. */
  readonly group: 'start' | 'run' | 'look' | 'decide' | 'check' | undefined;
  /** `--mode` changes what it does. */
  readonly takesMode?: boolean;
  /** It takes a token out of the file that `--token-file` names. */
  readonly takesToken?: boolean;
  /** What it prints may be longer than a terminal is high. */
  readonly pages?: boolean;
  readonly load: () => Promise<{ readonly define: Define }>;
};
