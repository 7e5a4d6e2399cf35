import type { Durability } from './terms/commit.ts';

export type RecorderOptions = {
  readonly home: string;
  /** Microseconds since 1970. */
  readonly now?: (() => number) | undefined;
  /** A number from 0 to 1, for spreading retries. */
  readonly random?: (() => number) | undefined;
  readonly durability?: Durability | undefined;
  readonly checkpointRows?: number | undefined;
  readonly checkpointSeconds?: number | undefined;
  /** How long rows are kept, in days; 0 keeps them for ever. Older ones are deleted when a recorder closes. */
  readonly retentionDays?: number | undefined;
  /** How often the file is looked at while nothing goes wrong. */
  readonly lookSeconds?: number | undefined;
  /** One line for stderr, said once per kind of trouble. */
  readonly warn: (line: string) => void;
};

export type FullOptions = { readonly [K in keyof RecorderOptions]-?: NonNullable<RecorderOptions[K]> };

export function withDefaults(options: RecorderOptions): FullOptions {
  return {
    home: options.home,
    now: options.now ?? (() => Date.now() * 1000),
    random: options.random ?? Math.random,
    durability: options.durability ?? 'normal',
    checkpointRows: options.checkpointRows ?? 1000,
    checkpointSeconds: options.checkpointSeconds ?? 60,
    retentionDays: options.retentionDays ?? 0,
    lookSeconds: options.lookSeconds ?? 20,
    warn: options.warn,
  };
}
