import { openApp } from '../../app.ts';
import type { Context } from '../../command.ts';
import { setValue } from '../../config/editing/values.ts';
import { NAMED } from '../../config/schema.ts';
import { keysIn, spelled } from '../../config/spelled.ts';
import { EXIT } from '../../errors.ts';
import { printJson } from '../../terminal/print.ts';
import { shown } from '../../terminal/screen.ts';
import { applyChange } from './apply.ts';

/** Puts a value in its place; what comes out must be a config without a fault. */
export async function set(context: Context, key: string, value: string): Promise<number> {
  const { io, globals } = context;
  const app = await openApp(context);
  const keys = keysIn(spelled(app.opened.snapshot.config), key) ?? split(key, app.opened.snapshot.config.agents);
  const { path, changes } = await applyChange(context, app, {
    word: 'SET',
    edit: (text) => setValue(text, keys, value),
  });
  if (globals.json) await printJson(io, [{ path, key, changed: changes.length > 0 }]);
  else io.stdout.write(`${shown(key)}: ${shown(value)}${changes.length === 0 ? ', as it was' : ''}: ${shown(path)}\n`);
  return EXIT.done;
}

/** Keys of what is not set yet: the name of an agent that is known may hold dots. */
function split(key: string, agents: readonly { readonly name: string }[]): readonly string[] {
  const [first = '', ...rest] = key.split('.');
  if (!NAMED.has(first)) return [first, ...rest];
  const behind = key.slice(first.length + 1);
  const agent = agents
    .map(({ name }) => name)
    .filter((name) => behind === name || behind.startsWith(`${name}.`))
    .sort((a, b) => b.length - a.length)[0];
  const name = agent ?? behind.split('.').slice(0, -1).join('.');
  return [first, name, ...behind.slice(name.length + 1).split('.')];
}
