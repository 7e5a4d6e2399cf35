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
