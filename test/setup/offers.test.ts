import { expect, test } from 'vitest';
import { capabilitiesOf, toolOf } from '../../src/setup/offers.ts';

const tool = (name: string, ...parameters: string[]) =>
  toolOf({ name, inputSchema: { properties: Object.fromEntries(parameters.map((one) => [one, {}])) } });

test.each([
  [tool('read_text_file', 'path'), ['files']],
  [tool('fetch', 'url', 'max_length'), ['network']],
  [tool('run_command', 'command', 'timeout'), ['execution']],
  [tool('executeQuery', 'sql'), ['data']],
  [tool('list_tables'), ['data']],
  [tool('get_credential', 'name'), ['secrets']],
  [tool('web_search', 'query'), ['network']],
  [tool('weather', 'city', 'query'), []],
  [tool('profile', 'runner'), []],
])('%j can reach %j', (one, expected) => {
  expect(capabilitiesOf([one])).toEqual(expected);
});

test('what is no tool has no name and reaches nothing', () => {
  for (const odd of [null, 7, 'x', {}, { name: 7, inputSchema: [] }]) expect(capabilitiesOf([toolOf(odd)])).toEqual([]);
});
