import { expect, test } from 'vitest';
import { checkConfig } from '../../src/config/parse.ts';
import { withoutPath } from '../../src/config/place.ts';

const known = { rules: { has: () => true, keys: () => [] } };
const faultIn = (path: string) => checkConfig('version: "1"\nmode: strict\n', path, known).problems[0]?.message ?? '';

test.each(['/etc/oktsec.yaml', '/home/a b/my: folder/oktsec.yaml', 'C:\\Users\\a b\\oktsec.yaml'])(
  'a fault in %s is told by its line alone',
  (path) => {
    expect(faultIn(path)).toContain(path);
    expect(withoutPath(faultIn(path))).toMatch(/^line 2:\d+: bad value/);
  },
);

test('what names no file is left as it is', () => {
  expect(withoutPath('the key of a: 12 was revoked')).toBe('the key of a: 12 was revoked');
});

const CONFIG = `version: "1"
agents:
  files:
    mode: strict
    can_message: [a, "b c"]
rules:
  - { id: A-1, action: ignore }
  - { id: A-1, action: nope }
quarantine: { retention_days: -1 }
unknown: 1
`;

test('whoever sees no line of the file is told the key', () => {
  const { problems } = checkConfig(CONFIG, '/c.yaml', known);
  const told = problems.map(({ message }) => withoutPath(message, CONFIG).replace(/: .*/s, ''));
  expect(told).toEqual(
    expect.arrayContaining([
      'agents.files.mode',
      'agents.files.can_message',
      'rules.1.action',
      'quarantine.retention_days',
      'unknown',
    ]),
  );
  expect(withoutPath('/c.yaml:1:1: longer than 1 MiB', '# nothing\n')).toBe('line 1:1: longer than 1 MiB');
});
