import { z } from 'zod';
import { JSON_TYPES, type Shape } from '../policy/shape.ts';
import { isBounded } from '../rules/table/pattern.ts';

/** Where a schema of arguments stands in the file, whatever the depth. */
export const SHAPE_PLACE = 'agents.*.tools.each.*.schema';
const DEPTH = 5;

const type = z.union([z.string(), z.array(z.string())]).transform((value, context) => {
  const named = typeof value === 'string' ? [value] : value;
  const types = JSON_TYPES.filter((one) => named.includes(one));
  if (types.length === 0 || types.length < new Set(named).size)
    context.addIssue({ code: 'custom', message: `one or a list of ${JSON_TYPES.join(', ')}` });
  return types;
});
const length = z.int().min(0);

/** The words of JSON Schema that policies may use; any other is an error, because what it forbids would go on. */
export const shapeSchema = z.strictObject({
  title: z.string().optional(),
  description: z.string().optional(),
  type: type.optional(),
  enum: z.array(z.json()).min(1).optional(),
  const: z.json().optional(),
  get properties() {
    return z.map(z.string(), shapeSchema).optional();
  },
  required: z.array(z.string()).optional(),
  additionalProperties: z.boolean().optional(),
  get items() {
    return shapeSchema.optional();
  },
  minItems: length.optional(),
  maxItems: length.optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
  minLength: length.optional(),
  maxLength: length.optional(),
  pattern: z
    .string()
    .max(512)
    .refine(isBounded, {
      error: 'patterns are bounded: write {0,n} for * and +, no nested quantifiers and no backreferences',
    })
    .optional(),
});

/** What was read, as it is asked. */
export function shapeOf({
  title: _,
  description: __,
  properties,
  items,
  ...rest
}: z.output<typeof shapeSchema>): Shape {
  return {
    ...rest,
    ...(properties === undefined
      ? {}
      : { properties: [...properties].map(([name, inner]) => ({ name, shape: shapeOf(inner) })) }),
    ...(items === undefined ? {} : { items: shapeOf(items) }),
  };
}

/** The same in the words of the file. */
export function spelledShape({ properties, items, ...rest }: Shape): object {
  return {
    ...rest,
    ...(properties === undefined
      ? {}
      : { properties: Object.fromEntries(properties.map(({ name, shape }) => [name, spelledShape(shape)])) }),
    ...(items === undefined ? {} : { items: spelledShape(items) }),
  };
}

/** The place of a path inside of a schema, without its depth; undefined where it is plain values. */
export function placeInShape(path: readonly (string | number)[]): string | undefined {
  let place = SHAPE_PLACE;
  for (const step of path.slice(DEPTH + 1)) {
    if (place !== SHAPE_PLACE) place = SHAPE_PLACE;
    else if (step === 'properties') place = `${SHAPE_PLACE}.properties`;
    else if (step !== 'items') return undefined;
  }
  return place;
}
