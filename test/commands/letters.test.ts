import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasPython } from '../fixtures/commands/python.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const folder = mkdtempSync(join(tmpdir(), 'oktsec-letters-'));
const home = join(folder, '.oktsec');
const PYTHON = hasPython();

const story = readFileSync(join(root, 'README.md'), 'utf8').split('\n## Messages between agents\n')[1] ?? '';
const block = (language: string) => new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(story)?.[1] ?? '';

beforeAll(() => {
  mkdirSync(home, { mode: 0o700 });
  // A port of its own: the one of the story may be taken here.
  writeFileSync(join(home, 'oktsec.yaml'), `${block('yaml')}server: { port: 0 }\n`, { mode: 0o600 });
});
afterAll(() => {
  run(['serve', '--stop']);
  rmSync(folder, { recursive: true, force: true });
});

function run(words: readonly string[], types?: string) {
  const oktsec = [join(root, 'bin/oktsec.js'), ...words];
  const terminal = [join(root, 'test/fixtures/commands/terminal.py'), types ?? '', process.execPath, ...oktsec];
  return spawnSync(types === undefined ? process.execPath : 'python3', types === undefined ? oktsec : terminal, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', USER: 'me', LOGNAME: 'me' },
  });
}

const words = (line: string) =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '').slice(1);

test.runIf(PYTHON)('the story of two agents in the README goes as printed', () => {
  let ref = '';
  const lines = block('console').split('\n');
  const commands = lines.filter((line) => line.startsWith('$ '));
  expect(commands).toHaveLength(5);
  for (const command of commands) {
    const next = lines.indexOf(command) + 1;
    const until = lines.findIndex((line, at) => at >= next && (line.startsWith('$ ') || line === ''));
    const printed = lines.slice(next, until).join('\n');
    const given = words(command.slice(2).replace('7ZK1HY45', ref));
    const { status, stdout, stderr } = run(given, given.includes('approve') ? 'APPROVE' : undefined);
    const held = given[0] === 'send';
    expect({ command, status, stderr: status === (held ? 1 : 0) ? '' : stderr }).toEqual({
      command,
      status: held ? 1 : 0,
      stderr: '',
    });
    ref = /quarantine approve (\S+)/.exec(stderr)?.[1] ?? ref;
    if (printed === '') continue;
    const said = held ? `${stdout}${stderr}` : stdout;
    expect(alike(said, ref)).toBe(alike(printed, '7ZK1HY45'));
  }
});

/** What differs from one run to the next taken out: ids, the reference, who sits at the terminal. */
function alike(text: string, ref: string): string {
  return text
    .trim()
    .replaceAll(ref, 'REF')
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
    .replace(/let through by \S+:/g, 'let through by SOMEBODY:');
}

test.runIf(PYTHON)('receive takes messages out, keeps them with --keep, waits no longer than it is told', () => {
  const send = (content: string) => run(['send', '--from', 'research-agent', '--to', 'analysis-agent', content]);
  const receive = (...more: string[]) => run(['receive', '--agent', 'analysis-agent', ...more]);
  expect(receive('--wait', '1s')).toMatchObject({ status: 0, stdout: '', stderr: '' });
  expect(send('hello').status).toBe(0);
  const kept = JSON.parse(receive('--keep', '--json').stdout);
  expect(kept).toMatchObject([{ from: 'research-agent', verified_sender: true, metadata: {}, reviewer: null }]);
  // They are lent for a minute: nobody else sees them, and they are still there.
  expect(receive('--json').stdout.trim()).toBe('[]');
  expect(send('two lines\noktsec: no line of ours, é\u0007').status).toBe(0);
  expect(receive('--wait', '5s').stdout).toBe(
    'research-agent, signed:\n  two lines\n  oktsec: no line of ours, é\\x07\n',
  );
  expect(receive('--json').stdout.trim()).toBe('[]');
});

test('receive says what it cannot do', () => {
  const bad = run(['receive', '--agent', 'analysis-agent', '--wait', '2m']);
  expect(bad).toMatchObject({ status: 2, stdout: '' });
  expect(bad.stderr).toContain('--wait "2m" is not between 1s and 60s');
  const elsewhere = run(['receive', '--agent', 'nobody']);
  expect(elsewhere).toMatchObject({ status: 2, stdout: '' });
  expect(elsewhere.stderr).toContain('nobody.key');
});

test('what is refused says what to do, and bytes that are no text are not sent as others', () => {
  run(['keygen', '--agent', 'research-agent', '--agent', 'analysis-agent']);
  run(['serve', '--background']);
  const send = (...rest: string[]) => run(['send', '--from', 'research-agent', '--to', 'analysis-agent', ...rest]);
  writeFileSync(join(folder, 'long.txt'), 'x'.repeat(2_000_000));
  const long = send('--file', 'long.txt');
  expect({ status: long.status, stdout: long.stdout }).toEqual({ status: 1, stdout: 'rejected: oversize\n' });
  expect(long.stderr).toContain('oktsec config get limits.max_body');
  writeFileSync(join(folder, 'picture'), Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff));
  expect(send('--file', 'picture')).toMatchObject({ status: 2, stdout: '' });
  expect(send('--file', 'picture').stderr).toContain('picture is no UTF-8 text');
  for (const url of ['nonsense', 'localhost:8080', 'ftp://127.0.0.1:1', 'http://127.0.0.1:1/oktsec']) {
    const typed = send('hello', '--url', url);
    expect(typed).toMatchObject({ status: 2, stdout: '' });
    expect(typed.stderr).toMatch(`oktsec: error: "${url}" is no address of an oktsec\noktsec: hint: http://HOST:PORT`);
  }
  run(['keys', 'revoke', '--agent', 'research-agent']);
  const revoked = send('hello');
  expect(revoked).toMatchObject({ status: 1, stdout: 'rejected: key_revoked\n' });
  expect(revoked.stderr).toContain('oktsec keygen --agent research-agent --force');
});

test('what keeps serve from starting in the background is said where it was started', async () => {
  run(['serve', '--stop']);
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const started = run(['serve', '--background', '--port', String(port)]);
  other.close();
  expect(started).toMatchObject({ status: 2, stdout: '' });
  const [error, hint] = started.stderr.split('\n');
  expect(error).toBe(
    `oktsec: error: oktsec serve did not start: port ${port} of 127.0.0.1 is taken by another program`,
  );
  expect(hint).toContain('oktsec serve --port');
});

test('an oktsec of another home refuses, and it is said that none runs here', () => {
  const other = mkdtempSync(join(tmpdir(), 'oktsec-letters-other-'));
  run(['serve', '--background']);
  try {
    const { port } = new URL(JSON.parse(readFileSync(join(home, 'serve.json'), 'utf8')).url as string);
    const config = join(other, 'oktsec.yaml');
    writeFileSync(config, `version: "1"\nserver: { port: ${port} }\nagents: { stray: {}, mine: {} }\n`, {
      mode: 0o600,
    });
    const here = ['--config', config, '--home', join(other, 'home')];
    run(['keygen', '--agent', 'stray', ...here]);
    const sent = run(['send', '--from', 'stray', '--to', 'mine', 'hello', ...here]);
    expect(sent).toMatchObject({ status: 1, stdout: 'rejected: unknown_agent\n' });
    expect(sent.stderr).toContain('no oktsec serve runs in this home');
    const received = run(['receive', '--agent', 'stray', ...here]);
    expect(received.status).toBe(2);
    expect(received.stderr).toMatch(/refused GET .*\noktsec: hint: no oktsec serve runs in this home/);
    // Who names the address means it.
    const meant = run(['receive', '--agent', 'stray', '--url', `http://127.0.0.1:${port}`, ...here]);
    expect(meant.stderr).toMatch(/the one that serve knows\? compare oktsec .*keys list on both sides/);
  } finally {
    rmSync(other, { recursive: true, force: true });
  }
});
