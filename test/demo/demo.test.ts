import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
let place: string;
let temporary: string;

beforeEach(() => {
  place = realpathSync(mkdtempSync(join(tmpdir(), 'oktsec-test-demo-')));
  temporary = join(place, 'tmp');
  mkdirSync(temporary);
});

afterEach(() => rmSync(place, { recursive: true, force: true }));

describe('the demo in a checkout', () => {
  test('shows attacks recorded, then stopped, the chain, and a forged row; leaves nothing behind', async () => {
    const { code, stdout, stderr } = await ended(startDemo(root));
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toMatch(/files +@modelcontextprotocol\/server-filesystem \d/);
    expect(stdout).toMatch(/everything +@modelcontextprotocol\/server-everything \d/);
    expect(stdout).toContain('15 attacks recorded, 5 of 5 ordinary tasks undisturbed');
    expect(stdout).toContain('15 of 15 attacks stopped, 5 of 5 ordinary tasks undisturbed');
    expect(stdout).toMatch(/the client: blocked by oktsec: CRED-\d+ \(.+\).*, ref [0-9A-Z]{6}, do not/);
    expect(stdout).toMatch(/the client: held by oktsec: PATH-\d+/);
    expect(stdout).toMatch(/bait and switch after three calls +\S+ blocked +PIN-001/);
    expect(stdout).toMatch(/a rug pull: a tool wants more +\S+ blocked +PIN-001 tool changed: .*callback_url/);
    expect(stdout).toContain('the client: blocked by oktsec: the tool waits for approval');
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      /the client: held by oktsec: FLOW-001 \(\d+ characters of demo\.github:get_issue, read \d+ s ago, going to demo\.slack:post_message\)/,
    );
    expect(stdout.slice(stdout.indexOf('the log'))).not.toContain('would be');
    expect(stdout).toMatch(/chain intact: \d+ rows/);
    expect(stdout).toMatch(/oktsec: error: chain broken at row \d+/);
    expect(stdout).toContain('everything was as it should be');
    expect(stdout).not.toContain('\x1b[');
    await nothingIsLeft();
  });

  test('takes everything away when it is interrupted', async () => {
    const child = startDemo(root);
    await new Promise<void>((begun) =>
      child.stdout?.on('data', (text: Buffer) => String(text).includes('observe') && begun()),
    );
    if (process.platform === 'linux') await until(() => processesIn(temporary).length > 3);
    child.kill('SIGINT');
    const { signal } = await ended(child);
    expect(signal).toBe('SIGINT');
    await nothingIsLeft();
  });

  test('says nothing with --quiet when all went well', async () => {
    const { code, stdout, stderr } = await ended(startDemo(installed(), ['--quiet']));
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('has a home and a config of its own', async () => {
    const { code, stderr } = await ended(startDemo(root, ['--home', temporary]));
    expect(code).toBe(2);
    expect(stderr).toContain('oktsec: error: demo has a home and a config of its own');
  });
});

describe('the demo of an installed package', () => {
  test('works without the official servers, and says so', async () => {
    const { code, stdout, stderr } = await ended(startDemo(installed()));
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain('not installed here, skipped: @modelcontextprotocol/server-filesystem');
    expect(stdout).toContain('not installed here, skipped: @modelcontextprotocol/server-everything');
    expect(stdout).toContain('14 of 14 attacks stopped, 3 of 3 ordinary tasks undisturbed');
    await nothingIsLeft();
  });

  test('an attack that is not found is a failure', async () => {
    const folder = installed();
    cpSync(join(folder, 'dist', 'demo-notes.cjs'), join(folder, 'dist', 'demo-weather.cjs'));
    const { code, stdout, stderr } = await ended(startDemo(folder));
    expect(code).toBe(1);
    expect(stderr).toContain('oktsec: error: observe: a result leaks an API key: not in the log');
    expect(stdout).not.toContain('everything was as it should be');
    await nothingIsLeft();
  });

  test('a server that does not start is a failure, and what runs is ended', async () => {
    const folder = installed();
    writeFileSync(join(folder, 'dist', 'demo-weather.cjs'), 'process.exit(3);\n');
    const { code, stderr } = await ended(startDemo(folder));
    expect(code).toBe(2);
    expect(stderr).toContain('oktsec: error: the server weather behind oktsec: it ended with 3');
    await nothingIsLeft();
  });
});

/** The package as npm would install it: what is published and its dependencies, nothing else. */
function installed(): string {
  const folder = join(place, 'node_modules', 'oktsec');
  mkdirSync(folder, { recursive: true });
  for (const name of ['bin', 'dist', 'package.json']) cpSync(join(root, name), join(folder, name), { recursive: true });
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly dependencies: object;
  };
  for (const name of Object.keys(dependencies)) {
    mkdirSync(dirname(join(place, 'node_modules', name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(place, 'node_modules', name));
  }
  return folder;
}

function startDemo(folder: string, options: readonly string[] = []): ChildProcess {
  const env = { PATH: process.env.PATH, HOME: place, TMPDIR: temporary, LANG: 'C.UTF-8' };
  return spawn(process.execPath, [join(folder, 'bin', 'oktsec.js'), 'demo', ...options], { env, cwd: place });
}

function ended(
  child: ChildProcess,
): Promise<{ code: number | null; signal: string | null; stdout: string; stderr: string }> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (text) => (stdout += text));
  child.stderr?.on('data', (text) => (stderr += text));
  return new Promise((done) => child.on('close', (code, signal) => done({ code, signal, stdout, stderr })));
}

async function nothingIsLeft(): Promise<void> {
  expect(readdirSync(temporary)).toEqual([]);
  expect(readdirSync(place).filter((name) => name.startsWith('.'))).toEqual([]);
  await until(() => processesIn(temporary).length === 0);
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !holds(); tries += 1) await pause(50);
  expect(holds()).toBe(true);
}

/** Processes that were started with a folder below `folder` as their working directory. Linux only: elsewhere none are seen. */
function processesIn(folder: string): string[] {
  const ids = process.platform === 'linux' ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  return ids.filter((id) => {
    try {
      return readlinkSync(`/proc/${id}/cwd`).startsWith(folder);
    } catch {
      return false;
    }
  });
}
