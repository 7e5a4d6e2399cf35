import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let copy = '';
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'oktsec-rules-'));
  for (const name of ['src', 'package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) {
    cpSync(name, join(copy, name), { recursive: true });
  }
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function cruise(): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve('node_modules/.bin/depcruise'), '--config', '.dependency-cruiser.cjs', 'src'],
    { cwd: copy, encoding: 'utf8' },
  );
  return { status, output: stdout + stderr };
}

test('the house as it stands keeps its import rules', () => {
  expect(cruise()).toMatchObject({ status: 0 });
});

test.each([
  ['core-has-no-node', 'src/message/planted.ts', "import 'node:fs';"],
  ['message-first', 'src/message/planted.ts', "import '../policy/decisions.ts';"],
  ['core-imports-core', 'src/guard/planted.ts', "import '../store/store.ts';"],
  ['proxy-knows-no-sibling', 'src/proxy/planted.ts', "import '../store/recorder.ts';"],
  ['proxy-loads-no-library', 'src/proxy/planted.ts', "import 'yaml';"],
  ['only-cli-imports-commands', 'src/store/planted.ts', "import '../commands/version.ts';"],
])('a planted violation of %s is found', (rule, path, line) => {
  const planted = join(copy, path);
  writeFileSync(planted, `${line}\nexport {};\n`);
  try {
    const { status, output } = cruise();
    expect(output).toContain(rule);
    expect(status).not.toBe(0);
  } finally {
    rmSync(planted);
  }
});
