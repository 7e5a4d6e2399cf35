import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { KEYS } from '../src/config/schema.ts';
import { DECISIONS } from '../src/policy/decisions.ts';
import { CATEGORIES } from '../src/rules/rule.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');

describe('ARCHITECTURE.md', () => {
  test('has every key of the config, and so has the example', () => {
    const config = section('Config');
    const example = readFileSync(join(root, 'oktsec.example.yaml'), 'utf8');
    for (const key of [...KEYS.values()].flat()) {
      expect(config, `no word on ${key}`).toMatch(new RegExp(`^\\|[^|]*\\b${key}\\b`, 'm'));
      expect(example, `no example of ${key}`).toMatch(new RegExp(`^[ #-]*(?:\\{ *)?${key}:`, 'm'));
    }
  });

  test('has every decision with its action and status', () => {
    for (const [decision, { action, status }] of Object.entries(DECISIONS)) {
      const [row = ''] = section('The one table').match(new RegExp(`^\\|[^|]*\`${decision}\`.*$`, 'm')) ?? [];
      expect(row, decision).toContain(`| ${action} | ${status} |`);
    }
  });

  test('has every category and every table of the log', () => {
    for (const category of CATEGORIES) expect(section('Rules')).toContain(category);
    const schema = readFileSync(join(root, 'src/store/migrations.ts'), 'utf8');
    for (const [, table = ''] of schema.matchAll(/^CREATE TABLE (\w+)/gm)) {
      expect(section('The log'), `no word on the table ${table}`).toContain(`\`${table}\``);
    }
  });

  test('names files that are there, and every folder of the sources', () => {
    const [tree = ''] = section('The house').match(/^```\n[\s\S]*?^```$/m) ?? [];
    let folder = 'src';
    for (const line of tree.split('\n')) {
      folder = /^ {2}([a-z]+)\/ /.exec(line)?.[1] ?? (/^ {2}[a-z]+-?[a-z]*\.ts/.test(line) ? '' : folder);
      for (const [name] of line.matchAll(/[a-z-]+\.ts\b/g)) {
        expect(globSync(`src/${folder}/**/${name}`, { cwd: root }), `${folder}/${name}`).not.toEqual([]);
      }
    }
    const folders = readdirSync(join(root, 'src')).filter((name) => statSync(join(root, 'src', name)).isDirectory());
    for (const name of folders.filter((one) => globSync(`src/${one}/**/*.ts`, { cwd: root }).length > 0)) {
      expect(tree).toContain(`  ${name}/ `);
    }
    for (const name of ['rules', 'test', 'bench', 'bin']) expect(existsSync(join(root, name))).toBe(true);
  });
});

function section(title: string): string {
  return text.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';
}
