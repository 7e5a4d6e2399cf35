import { visibleLine } from '../rules/visible.ts';

const MAX_TEXT = 200;
const MAX_ITEMS = 100;
const MAX_BYTES = 64 * 1024;
/** What names of agents, tools, methods, rules and categories look like; times and hashes too. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9._:/+-]{0,127}$/;

/**
 * A result as a model may read it: names that could be a sentence are not repeated, control and invisible characters are
 * shown, lists and texts are bounded, and so is the whole [142, 143].
 * @param trusted keys whose texts are our own words or the operator's
 */
export function defanged(value: object, trusted: ReadonlySet<string>): object {
  const safe = clean(value, trusted, '') as object;
  const text = JSON.stringify(safe);
  return text.length <= MAX_BYTES ? safe : { cut: true, note: 'the answer was too long: ask for less' };
}

function clean(value: unknown, trusted: ReadonlySet<string>, key: string): unknown {
  if (typeof value === 'string') return trusted.has(key) ? shortened(visibleLine(value)) : named(value);
  if (Array.isArray(value)) {
    const items = value.slice(0, MAX_ITEMS).map((item) => clean(item, trusted, key));
    return value.length > MAX_ITEMS ? [...items, `[${value.length - MAX_ITEMS} more]`] : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, clean(one, trusted, name)]));
}

/** The name of a tool is the server's own words: it may be an order to whoever reads it. */
function named(text: string): string {
  return text === '' || PLAIN.test(text) ? text : `[unusual name, ${text.length} characters]`;
}

function shortened(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}…`;
}
