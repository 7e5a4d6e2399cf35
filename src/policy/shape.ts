import { folded, INHERITED } from './spelled.ts';

/** What JSON values a schema may name. */
export const JSON_TYPES = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'] as const;
export type JsonType = (typeof JSON_TYPES)[number];

/**
 * A JSON Schema of the subset that policies may use, as it is asked: names from outside are values and never keys. Words
 * that are about another kind of value say nothing about this one, as JSON Schema has it.
 */
export type Shape = {
  readonly type?: readonly JsonType[] | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly properties?: readonly { readonly name: string; readonly shape: Shape }[] | undefined;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: boolean | undefined;
  readonly items?: Shape | undefined;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly exclusiveMinimum?: number | undefined;
  readonly exclusiveMaximum?: number | undefined;
  /** In code points. */
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  /** Found anywhere in the text; of the bounded dialect. */
  readonly pattern?: string | undefined;
};

/** Longer texts are not held against a pattern. */
const MAX_TEXT = 65_536;

/** Where and why a value is not of this shape, for people: `"to/0" is no text`; undefined when it is. */
export function misfit(value: unknown, shape: Shape, at = ''): string | undefined {
  const where = at === '' ? 'the arguments' : `argument "${at}"`;
  const why = ownMisfit(value, shape);
  if (why !== undefined) return `${where} ${why}`;
  if (Array.isArray(value)) {
    const { items } = shape;
    return items && firstOf(value, (item, index) => misfit(item, items, step(at, index)));
  }
  if (typeof value !== 'object' || value === null) return undefined;
  return memberMisfit(value, shape, where, at);
}

function memberMisfit(value: object, shape: Shape, where: string, at: string): string | undefined {
  const { properties = [], required = [], additionalProperties = true } = shape;
  for (const name of required) if (!Object.hasOwn(value, name)) return `${where} lack ${JSON.stringify(name)}`;
  for (const name of Object.keys(value)) {
    const known = properties.find((one) => one.name === name);
    if (known === undefined && !additionalProperties) {
      return `${where} have ${JSON.stringify(name.slice(0, 64))}, which is not named`;
    }
    // A careless server reads `Path` as `path`: then it has to be what `path` has to be.
    const meant = known === undefined ? properties.filter((one) => folded(one.name) === folded(name)) : [known];
    const member = (value as Record<string, unknown>)[name];
    if (name === INHERITED && known === undefined) {
      const why = inheritedMisfit(member, shape, at);
      if (why !== undefined) return why;
    }
    const why = firstOf(meant, (one) => misfit(member, one.shape, step(at, name)));
    if (why !== undefined) return why;
  }
  return undefined;
}

/** What a server that copies its arguments reads where they lack a member: bounded like one of theirs. */
function inheritedMisfit(value: unknown, { properties }: Shape, at: string): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return memberMisfit(value, { properties }, '', step(at, INHERITED));
}

function ownMisfit(value: unknown, shape: Shape): string | undefined {
  const { type } = shape;
  if (type !== undefined && !type.some((one) => isOf(value, one))) return `is no ${type.join(' or ')}`;
  if (shape.enum !== undefined && !shape.enum.some((one) => isSame(one, value))) return 'is none of those allowed';
  if ('const' in shape && shape.const !== undefined && !isSame(shape.const, value)) return 'is not the one allowed';
  if (typeof value === 'number') return numberMisfit(value, shape);
  if (typeof value === 'string') return textMisfit(value, shape);
  if (!Array.isArray(value)) return undefined;
  if (value.length < (shape.minItems ?? 0)) return `has fewer than ${shape.minItems} items`;
  if (value.length > (shape.maxItems ?? Number.POSITIVE_INFINITY)) return `has more than ${shape.maxItems} items`;
  return undefined;
}

function numberMisfit(value: number, shape: Shape): string | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = shape;
  if (minimum !== undefined && value < minimum) return `is below ${minimum}`;
  if (maximum !== undefined && value > maximum) return `is above ${maximum}`;
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return `is not above ${exclusiveMinimum}`;
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) return `is not below ${exclusiveMaximum}`;
  return undefined;
}

function textMisfit(value: string, { minLength = 0, maxLength, pattern }: Shape): string | undefined {
  // Units are never fewer than code points: only where that leaves it open are they counted.
  if (minLength > 0 && (value.length < minLength || codePoints(value, minLength) < minLength))
    return `is shorter than ${minLength} characters`;
  if (maxLength !== undefined && value.length > maxLength && codePoints(value, maxLength + 1) > maxLength)
    return `is longer than ${maxLength} characters`;
  if (pattern === undefined) return undefined;
  if (value.length > MAX_TEXT) return `is longer than ${MAX_TEXT} characters`;
  return new RegExp(pattern, 'u').test(value) ? undefined : 'does not match its pattern';
}

/** How many there are, at most `enough`. */
function codePoints(text: string, enough: number): number {
  let count = 0;
  for (const _ of text) {
    count += 1;
    if (count >= enough) break;
  }
  return count;
}

function isOf(value: unknown, type: JsonType): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      // Beyond it two numbers that are written differently are read as one.
      return Number.isSafeInteger(value);
    default:
      // The other three are named alike in both languages.
      return typeof value === type;
  }
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const members = Object.entries(one);
  if (members.length !== Object.keys(other).length) return false;
  return members.every(
    ([name, value]) => Object.hasOwn(other, name) && isSame(value, (other as Record<string, unknown>)[name]),
  );
}

function step(at: string, name: string | number): string {
  return at === '' ? String(name) : `${at}/${name}`;
}

function firstOf<T>(values: readonly T[], why: (value: T, index: number) => string | undefined): string | undefined {
  for (const [index, value] of values.entries()) {
    const found = why(value, index);
    if (found !== undefined) return found;
  }
  return undefined;
}
