import { expect, test } from 'vitest';
import { withGiven } from '../../src/dashboard/given.ts';

const PAGE =
  '<p class="command"><code>oktsec wrap cursor</code><button data-copy="oktsec wrap cursor">Copy</button></p>';

test('a command to copy says which home it is about, where that is not the one it would find', () => {
  expect(withGiven(PAGE, '')).toBe(PAGE);
  expect(withGiven(PAGE, "--home '/a b/<x>'")).toBe(
    PAGE.replaceAll('oktsec wrap', 'oktsec --home &#39;/a b/&lt;x&gt;&#39; wrap'),
  );
});

test('what is no command of ours stays as it is', () => {
  const page = '<p>oktsec wrap is told of</p><code>$HOME/oktsec.yaml</code><code>oktsec</code><b>oktsec wrap</b>';
  expect(withGiven(page, '--home /x')).toBe(page);
});
