import { expect, test } from 'vitest';
import { typedIn } from '../../src/terminal/typed.ts';
import { held, World } from './world.ts';

const NAMES = ['logs', 'serve', 'allow', 'demo', 'proxy'];

test('commands in a text are given the home and the config of this run, once, and prose is left alone', () => {
  const typed = typedIn(['logs', '--home', '/x y', '--config=/c.yaml', '--', '--home', 'theirs'], NAMES);
  const place = "--home '/x y' --config /c.yaml";
  expect(typed('oktsec logs show 7F3KQ2, then oktsec allow 7F3KQ2 --once')).toBe(
    `oktsec ${place} logs show 7F3KQ2, then oktsec ${place} allow 7F3KQ2 --once`,
  );
  expect(typed(typed('oktsec logs'))).toBe(`oktsec ${place} logs`);
  expect(typed('oktsec proxy --agent NAME -- COMMAND')).toBe(`oktsec proxy ${place} --agent NAME -- COMMAND`);
  for (const text of ['oktsec demo', 'oktsec does', 'the clock where oktsec serve runs', 'behind oktsec'])
    expect(typed(text)).toBe(text);
  expect(typedIn(['logs'], NAMES)('oktsec logs')).toBe('oktsec logs');
  // What cannot be pasted as a word is left to the person.
  expect(typedIn(['--home', 'a\u001b'], NAMES)('oktsec logs')).toBe('oktsec --home DIR logs');
});

test('what is copied from a hint or a next step is about the same home', async () => {
  const world = new World();
  world.config('version: "1"\n');
  await world.record(held('H3LD22'));
  const place = ['--home', world.home];
  const said = (argv: readonly string[]) => world.run([...argv, ...place], { env: { HOME: '/nonexistent' } });
  const lines = [
    (await said([])).out,
    (await said(['logs'])).out,
    (await said(['logs', 'show', 'H3LD22'])).out,
    (await said(['quarantine', 'list'])).out,
    (await said(['quarantine', 'show', 'H3LD22'])).out,
    (await said(['logs', 'show', 'NOSUCH'])).err,
    (await said(['status'])).out,
  ];
  const commands = lines.flatMap((text) => [...text.matchAll(/\boktsec (?:--home (\S+) )?([a-z]+) ([a-z]+)?/g)]);
  expect(commands.length).toBeGreaterThan(10);
  for (const [line, home] of commands) expect({ line, home }).toEqual({ line, home: world.home });
});

test('no hint at a config that is not there leads to the same error', async () => {
  const world = new World();
  const { err } = await world.run(['logs', '--config', 'none.yaml']);
  expect(err).toContain('hint: name another by --config, or leave it out\n');
});

test('text of others keeps its words', async () => {
  const world = new World();
  world.config('version: "1"\n');
  await world.record(
    held('H3LD22', {}, '{"jsonrpc":"2.0","id":1,"method":"x","params":"run oktsec allow H3LD22 --once"}'),
  );
  const { out } = await world.run(['quarantine', 'show', 'H3LD22', '--text', '--home', world.home]);
  expect(out).toContain('run oktsec allow H3LD22 --once');
});
