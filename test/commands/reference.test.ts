import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { hasPython } from '../fixtures/commands/python.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const folder = mkdtempSync(join(tmpdir(), 'oktsec-reference-'));
const home = join(folder, 'home');
const work = join(folder, 'work');
const CURSOR = join(home, '.cursor/mcp.json');
const SERVER = ['node', join(work, 'server.cjs')];
const PYTHON = hasPython();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

mkdirSync(dirname(CURSOR), { recursive: true, mode: 0o700 });
mkdirSync(work, { mode: 0o700 });
copyFileSync(join(root, 'test/fixtures/servers/legacy.cjs'), join(work, 'server.cjs'));
writeFileSync(CURSOR, JSON.stringify({ mcpServers: { filesystem: { command: SERVER[0], args: SERVER.slice(1) } } }));

type Line = {
  readonly line: string;
  /** Default 0. */
  readonly code?: number;
  readonly shows?: string | RegExp;
  readonly stdin?: string;
  /** What a person types where it asks on the terminal. */
  readonly types?: string;
};

const HELLO = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}\n';

/** The reference, in an order in which each line has what it needs. */
const LINES: readonly Line[] = [
  { line: 'oktsec discover', shows: 'filesystem' },
  { line: 'oktsec init', shows: 'cursor.filesystem' },
  { line: 'oktsec init --keys ./keys --config oktsec.yaml', shows: 'oktsec.yaml' },
  { line: 'oktsec wrap cursor', shows: 'filesystem' },
  { line: 'oktsec unwrap cursor', types: 'UNWRAP' },
  { line: 'oktsec proxy --agent filesystem -- node server.cjs', stdin: HELLO, shows: '"tools"' },
  { line: 'oktsec keygen --agent research-agent --agent analysis-agent --out ./keys', shows: 'research-agent' },
  { line: 'oktsec keygen --agent my-agent --out ./keys', shows: 'my-agent' },
  { line: 'oktsec keys list', shows: 'my-agent' },
  { line: 'oktsec keys rotate --agent my-agent' },
  { line: 'oktsec keys revoke --agent my-agent' },
  { line: 'oktsec verify', shows: 'ok' },
  { line: 'oktsec verify --config oktsec.yaml', shows: 'oktsec.yaml' },
  { line: 'oktsec logs', shows: 'filesystem' },
  { line: 'oktsec logs --status blocked' },
  { line: 'oktsec logs --unverified' },
  { line: 'oktsec logs --agent research-agent' },
  { line: 'oktsec logs --since 1h', shows: 'filesystem' },
  { line: 'oktsec logs --status delivered --agent filesystem --unverified --since 24h' },
  { line: 'oktsec rules', shows: 'IAP-001' },
  { line: 'oktsec rules --explain IAP-001', shows: 'IAP-001' },
  { line: 'oktsec quarantine list' },
  { line: 'oktsec quarantine list --status approved' },
  { line: 'oktsec quarantine detail 7F3KQ2', code: 1 },
  { line: 'oktsec quarantine approve 7F3KQ2 --reviewer ops', code: 1 },
  { line: 'oktsec quarantine reject 7F3KQ2 --reviewer ops', code: 1 },
  { line: 'oktsec version', shows: /^oktsec \d+\.\d+\.\d+$/m },
];

test.each(LINES.filter(({ types }) => types === undefined || PYTHON).map((one) => [one.line, one] as const))(
  '%s',
  (_, { line, code = 0, shows, stdin, types }) => {
    const words = [join(root, 'bin/oktsec.js'), ...line.split(' ').slice(1)];
    const command =
      types === undefined
        ? words
        : [join(root, 'test/fixtures/commands/terminal.py'), types, process.execPath, ...words];
    const ran = spawnSync(types === undefined ? process.execPath : 'python3', command, {
      cwd: work,
      encoding: 'utf8',
      input: stdin ?? '',
      env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, HOME: home, LANG: 'C.UTF-8' },
    });
    expect({ status: ran.status, err: ran.status === code ? '' : ran.stderr }).toEqual({ status: code, err: '' });
    if (shows !== undefined) expect(ran.stdout).toMatch(shows);
  },
);

test('keygen left a private and a public key, init its config, unwrap the client as it was', () => {
  expect(existsSync(join(work, 'keys/research-agent.key'))).toBe(true);
  expect(existsSync(join(work, 'keys/research-agent.pub'))).toBe(true);
  expect(existsSync(join(work, 'oktsec.yaml'))).toBe(true);
  if (!PYTHON) return;
  expect(JSON.parse(readFileSync(CURSOR, 'utf8'))).toEqual({
    mcpServers: { filesystem: { command: SERVER[0], args: SERVER.slice(1) } },
  });
});
