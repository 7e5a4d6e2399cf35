import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { checkConfig } from '../../src/config/parse.ts';
import { shapeOf, shapeSchema } from '../../src/config/shape-schema.ts';
import { leaves, spelled } from '../../src/config/spelled.ts';
import { misfit } from '../../src/policy/shape.ts';

const known = { rules: { has: () => true, keys: () => [] } };
const withSchema = (schema: string) =>
  checkConfig(
    `version: "1"\nagents: { a: { tools: { each: { pay: { schema: ${schema} } } } } }\n`,
    'oktsec.yaml',
    known,
  );
const told = (schema: string) => withSchema(schema).problems.map(({ message }) => message);

/** The shape of a schema as the config reads it; mappings of names are Maps there. */
function read(schema: object): ReturnType<typeof shapeOf> {
  const { config } = withSchema(JSON.stringify(schema));
  const shape = config?.agents[0]?.tools.each[0]?.schema;
  if (shape === undefined) throw new Error('the schema was refused');
  return shape;
}

describe('a value and a schema', () => {
  const PAYMENT = {
    type: 'object',
    properties: {
      to: { type: 'string', pattern: '^[a-z]{2,20}@bank\\.example$' },
      amount: { type: 'integer', minimum: 1, maximum: 500 },
      tags: { type: 'array', items: { enum: ['rent', 'food'] }, maxItems: 2 },
    },
    required: ['to', 'amount'],
    additionalProperties: false,
  };
  test.each([
    [{ to: 'ann@bank.example', amount: 5 }, undefined],
    [{ to: 'ann@bank.example', amount: 5, tags: ['rent'] }, undefined],
    [{ to: 'ann@bank.example' }, 'the arguments lack "amount"'],
    [{ to: 'ann@bank.example', amount: 501 }, 'argument "amount" is above 500'],
    [{ to: 'ann@bank.example', amount: 1.5 }, 'argument "amount" is no integer'],
    [{ to: 'ann@bank.example', amount: 2 ** 53 }, 'argument "amount" is no integer'],
    [{ to: 'x@bank.example', amount: 5 }, 'argument "to" does not match its pattern'],
    [{ to: 'ann@bank.example', amount: 5, tags: ['rent', 'gold'] }, 'argument "tags/1" is none of those allowed'],
    [{ to: 'ann@bank.example', amount: 5, memo: 'x' }, 'the arguments have "memo", which is not named'],
    [{ to: 'ann@bank.example', amount: 5, ['__proto__']: 1 }, 'the arguments have "__proto__", which is not named'],
    [['ann'], 'the arguments is no object'],
    [{ to: 'ann@bank.example', amount: 5, Amount: 900 }, 'the arguments have "Amount", which is not named'],
  ])('%j: %s', (value, why) => {
    expect(misfit(value, read(PAYMENT))).toBe(why);
  });

  it('a member in another spelling has to be what the one is that a careless server takes it for', () => {
    const open = read({
      type: 'object',
      properties: { amount: { type: 'integer', maximum: 500 }, '-a': {}, '-A': { type: 'integer' } },
    });
    expect(misfit({ amount: 5, Amount: 900 }, open)).toBe('argument "Amount" is above 500');
    expect(misfit({ AMOUNT: 5, memo: 'x' }, open)).toBeUndefined();
    expect(misfit({ '-a': 'x', '-A': 2 }, open)).toBeUndefined();
  });

  it('what stands under __proto__ has to be what it would be beside it', () => {
    const open = read({ type: 'object', properties: { amount: { maximum: 500 }, to: {} }, required: ['to'] });
    const args = (text: string) => JSON.parse(text) as unknown;
    expect(misfit(args('{"to":"a","__proto__":{"amount":900}}'), open)).toBe(
      'argument "__proto__/amount" is above 500',
    );
    expect(misfit(args('{"to":"a","__proto__":{"__proto__":{"Amount":900}}}'), open)).toContain('is above 500');
    expect(misfit(args('{"to":"a","__proto__":{"amount":5}}'), open)).toBeUndefined();
    expect(misfit(args('{"to":"a","__proto__":[900]}'), open)).toBeUndefined();
    expect(misfit(args('{"__proto__":{"to":"a"}}'), open)).toBe('the arguments lack "to"');
  });

  test.each([
    [{ const: { to: 'a', tags: ['x', { n: 1 }] } }, { tags: ['x', { n: 1 }], to: 'a' }, true],
    [{ const: { to: 'a', tags: ['x', { n: 1 }] } }, { tags: ['x', { n: 2 }], to: 'a' }, false],
    [{ const: { to: 'a' } }, { to: 'a', more: 1 }, false],
    [{ const: { to: 'a' } }, { from: 'a' }, false],
    [{ enum: [['a'], null] }, ['a'], true],
    [{ enum: [['a'], null] }, null, true],
    [{ enum: [['a'], null] }, { 0: 'a' }, false],
    [{ enum: [['a'], null] }, 'a', false],
    [{ type: 'string', minLength: 2 }, 'ab', true],
    [{ type: 'string', minLength: 2 }, 'a', false],
    // One character of two units.
    [{ type: 'string', minLength: 2 }, '🦀', false],
    [{ type: 'string', maxLength: 2 }, '🦀🦀', true],
    [{ type: 'string', maxLength: 2 }, '🦀🦀🦀', false],
  ])('%j of %j: %s', (schema, value, fits) => {
    expect(misfit(value, read(schema)) === undefined).toBe(fits);
  });

  it('comes out as it does by the library that reads JSON Schema', () => {
    const number = fc.integer({ min: -3, max: 3 });
    const word = fc.constantFrom('', 'a', 'ab', 'ü', '🦀', 'abc', '__proto__', 'constructor');
    const leaf = fc.oneof(
      fc.record(
        { type: fc.constant('string'), minLength: fc.nat(2), maxLength: fc.nat(3) },
        { requiredKeys: ['type'] },
      ),
      fc.record(
        { type: fc.constantFrom('number', 'integer'), minimum: number, maximum: number },
        { requiredKeys: ['type'] },
      ),
      fc.record({ type: fc.constantFrom('number'), exclusiveMinimum: number, exclusiveMaximum: number }),
      fc.record({ type: fc.constantFrom('boolean', 'null') }),
      fc.record({ type: fc.constant('string'), pattern: fc.constantFrom('^a', 'b$', '^[ab]{1,2}$') }),
      fc.record({ enum: fc.uniqueArray(fc.oneof(word, number), { minLength: 1, maxLength: 3 }) }),
      fc.record({ const: fc.oneof(word, number, fc.boolean(), fc.constant(null)) }),
    );
    const { schema } = fc.letrec<{ schema: object; inner: object }>((tie) => ({
      schema: fc.oneof({ depthSize: 'small' }, leaf, tie('inner')),
      inner: fc.oneof(
        fc.record(
          { type: fc.constant('array'), items: tie('schema'), minItems: fc.nat(2), maxItems: fc.nat(3) },
          { requiredKeys: ['type', 'items'] },
        ),
        fc.record(
          {
            type: fc.constant('object'),
            properties: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('schema'), { maxKeys: 3 }),
            additionalProperties: fc.boolean(),
          },
          { requiredKeys: ['type', 'properties'] },
        ),
      ),
    }));
    const plain = fc.oneof(word, number, fc.double({ noNaN: true, min: -3, max: 3 }), fc.boolean(), fc.constant(null));
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        plain,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), tie('value'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(schema, value, (one, tried) => {
        const theirs = z.fromJSONSchema(JSON.parse(JSON.stringify(one))).safeParse(JSON.parse(JSON.stringify(tried)));
        expect(misfit(JSON.parse(JSON.stringify(tried)), read(one)) === undefined).toBe(theirs.success);
      }),
      { numRuns: 400 },
    );
  });
});

describe('a schema in the config', () => {
  test.each([
    ['{ type: object, patternProperties: { a: {} } }', 'unknown key "patternProperties"'],
    ['{ type: object, anyOf: [] }', 'unknown key "anyOf"'],
    ['{ properties: { to: { $ref: "#/x" } } }', 'unknown key "$ref"'],
    ['{ properties: { to: { format: email } } }', 'unknown key "format"'],
    ['{ type: text }', 'bad value for type'],
    ['{ properties: { to: { pattern: "(a{1,9}){1,9}b*" } } }', 'bad value for pattern'],
    ['{ items: { minLength: -1 } }', 'minLength must be at least 0'],
    ['{ additionalProperties: {} }', 'additionalProperties must be true or false'],
  ])('what it cannot say is an error in its place: %s', (schema, message) => {
    const [problem = ''] = told(schema);
    expect(problem).toContain(message);
    expect(problem).toMatch(/^oktsec\.yaml:2:\d+: /);
  });

  test('is read, and spelled again as it was', () => {
    const schema = {
      type: ['object'],
      properties: { type: { enum: ['a', { b: 1 }] }, properties: { items: { maxItems: 1 } } },
      required: ['type'],
    };
    const { config } = withSchema(JSON.stringify({ description: 'for people', ...schema }));
    expect(config).toBeDefined();
    const tree = config && spelled(config);
    expect(tree).toMatchObject({ agents: { a: { tools: { each: { pay: { schema } } } } } });
    expect(leaves(tree).length).toBeGreaterThan(5);
  });

  test('reads nothing that its own words do not say', () => {
    expect(Object.keys(shapeSchema.shape)).not.toContain('default');
    expect(shapeOf({ title: 'x', description: 'y' })).toEqual({});
  });
});
