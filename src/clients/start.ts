import type { Shape } from './client.ts';
import { type List, type Scalar, type Table, textsOf, valueAt } from './formats/tree.ts';

/** Where in the file the command is: a string and a list of arguments, or one list. */
export type Start = {
  readonly argv: readonly string[];
  /** The table with the command: the entry, or in very old files a table of its own. */
  readonly host: Table;
  readonly command: Scalar | undefined;
  /** The arguments, or the whole command; undefined where there are no arguments. */
  readonly list: List | undefined;
  readonly argsKey: string;
};

/** The command of a table, and why it cannot be edited where it cannot. */
export function startOf(table: Table, shape: Shape): { readonly start?: Start; readonly fault?: string | undefined } {
  const command = valueAt(table, shape.command);
  if (command === undefined) return {};
  if (command.kind === 'list') return withList(table, command, shape);
  if (command.kind === 'table') {
    return valueAt(command, 'path') === undefined
      ? { fault: `its ${shape.command} is neither a text nor a list` }
      : startOf(command, { ...shape, command: 'path' });
  }
  if (typeof command.value !== 'string') return { fault: command.fixed ?? `its ${shape.command} is no text` };
  const args = valueAt(table, shape.args);
  if (args !== undefined && args.kind !== 'list') return { fault: args.fixed ?? `its ${shape.args} is no list` };
  const start = { argv: [command.text, ...textsOf(args)], host: table, command, list: args, argsKey: shape.args };
  if (command.text === '') return { fault: `its ${shape.command} is empty` };
  // A whole command line in one text: some clients give it to a shell, and then argv behind us would be another.
  if (args === undefined && /^[\w.-]+\s+\S/.test(command.text)) {
    return { start, fault: `its ${shape.command} is a whole line; split it into ${shape.command} and ${shape.args}` };
  }
  return { start, fault: table.fixed ?? command.fixed ?? faultOf(args) };
}

function withList(
  table: Table,
  list: List,
  shape: Shape,
): { readonly start?: Start; readonly fault?: string | undefined } {
  const argv = textsOf(list);
  if ((argv[0] ?? '') === '') return { fault: `its ${shape.command} is empty` };
  const start = { argv, host: table, command: undefined, list, argsKey: shape.command };
  return { start, fault: table.fixed ?? faultOf(list) };
}

function faultOf(list: List | undefined): string | undefined {
  if (list === undefined || list.fixed !== undefined) return list?.fixed;
  for (const { value } of list.items) {
    if (value.kind !== 'scalar') return 'an argument is neither a text nor a number';
    if (value.value === undefined || value.value === null) return value.fixed ?? 'an argument is empty';
  }
  return undefined;
}
