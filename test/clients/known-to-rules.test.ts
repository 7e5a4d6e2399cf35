import { expect, test } from 'vitest';
import { CLIENTS } from '../../src/clients/index.ts';
import { clientLists } from '../../src/rules/detectors/addresses/client-list.ts';

/** An editor's settings: servers are one thing of many in them, and people have them changed. */
const SETTINGS = /Code\/User\/settings\.json$/;

test('every file in which a known client lists its servers is one whose change is held', () => {
  const unknown = CLIENTS.flatMap(({ id, locations }) =>
    locations
      .flatMap(({ path }) => (typeof path === 'string' ? [path] : Object.values(path)))
      .flat()
      .filter((path) => !/^\{env:[^|}]*\}$/.test(path)) // wherever a person put it: no name to know it by
      .map((path) => `${id} ${spelled(path)}`)
      .filter((line) => !SETTINGS.test(line) && clientLists(line.slice(id.length + 1)).length === 0),
  );
  expect(unknown).toEqual([]);
});

/** As it stands in a call, on a machine where everything is in its usual place. */
function spelled(path: string): string {
  const plain = path
    .replaceAll(/\{env:[^|}]*\|([^}]*)\}/g, '$1')
    .replaceAll('{config}', '~/.config')
    .replaceAll('{appdata}', 'C:/Users/anna/AppData/Roaming')
    .replaceAll(/\{\w+\}/g, '/home/anna')
    .replaceAll('*', 'one');
  return /^[~/]|^[A-Z]:/.test(plain) ? plain : `/home/anna/shop/${plain}`;
}
