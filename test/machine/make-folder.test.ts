import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeFolder } from '../../src/machine/make-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'oktsec-make-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('makes what is missing, each for its owner alone, and leaves what is there', () => {
  const path = join(root, 'a/b/c');
  makeFolder(path);
  expect(statSync(path).isDirectory()).toBe(true);
  expect(statSync(join(root, 'a/b')).mode & 0o777).toBe(0o700);
  writeFileSync(join(path, 'kept'), 'kept');
  makeFolder(path);
  expect(existsSync(join(path, 'kept'))).toBe(true);
});

it('says what failed where something stands in the way', () => {
  writeFileSync(join(root, 'file'), '');
  expect(() => makeFolder(join(root, 'file/below'))).toThrow(/ENOTDIR|EEXIST/);
});

it.skipIf(!existsSync('/proc/self'))('ends where nothing can be made, though the folder above is there', () => {
  expect(() => makeFolder('/proc/oktsec/home')).toThrow('ENOENT');
});
