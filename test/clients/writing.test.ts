import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { editForeign } from '../../src/files/foreign-file.ts';
import { Machine } from './machine.ts';

const CONFIG = `{
  // mine
  "mcpServers": { "files": { "command": "npx", "args": ["-y", "files"] }, "other": { "command": "x" } }
}
`;

function wrapIn(machine: Machine, env: Readonly<Record<string, string>>): void {
  const preload = ['--require', resolve('test/fixtures/commands/killed-at.cjs')];
  const command = [...preload, resolve('bin/oktsec.js'), 'wrap', 'cursor', '--no-proof'];
  spawnSync(process.execPath, command, {
    env: { PATH: process.env.PATH, HOME: machine.userHome, ...env },
    cwd: machine.cwd,
  });
}

test('case 201: killed at any call of wrap that changes something, the file is the old or the new one', async () => {
  const counted = new Machine();
  counted.put('.cursor/mcp.json', CONFIG);
  const count = join(counted.folder, 'count');
  wrapIn(counted, { COUNT_TO: count });
  const wrapped = counted.read('.cursor/mcp.json').replaceAll(counted.userHome, 'HOME');
  expect(wrapped).toContain('proxy');
  const calls = Number(readFileSync(count, 'utf8'));
  expect(calls).toBeGreaterThan(20);
  const seen = new Set<string>();
  for (let at = 1; at <= calls; at += 1) {
    const machine = new Machine();
    machine.put('.cursor/mcp.json', CONFIG);
    wrapIn(machine, { KILL_AT: String(at) });
    const text = machine.read('.cursor/mcp.json').replaceAll(machine.userHome, 'HOME');
    expect([CONFIG, wrapped]).toContain(text);
    seen.add(text);
    // Whatever it left can be gone on with, taken back, and lies nowhere about.
    expect(await machine.run(['wrap', 'cursor', '--no-proof'])).toMatchObject({ code: 0, err: '' });
    expect(machine.read('.cursor/mcp.json').replaceAll(machine.userHome, 'HOME')).toBe(wrapped);
    expect(await machine.run(['unwrap', 'cursor'], { types: 'UNWRAP' })).toMatchObject({ code: 0 });
    expect(machine.read('.cursor/mcp.json')).toBe(CONFIG);
    expect(readdirSync(join(machine.userHome, '.cursor'))).toEqual(['mcp.json']);
  }
  expect(seen.size).toBe(2);
}, 300_000);

function foreign(): { readonly path: string; readonly backups: string } {
  const machine = new Machine();
  return { path: machine.put('.cursor/mcp.json', 'old'), backups: join(machine.home, 'backups') };
}

test('case 202: what the client writes between reading and renaming is not lost', async () => {
  const { path, backups } = foreign();
  let times = 0;
  const edit = async (bytes: Buffer) => {
    times += 1;
    if (times === 1) writeFileSync(path, 'old, and the client');
    return Buffer.from(`${bytes}, and ours`);
  };
  expect(await editForeign({ path, backups, edit })).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe('old, and the client, and ours');
});

test('case 202: a client that writes all the time is left alone after three tries', async () => {
  const { path, backups } = foreign();
  let times = 0;
  const edit = async (bytes: Buffer) => {
    times += 1;
    writeFileSync(path, `write ${times}`);
    return Buffer.from(`${bytes}, and ours`);
  };
  await expect(editForeign({ path, backups, edit })).rejects.toMatchObject({
    code: 'client_file',
    message: expect.stringContaining('somebody else keeps writing it'),
    exit: 2,
  });
  expect(times).toBe(3);
  expect(readFileSync(path, 'utf8')).toBe('write 3');
});

test('an entry whose command became another one while it was looked at is left as it is', async () => {
  const machine = new Machine();
  machine.put('.cursor/mcp.json', CONFIG);
  const changes = '.cursor/mcp.json';
  const server = machine.put(
    'changes.cjs',
    `require('fs').writeFileSync(${JSON.stringify(join(machine.userHome, changes))}, '{"mcpServers":{"files":{"command":"another"}}}')`,
  );
  machine.put(changes, { mcpServers: { files: { command: process.execPath, args: [server] } } });
  const { out } = await machine.run(['wrap', 'cursor']);
  expect(out).toContain('its entry was changed meanwhile');
  expect(machine.read(changes)).toBe('{"mcpServers":{"files":{"command":"another"}}}');
});

test('case 210: a folder that cannot be written is exit 2, and the original stands', async ({ skip }) => {
  const machine = new Machine();
  const folder = mounted(machine, 'size=1m') ?? skip('only root can mount');
  writeFileSync(join(folder, 'mcp.json'), CONFIG);
  execFileSync('mount', ['-o', 'remount,ro', folder]);
  const ran = await machine.run(['wrap', 'cursor', '--no-proof']);
  expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('(EROFS)') });
  expect(machine.read('.cursor/mcp.json')).toBe(CONFIG);
});

test('case 210: a disk that is full is exit 2, and the original stands', async ({ skip }) => {
  const machine = new Machine();
  const folder = mounted(machine, 'size=16k') ?? skip('only root can mount');
  const text = `// ${'x'.repeat(10_000)}\n${CONFIG}`;
  writeFileSync(join(folder, 'mcp.json'), text);
  const ran = await machine.run(['wrap', 'cursor', '--no-proof']);
  expect(ran).toMatchObject({
    code: 2,
    err: expect.stringContaining('could not be written: the disk is full (ENOSPC)'),
  });
  expect(machine.read('.cursor/mcp.json')).toBe(text);
  expect(readdirSync(folder)).toEqual(['mcp.json']);
});

/** A small disk of its own in the place of ~/.cursor. */
function mounted(machine: Machine, options: string): string | undefined {
  const folder = join(machine.folder, 'disk');
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `${options},mode=700`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  symlinkSync(folder, join(machine.userHome, '.cursor'));
  return folder;
}
