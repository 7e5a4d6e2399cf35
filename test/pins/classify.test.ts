import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { classify } from '../../src/pins/classify.ts';
import type { Definition } from '../../src/pins/pin.ts';
import { canonical } from './canonical.ts';
import { HONEST, PLANTED, WEATHER } from './planted.ts';

function tool(value: unknown): Definition {
  return { kind: 'tool', name: 'get_forecast', json: canonical(value) };
}

const OTHERS = ['list_cities', 'sync_profile'];

describe('a changed definition', () => {
  test.each(PLANTED)('case 89: $what is withheld', ({ from, to }) => {
    const { change, reasons } = classify(tool(from), tool(to), OTHERS);
    expect(change).toBe('expansion');
    expect(reasons).not.toEqual([]);
  });

  test.each(HONEST)('case 89: $what is accepted', ({ from, to }) => {
    const { change, reasons } = classify(tool(from), tool(to), OTHERS);
    expect(reasons).toEqual([]);
    expect(['wording', 'narrowing']).toContain(change);
  });

  it('is a narrowing when it only takes away', () => {
    const { properties: _, ...rest } = WEATHER.inputSchema;
    const narrower = {
      ...WEATHER,
      inputSchema: { ...rest, properties: { city: { type: 'string', description: 'Name of the city' } } },
    };
    expect(classify(tool(WEATHER), tool(narrower), []).change).toBe('narrowing');
  });

  it('is no change when only times, ids and counts differ', () => {
    const at = (text: string) => tool({ ...WEATHER, description: text });
    const monday = 'Data of 2026-03-02T10:00:00Z, session 7f3d2c1a-9b1e-4c55-8a77-0123456789ab, 12 cities.';
    const friday = 'Data of 2026-11-20T08:30:11Z, session 11111111-2222-4333-8444-555555555555, 348 cities.';
    expect(classify(at(monday), at(friday), []).change).toBe('same');
    const there = 'Reads /Users/ann/Library/Application Support/notes.db and sends counts to http://10.0.0.1:8080/in.';
    const here = 'Reads /home/bob/notes/notes.db and sends counts to http://10.0.0.1:9191/in.';
    expect(classify(at(there), at(here), []).change).toBe('same');
  });
});

describe('a schema', () => {
  const leaf = fc.constantFrom<Record<string, unknown>>({ type: 'string' }, { type: 'integer' }, { enum: ['a'] }, {});
  /** Ways to hide one schema in another, each of which a caller may go. */
  const hide = fc.constantFrom<(inner: Record<string, unknown>) => Record<string, unknown>>(
    (inner) => ({ properties: { inner } }),
    (inner) => ({ type: 'array', items: inner }),
    (inner) => ({ anyOf: [{ type: 'null' }, inner] }),
    (inner) => ({ oneOf: [inner] }),
    (inner) => ({ allOf: [{ title: 'x' }, inner] }),
    // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
    (inner) => ({ if: {}, then: inner, else: {} }),
    (inner) => ({ dependentSchemas: { city: inner } }),
    (inner) => ({ dependencies: { city: inner, day: ['city'] } }),
    (inner) => ({ type: 'array', prefixItems: [{ type: 'string' }, inner] }),
    (inner) => ({ type: 'array', items: [inner, { type: 'string' }] }),
    (inner) => ({ type: 'array', items: [], additionalItems: inner }),
    (inner) => ({ type: 'array', unevaluatedItems: inner }),
    (inner) => ({ type: 'array', contains: inner }),
    (inner) => ({ unevaluatedProperties: inner }),
    (inner) => ({ additionalProperties: inner }),
    (inner) => ({ patternProperties: { '^x': inner } }),
  );

  /** Beside the sink, the same name bounded: where a condition asks for it, or one way of several. */
  const cover = fc.constantFrom<(sink: Record<string, unknown>, bounded: Record<string, unknown>) => object>(
    (sink) => sink,
    (sink, bounded) => ({ ...sink, if: bounded }),
    (sink, bounded) => ({ ...sink, allOf: [bounded] }),
    (sink, bounded) => ({ anyOf: [sink, bounded] }),
    (sink, bounded) => ({ oneOf: [bounded, sink] }),
    (sink, bounded) => ({ if: bounded, else: sink }),
    (sink, bounded) => ({ dependentSchemas: { city: sink, day: bounded } }),
    ({ properties }, { properties: bounded }) => ({ type: 'array', items: [{ properties }, { properties: bounded }] }),
  );
  const narrow = fc.constantFrom<Record<string, unknown>>({ type: 'boolean' }, { enum: ['a'] }, { const: 'a' });
  const text = fc.constantFrom<unknown>(
    ...[{ type: 'string' }, true, {}, { anyOf: [{ type: 'boolean' }, { title: 'x' }] }],
    { anyOf: [{ type: 'boolean' }, { $ref: '#/$defs/words' }] },
    { type: 'boolean', $ref: '#/$defs/words' },
    { $ref: '#/$defs/words', const: 'a' },
    { type: 'string', enum: 'a' },
  );

  const reference = fc.constantFrom('', '#/$defs/a~1b', '#named', '#late', 'dynamic#late', 'urn:sink');

  it('hides no new sink, however it is nested', () => {
    fc.assert(
      fc.property(
        fc.array(hide, { maxLength: 6 }),
        leaf,
        reference,
        cover,
        narrow,
        text,
        (ways, other, ref, covers, ...[small, words]) => {
          const sink = { properties: { other, webhook_url: words } };
          const covered = { ...covers(sink, { properties: { webhook_url: small } }) };
          const hidden = ways.reduce<Record<string, unknown>>((inner, way) => way(inner), covered);
          const more = ref === '' ? hidden : ref.startsWith('dynamic') ? { $dynamicRef: ref.slice(7) } : { $ref: ref };
          const inputSchema = {
            ...WEATHER.inputSchema,
            properties: { ...(WEATHER.inputSchema.properties as object), more },
            $defs: {
              words: { type: 'string' },
              'a/b': { $anchor: 'named', $dynamicAnchor: 'late', $id: 'urn:sink', ...hidden },
            },
          };
          const { change, reasons } = classify(tool(WEATHER), tool({ ...WEATHER, inputSchema }), []);
          expect(change).toBe('expansion');
          expect(reasons.join()).toContain('webhook_url');
        },
      ),
    );
  });

  it.each([undefined, {}, { type: 'object' }, { type: 'object', properties: {} }])(
    'case 89: that listed nothing, %j, gains a sink: no model ever handed the tool anything',
    (inputSchema) => {
      const before = { name: 'fact_of_the_day', description: 'Tells a fact.', inputSchema };
      const properties = { webhook_url: { type: 'string' } };
      const after = { ...before, inputSchema: { type: 'object', properties } };
      const { change, reasons } = classify(tool(before), tool(after), []);
      expect([change, reasons]).toEqual(['expansion', ['new host parameter "webhook_url"']]);
      const day = { ...before, inputSchema: { type: 'object', properties: { day: { type: 'string' } } } };
      expect(classify(tool(before), tool(day), []).change).toBe('wording');
    },
  );

  it.each(['https://schemas.example/options.json', '#nowhere', '#/$defs/nothing', 'urn:nobody'])(
    'that leads newly to %s, which nobody here can read, waits for a person',
    (ref) => {
      const refers = ($ref: string) => {
        const properties = { ...(WEATHER.inputSchema.properties as object), more: { $ref } };
        return tool({ ...WEATHER, inputSchema: { ...WEATHER.inputSchema, properties, $defs: { any: true } } });
      };
      const { change, reasons } = classify(tool(WEATHER), refers(ref), []);
      expect([change, reasons]).toEqual(['expansion', ['a schema that cannot be read to its end']]);
      expect(classify(refers(ref), refers('#/$defs/any'), []).change).not.toBe('expansion');
      expect(classify(tool(WEATHER), refers('#/$defs/any'), []).change).not.toBe('expansion');
    },
  );

  const CHANNEL = (pattern: string) => {
    const channel = { type: 'string', pattern };
    return tool({ name: 'post', description: 'Posts.', inputSchema: { type: 'object', properties: { channel } } });
  };
  it.each([
    ...[
      '.*',
      '^.{1,500}$',
      '.',
      String.raw`[\s\S]*`,
      '[^]*',
      '^(.*)$',
      String.raw`^(?:.|\n)*$`,
      '^#a|.*',
      'a*',
      String.raw`^\S+$`,
    ],
    ...['(^#[a-z]+$)|((.+))', '^(?:(?:.*)+)?$', `${'('.repeat(20)}a${')'.repeat(20)}`],
  ])('case 89: whose pattern becomes %s, which takes anything, waits for a person', (pattern) => {
    const { reasons } = classify(CHANNEL('^#[a-z-]+$'), CHANNEL(pattern), []);
    expect(reasons).toEqual(['the pattern of "channel" takes anything']);
    expect(classify(CHANNEL(pattern), CHANNEL(pattern), []).change).toBe('same');
  });

  it.each([
    ...['^#[a-z0-9-]{1,80}$', '^#.*', '^#(?:a|b)$', '^.{1,5}$', '^(?!#secret).*$', String.raw`.*\.example$`, '^[^/]+$'],
    ...[String.raw`^[a-z]\.*$`, '^[.*]$', '^(a|b|)$', String.raw`^#\S+$`],
  ])('whose pattern becomes %s goes on', (pattern) => {
    expect(classify(CHANNEL('^#[a-z-]+$'), CHANNEL(pattern), []).reasons).toEqual([]);
  });

  it('names what it gains in a word, and repeats no sentence', () => {
    const gaining = (...names: string[]) => {
      const gained = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
      const properties = { ...(WEATHER.inputSchema.properties as object), ...gained };
      return classify(tool(WEATHER), tool({ ...WEATHER, inputSchema: { type: 'object', properties } }), []).reasons;
    };
    expect(gaining('webhook_url')).toContain('new host parameter "webhook_url"');
    expect(gaining('Zieladresse_url')).toContain('new host parameter "Zieladresse_url"');
    expect(gaining('webhook_url of the team')).toContain('new host parameter "…"');
    expect(gaining(`webhook_url_${'x'.repeat(100)}`)).toContain('new host parameter "…"');
  });

  it('that refers to itself in circles is read to its end, and one that multiplies is not taken for read', () => {
    const looped = {
      ...WEATHER.inputSchema,
      properties: { city: { $ref: '#' }, other: { $ref: '#/properties/city' } },
    };
    expect(classify(tool(WEATHER), tool({ ...WEATHER, inputSchema: looped }), []).change).not.toBe('same');
    const level = (n: number) => ({ anyOf: Array.from({ length: 8 }, () => ({ $ref: `#/$defs/l${n + 1}` })) });
    const levels = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`l${n}`, level(n)]));
    const inputSchema = { ...WEATHER.inputSchema, ...level(-1), $defs: { ...levels, l20: {} } };
    const { reasons } = classify(tool(WEATHER), tool({ ...WEATHER, inputSchema }), []);
    expect(reasons).toContain('a schema that cannot be read to its end');
  });
});

describe('case 90: spelling', () => {
  const value = fc.jsonValue({ maxDepth: 4 });
  it('never counts: the same value is the same definition whatever the order of its keys', () => {
    fc.assert(
      fc.property(value, (one) => {
        const shuffled = JSON.parse(JSON.stringify(one, reversed)) as unknown;
        expect(classify(tool(one), tool(shuffled), []).change).toBe('same');
      }),
    );
  });

  it('of any two values gives an answer', () => {
    fc.assert(
      fc.property(value, value, (one, other) => {
        expect(['same', 'wording', 'narrowing', 'expansion']).toContain(classify(tool(one), tool(other), []).change);
      }),
    );
  });
});

function reversed(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).reverse());
}
