import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bake } from '../../scripts/bake-rules.ts';
import { compilePacks, loadBundled } from '../../src/files/config/rule-packs.ts';
import { scanText, Work } from '../../src/rules/scan/scan.ts';
import { INJECTION, ruleText } from './rules.ts';

let folder: string;
beforeEach(() => {
  bake();
  folder = mkdtempSync(join(tmpdir(), 'oktsec-rules-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("the user's rules are added to the bundled ones", async () => {
  writeFileSync(join(folder, 'mine.yaml'), ruleText({ id: 'MINE-001', patterns: ['zanzibar-\\d{4}'] }), {
    mode: 0o600,
  });
  const { table, files } = await compilePacks([folder]);
  const set = loadBundled(table);
  expect(files).toEqual([join(folder, 'mine.yaml')]);
  expect(set.rules.size).toBe(loadBundled().rules.size + 1);
  expect(scanText(set, 'prompt', 'zanzibar-1234', new Work()).map((hit) => hit.rule.id)).toEqual(['MINE-001']);
});

test('case 231: a pack cannot override a built-in rule', async () => {
  const [id] = loadBundled().rules.keys();
  writeFileSync(join(folder, 'mine.yaml'), ruleText({ id, patterns: [INJECTION] }), { mode: 0o600 });
  await expect(compilePacks([folder])).rejects.toThrow(`rule ${id} exists already in the bundled rules`);
});

test('case 62: a broken pattern is named with file and line', async () => {
  writeFileSync(join(folder, 'mine.yaml'), `\n${ruleText({ patterns: ['(a+)+$'] })}`, { mode: 0o600 });
  await expect(compilePacks([folder])).rejects.toThrow(`${join(folder, 'mine.yaml')}:2:`);
});

test('a folder or a file that others can write to is refused, and so is a link', async () => {
  const path = join(folder, 'mine.yaml');
  writeFileSync(path, ruleText({ patterns: [INJECTION] }));
  chmodSync(path, 0o666);
  await expect(compilePacks([folder])).rejects.toThrow('can be written by others');
  rmSync(path);
  symlinkSync('/etc/hostname', path);
  await expect(compilePacks([folder])).rejects.toThrow('no ordinary file');
  rmSync(path);
  mkdirSync(path);
  await expect(compilePacks([folder])).rejects.toThrow('no ordinary file');
  rmSync(path, { recursive: true });
  chmodSync(folder, 0o777);
  await expect(compilePacks([folder])).rejects.toThrow('can be written by others');
});

test('a folder that is not there is an error', async () => {
  await expect(compilePacks([join(folder, 'none')])).rejects.toMatchObject({
    message: expect.stringContaining('none": there is no such file or folder (ENOENT)'),
    hint: 'make it, or take its folder out of rules_dir in the config',
  });
});
