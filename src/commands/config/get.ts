import { openConfig } from '../../app.ts';
import type { Context } from '../../command.ts';
import { nearest } from '../../config/nearest.ts';
import { keysIn, leaves, type Spelled, spelled } from '../../config/spelled.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import { print, printJson } from '../../terminal/print.ts';

/** A value as it counts now, whether it stands in the file or is a default. */
export async function get(context: Context, key: string): Promise<number> {
  const { io, globals } = context;
  const tree = spelled((await openConfig(context)).snapshot.config);
  const value = valueAt(tree, keysIn(tree, key) ?? notThere(tree, key));
  if (globals.json) await printJson(io, [{ key, value }]);
  else if (typeof value !== 'object' || value === null) await print(io, `${value}\n`);
  else await print(io, (await import('yaml')).stringify(value));
  return EXIT.done;
}

function valueAt(tree: Spelled, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], tree);
}

function notThere(tree: Spelled, key: string): never {
  const meant = nearest(
    key,
    leaves(tree).map(({ path }) => path.join('.')),
  );
  throw new OktsecError('no_key', `nothing is set for "${key}", and it has no default`, {
    hint: meant === undefined ? 'oktsec config show --resolved shows all that counts' : `did you mean ${meant}?`,
    exit: EXIT.no,
  });
}
