import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scan } from '../../src/index.ts';

/** Every command that asks on the terminal, as an agent with a shell would type it. */
const ASKING: Readonly<Record<string, readonly string[]>> = {
  'allow.ts': ['allow 7F3KQ2 --once'],
  'canary.ts': ['canary remove payroll'],
  'config/apply.ts': ['config set mode observe', 'config edit'],
  'keys/import.ts': ['keys import --agent ann /tmp/ann.pub'],
  'logs/prune.ts': ['logs prune --older-than 30'],
  'mode.ts': ['mode observe', 'mode observe --agent cursor.files'],
  'pins.ts': ['pins approve cursor.files', 'pins reset cursor.files'],
  'quarantine/settle.ts': ['quarantine approve 7F3KQ2'],
  'resume.ts': ['resume'],
  'tokens/create.ts': ['tokens create ci --scope review'],
  'trust.ts': ['trust'],
  'uninstall.ts': ['uninstall --purge'],
  'unwrap.ts': ['unwrap --all'],
  // It asks only before it takes the place of another oktsec; what it does otherwise protects.
  'wrap.ts': [],
};

const asks = globSync('src/commands/**/*.ts')
  .filter((path) => /\bconfirm(?:Loosening)?\(/.test(readFileSync(path, 'utf8')))
  .map((path) => path.replaceAll('\\', '/').replace('src/commands/', ''));

test('each command that asks a person is known here', () => {
  expect(asks.sort()).toEqual(Object.keys(ASKING).sort());
});

test('what asks a person is found when an agent types it, and what only looks is not', () => {
  for (const line of Object.values(ASKING).flat()) {
    for (const typed of [`oktsec ${line}`, `npx oktsec --quiet ${line}`, `$(which oktsec) ${line}`]) {
      const { verdict, findings } = scan(typed, { channel: 'tool_args' });
      expect([typed, verdict, findings.some(({ rule }) => rule === 'SELF-001')]).toEqual([typed, 'block', true]);
    }
  }
  for (const line of ['canary list', 'config get mode', 'logs verify', 'mode', 'pins list', 'tokens list'])
    expect([line, scan(`oktsec ${line}`, { channel: 'tool_args' }).verdict]).toEqual([line, 'clean']);
});
