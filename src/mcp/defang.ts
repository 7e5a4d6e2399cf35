import { visibleLine } from '../rules/visible.ts';

const MAX_TEXT = 200;
const MAX_ITEMS = 100;
const MAX_BYTES = 64 * 1024;
/** What names of agents, tools, methods, rules and categories look like; times and hashes too. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9._:/+-]{0,127}$/;
/** Of a plain name, what joins words: more of them than this may be a sentence. */
const JOINT = /[._:/+-]+|(?<=[a-z])(?=[A-Z])/;
const FEW_WORDS = 3;
/** What stands for a name that is not repeated. */
const COUNTED = /^\[unknown agent, \d{1,3} characters\]$/;

/**
 * A result as a model may read it: names that could be a sentence are not repeated, control and invisible characters are
 * shown, lists and texts are bounded, and so is the whole [142, 143].
 * @param trusted keys whose texts are our own words or the operator's
 * @param orders whether a text tells its reader to do something
 */
export function defanged(
  value: object,
  trusted: ReadonlySet<string>,
  orders: (text: string) => boolean = () => false,
): object {
  const known = new Map<string, string>();
  const name = (text: string) => {
    const told = known.get(text) ?? named(text, orders);
    known.set(text, told);
    return told;
  };
  const safe = clean(value, trusted, '', name) as object;
  const text = JSON.stringify(safe);
  return text.length <= MAX_BYTES ? safe : { cut: true, note: 'the answer was too long: ask for less' };
}

function clean(value: unknown, trusted: ReadonlySet<string>, key: string, nameOf: (text: string) => string): unknown {
  if (key === 'excerpt' && typeof value === 'string') return `[${value.length} characters, not shown]`;
  if (typeof value === 'string') return trusted.has(key) ? shortened(visibleLine(value)) : nameOf(value);
  if (Array.isArray(value)) {
    const items = value.slice(0, MAX_ITEMS).map((item) => clean(item, trusted, key, nameOf));
    return value.length > MAX_ITEMS ? [...items, `[${value.length - MAX_ITEMS} more]`] : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, clean(one, trusted, name, nameOf)]));
}

/** The name of a tool is the server's own words: it may be an order to whoever reads it. */
function named(text: string, orders: (text: string) => boolean): string {
  if (text === '' || COUNTED.test(text)) return text;
  const plain = PLAIN.test(text) && (text.split(JOINT, FEW_WORDS + 1).length <= FEW_WORDS || !orders(text));
  return plain ? text : `[unusual name, ${text.length} characters]`;
}

function shortened(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}…`;
}
