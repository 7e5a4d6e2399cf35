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
