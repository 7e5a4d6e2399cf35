import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { call, fixture, initialize, node, Relay } from '../transparency/relay.ts';
import { World } from './world.ts';

const bin = join(import.meta.dirname, '../../bin/oktsec.js');

test('a value that was planted is refused by every proxy, and no longer once it is removed', async () => {
  const world = new World();
  world.config('version: "1"\nmode: enforce\n');
  const made = await world.run(['canary', 'add', 'payroll']);
  expect(made.code).toBe(0);
  const value = made.out.trim();
  expect(value).toMatch(/^[0-9a-f]{36}$/);
  expect(readFileSync(join(world.home, 'canaries.json'), 'utf8')).not.toContain(value.slice(0, 12));
  const send = async () => {
    using relay = new Relay([
      node,
      bin,
      'proxy',
      '--config',
      join(world.home, 'oktsec.yaml'),
      '--home',
      world.home,
      '--agent',
      'cursor.notes',
      '--',
      ...fixture('saying.ts', 'add_note', 'noted'),
    ]);
    relay.send(initialize());
    await relay.take(1);
    relay.send(call(1, 'add_note', { text: `see ${value.toUpperCase()}` }));
    await relay.take(2);
    await relay.close();
    return relay.lines.at(-1);
  };
  expect(await send()).toContain('FLOW-003 (planted value payroll going to cursor.notes:add_note)');
  expect((await world.run(['canary', 'list'])).out).toContain('payroll');
  const { err, code } = await world.run(['canary', 'remove', 'payrol'], { types: 'REMOVE' });
  expect(err).toContain('did you mean "payroll"?');
  expect(code).toBe(1);
  expect((await world.run(['canary', 'remove', 'payroll'], { types: 'no' })).code).toBe(1);
  expect(await send()).toContain('FLOW-003');
  expect((await world.run(['canary', 'remove', 'payroll'], { types: 'REMOVE' })).code).toBe(0);
  expect(await send()).toContain('noted');
  expect(JSON.parse((await world.run(['canary', 'list', '--json'])).out)).toEqual([]);
});

test('bad names and values are said, and nothing is written', async () => {
  const world = new World();
  const short = await world.run(['canary', 'add', 'door', 'abc']);
  expect(short.code).toBe(2);
  expect(short.err).toContain('a planted value has 12 to 512 letters and digits');
  expect((await world.run(['canary', 'add', 'a b'])).err).toContain('"a b" is no name');
  expect((await world.run(['canary', 'add', 'door', 'harbour-key-Q7RW'])).code).toBe(0);
  expect((await world.run(['canary', 'add', 'door'])).err).toContain('"door" is planted already');
  expect((await world.run(['canary', 'remove', 'door'])).code).toBe(2);
  expect(JSON.parse((await world.run(['canary', '--json'])).out)).toMatchObject([{ name: 'door', length: 14 }]);
});
