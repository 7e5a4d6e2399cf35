import { OktsecError } from '../errors.ts';
import type { Config } from './config.ts';
import type { Known } from './known.ts';
import { checkNames } from './name-problems.ts';
import { normalised } from './normalise.ts';
import { checkReceivers } from './receivers.ts';
import { configSchema } from './schema.ts';
import { kindOf, report } from './shape-problems.ts';
import { type Problem, Tree } from './tree.ts';

/** Characters; a longer config is refused before it is read. */
export const MAX_CONFIG_LENGTH = 1024 * 1024;

export type Checked =
  | { readonly config: Config; readonly problems: readonly [] }
  | { readonly config: undefined; readonly problems: readonly OktsecError[] };

/**
 * Reads a config. `path` is for the messages only.
 * @throws OktsecError `config`, naming line and column of the first problem
 */
export function parseConfig(text: string, path: string, known: Known): Config {
  const { config, problems } = checkConfig(text, path, known);
  if (config === undefined) throw problems[0];
  return config;
}

/** The same, with every problem there is. Never throws. */
export function checkConfig(text: string, path: string, known: Known): Checked {
  if (text.length > MAX_CONFIG_LENGTH) return failed(path, [{ line: 1, column: 1, message: 'longer than 1 MiB' }]);
  const tree = new Tree(text);
  if (tree.problems.length > 0) return failed(path, tree.problems);
  const read = configSchema.safeParse(tree.value(kindOf));
  if (!read.success) {
    for (const issue of read.error.issues) report(tree, issue);
    return failed(path, tree.problems);
  }
  checkNames(tree, read.data, known);
  checkReceivers(tree, read.data);
  if (tree.problems.length > 0) return failed(path, tree.problems);
  return { config: normalised(read.data, known), problems: [] };
}

function failed(path: string, problems: readonly Problem[]): Checked {
  const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
  return {
    config: undefined,
    problems: sorted.map(({ line, column, message, hint }) => {
      const where = `${path}:${line}:${column}: ${message}`;
      return new OktsecError('config', where, hint === undefined ? {} : { hint });
    }),
  };
}
