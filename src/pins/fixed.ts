import { stepsOf } from '../message/json/pointer.ts';
import { record } from './parameters.ts';

const RESULT = '/result/structuredContent/';
/** What a schema says of a text so that another one does not fit it. */
const FIXING = ['enum', 'const', 'pattern', 'format', 'maxLength'];
/** A schema that leads further is not followed: what it says cannot be told, so it counts as fixed. */
const MOST_SCHEMAS = 1000;

/**
 * Whether a tool's definition fixes what the text at this place of its structured results may be: with a mask in it the client
 * would throw the whole result away, and say nothing of why.
 * @param definition JSON of the tool, empty when none is known
 */
export function fixesText(definition: string, pointer: string): boolean {
  if (definition === '' || !pointer.startsWith(RESULT)) return false;
  const root = record(record(JSON.parse(definition))?.outputSchema);
  const steps = stepsOf(pointer.slice(RESULT.length - 1));
  if (root === undefined || steps === undefined) return false;
  let schemas = spread([root], root);
  for (const step of steps) {
    if (schemas === undefined) return true;
    schemas = spread(
      schemas.flatMap((schema) => below(schema, step)),
      root,
    );
  }
  return schemas === undefined || schemas.some((schema) => FIXING.some((word) => Object.hasOwn(schema, word)));
}

type Schema = Record<string, unknown>;

/** The schemas with all that they refer to or choose among; undefined when they are too many. */
function spread(schemas: readonly Schema[], root: Schema): readonly Schema[] | undefined {
  const all = new Set(schemas);
  for (const { $ref, allOf, anyOf, oneOf, if: when, then, else: otherwise } of all) {
    if (all.size > MOST_SCHEMAS) return undefined;
    for (const one of [allOf, anyOf, oneOf].flat().concat([when, then, otherwise, referred($ref, root)])) {
      const schema = record(one);
      if (schema !== undefined) all.add(schema);
    }
  }
  return [...all];
}

/** What a local reference leads to. */
function referred(reference: unknown, root: Schema): unknown {
  const steps = typeof reference === 'string' && reference.startsWith('#') ? stepsOf(reference.slice(1)) : undefined;
  return steps?.reduce<unknown>((at, step) => own(Array.isArray(at) ? at : record(at), step), root);
}

/** What a schema says of a member, or of an item of a list. */
function below(schema: Schema, step: string): Schema[] {
  const named = own(record(schema.properties), step);
  const listed = Array.isArray(schema.prefixItems) ? own(schema.prefixItems as unknown[], step) : undefined;
  const patterns = Object.values(record(schema.patternProperties) ?? {});
  const others = named === undefined ? [schema.additionalProperties] : [];
  return [named, listed, schema.items, ...patterns, ...others].map(record).filter((one) => one !== undefined);
}

function own(object: object | undefined, name: string): unknown {
  return object !== undefined && Object.hasOwn(object, name) ? (object as Record<string, unknown>)[name] : undefined;
}
