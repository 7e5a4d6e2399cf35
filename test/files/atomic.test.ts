import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createFile, replaceFile } from '../../src/files/atomic.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'oktsec-atomic-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test('a new file has the given mode, an old one keeps its own', () => {
  const path = join(folder(), 'a');
  replaceFile(path, 'one');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  chmodSync(path, 0o640);
  replaceFile(path, Buffer.from('two'), 0o644);
  expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual(['two', 0o640]);
});

test.skipIf(process.getuid?.() !== 0)('the group of a file stays, and so may who is in it', () => {
  const path = join(folder(), 'a');
  writeFileSync(path, 'one');
  chmodSync(path, 0o660);
  chownSync(path, 0, 4711);
  replaceFile(path, 'two');
  const { uid, gid, mode } = statSync(path);
  expect([uid, gid, mode & 0o777]).toEqual([0, 4711, 0o660]);
});

test('case 200: through a symlink the target is replaced and the link stays', () => {
  const at = folder();
  writeFileSync(join(at, 'real'), 'one');
  symlinkSync('real', join(at, 'link'));
  replaceFile(join(at, 'link'), 'two');
  expect(lstatSync(join(at, 'link')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(at, 'real'), 'utf8')).toBe('two');
});

test('a failure leaves what was there and nothing beside it', () => {
  const at = folder();
  writeFileSync(join(at, 'a'), 'one');
  expect(() => replaceFile(join(at, 'a', 'b'), 'two')).toThrow();
  expect(() => replaceFile(at, 'two')).toThrow();
  expect(readFileSync(join(at, 'a'), 'utf8')).toBe('one');
  expect(readdirSync(at)).toEqual(['a']);
});

test('a file is made whole, and nothing that stands there is touched or followed', () => {
  const at = folder();
  createFile(join(at, 'new'), 'one');
  expect([readFileSync(join(at, 'new'), 'utf8'), statSync(join(at, 'new')).mode & 0o777]).toEqual(['one', 0o600]);
  symlinkSync(join(at, 'nowhere'), join(at, 'link'));
  for (const name of ['new', 'link'])
    expect(() => createFile(join(at, name), 'two')).toThrow(expect.objectContaining({ code: 'EEXIST' }));
  expect(readFileSync(join(at, 'new'), 'utf8')).toBe('one');
  expect(readdirSync(at).sort()).toEqual(['link', 'new']);
});
