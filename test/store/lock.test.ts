import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { withLock } from '../../src/store/lock.ts';

const lock = fileURLToPath(new URL('../../src/store/lock.ts', import.meta.url));

function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'oktsec-lock-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return home;
}

/** A process that takes the lock and keeps it. */
async function holder(home: string) {
  const script = `
    const { withLock } = await import('${lock}');
    await withLock('${home}', 'config', async () => {
      process.stdout.write('has it');
      await new Promise((done) => setTimeout(done, 20_000));
    });
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

test('who waits too long is told for whom, and one that was killed leaves nothing behind', async () => {
  const home = newHome();
  const child = await holder(home);
  const work = async () => 'done';
  await expect(withLock(home, 'config', work, 60)).rejects.toMatchObject({
    code: 'busy',
    message: expect.stringContaining(`another oktsec (process ${child.pid}) does not finish`),
  });
  expect(await withLock(home, 'keys', work, 60)).toBe('done');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await withLock(home, 'config', work, 60)).toBe('done');
});

test('within one process, too, one comes after the other, and a failure gives the lock back', async () => {
  const home = newHome();
  let inside = 0;
  const turns = Array.from({ length: 5 }, (_, turn) =>
    withLock(home, 'config', async () => {
      inside += 1;
      await new Promise((done) => setTimeout(done, 5));
      expect(inside).toBe(1);
      inside -= 1;
      if (turn % 2 === 0) throw new Error('failed');
      return turn;
    }).catch(() => 'failed'),
  );
  expect((await Promise.all(turns)).sort()).toEqual([1, 3, 'failed', 'failed', 'failed']);
});

test('nobody else may look at it', async () => {
  const home = newHome();
  await withLock(home, 'config', async () => undefined);
  expect(statSync(join(home, 'locks')).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(join(home, 'locks')))
    expect(statSync(join(home, 'locks', name)).mode & 0o777).toBe(0o600);
});
