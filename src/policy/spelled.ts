import { bare } from '../message/json/keys.ts';

/** Longer names are compared as they are. */
const LONGEST = 512;

/** What stands in a member of this name is read, by programs that copy objects carelessly, as if it were beside it. */
export const INHERITED = '__proto__';

/** Equal for names of tools that differ in case, blanks around them, compatibility forms or invisible characters alone. */
export function folded(name: string): string {
  return name.length > LONGEST ? name : bare(name).trim();
}

/** What stands for a name; `exact`: for this very spelling of it. */
export type Standing<T> = { readonly name: string; readonly entry: T; readonly exact: boolean };

/**
 * What stands for a tool by its own name, else for one that a careless server may take it for. What another spelling has may
 * bound a call, and never loosen anything.
 */
export function standingFor<T>(each: ReadonlyMap<string, T>, tool: string): Standing<T> | undefined {
  if (each.size === 0) return undefined;
  const entry = each.get(tool);
  if (entry !== undefined) return { name: tool, entry, exact: true };
  const name = spellingsOf(each).get(folded(tool));
  const other = name === undefined ? undefined : each.get(name);
  return name === undefined || other === undefined ? undefined : { name, entry: other, exact: false };
}

const known = new WeakMap<ReadonlyMap<string, unknown>, ReadonlyMap<string, string>>();

function spellingsOf(each: ReadonlyMap<string, unknown>): ReadonlyMap<string, string> {
  const before = known.get(each);
  if (before !== undefined) return before;
  const made = new Map([...each.keys()].map((name) => [folded(name), name]));
  known.set(each, made);
  return made;
}
