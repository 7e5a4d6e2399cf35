import { parseDocument } from 'yaml';
import { OktsecError } from '../../errors.ts';

/** A config as a reader of YAML has it. */
export type Value = Record<string, unknown>;

/** Whatever the splice did to the letters, it must have done this and nothing else to the meaning. */
export function checked(before: string, after: string, change: (value: Value) => Value): string {
  const value = (text: string) => {
    const document = parseDocument(text, { logLevel: 'error', prettyErrors: false });
    return document.errors.length > 0 ? undefined : (document.toJS({ maxAliasCount: 0 }) as Value | undefined);
  };
  const meant = value(before);
  if (!meant || JSON.stringify(sorted(value(after))) !== JSON.stringify(sorted(change(meant)))) throw unsafe();
  return after;
}

/** With another value at a path of keys; what is missing on the way is made. */
export function withValue(node: unknown, [key, ...rest]: readonly string[], value: unknown): Value {
  const members = typeof node === 'object' && node !== null && !Array.isArray(node) ? Object.entries(node) : [];
  if (key === undefined) return Object.fromEntries(members);
  const inner = members.find(([name]) => name === key)?.[1];
  const next = rest.length === 0 ? value : withValue(inner, rest, value);
  return Object.fromEntries([...members.filter(([name]) => name !== key), [key, next]]);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}

export function unsafe(): OktsecError {
  return new OktsecError('config_edit', 'the config cannot be edited without changing more than is meant', {
    hint: 'edit it by hand; oktsec verify checks it',
  });
}
