import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { KEYS } from '../src/config/schema.ts';
import { DECISIONS } from '../src/policy/decisions.ts';
import { CATEGORIES } from '../src/rules/rule.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
/** What rooms say of themselves. */
const rooms = globSync('src/*/README.md', { cwd: root });

describe('ARCHITECTURE.md and what rooms say of themselves', () => {
  test('has every key of the config, and so has the example', () => {
    const config = roomText('config');
    const example = readFileSync(join(root, 'oktsec.example.yaml'), 'utf8');
    for (const key of [...KEYS.values()].flat()) {
      expect(config, `no word on ${key}`).toMatch(new RegExp(`^\\|[^|]*\\b${key}\\b`, 'm'));
      expect(example, `no example of ${key}`).toMatch(new RegExp(`^[ #-]*(?:\\{ *)?${key}:`, 'm'));
    }
  });

  test('has every decision with its action and status', () => {
    for (const [decision, { action, status }] of Object.entries(DECISIONS)) {
      const [row = ''] = roomText('policy').match(new RegExp(`^\\|[^|]*\`${decision}\`.*$`, 'm')) ?? [];
      expect(row, decision).toContain(`| ${action} | ${status} |`);
    }
  });

  test('has every category and every table of the log', () => {
    for (const category of CATEGORIES) expect(roomText('rules')).toContain(category);
    const schema = readFileSync(join(root, 'src/store/migrations.ts'), 'utf8');
    for (const [, table = ''] of schema.matchAll(/^CREATE TABLE (\w+)/gm)) {
      expect(roomText('store'), `no word on the table ${table}`).toContain(`\`${table}\``);
    }
  });

  test('names files that are there, and every folder of the sources', () => {
    const [tree = ''] = section('The house').match(/^```\n[\s\S]*?^```$/m) ?? [];
    for (const [name] of tree.matchAll(/[a-z-]+\.ts\b/g)) expect(existsSync(join(root, 'src', name)), name).toBe(true);
    const folders = readdirSync(join(root, 'src')).filter((name) => statSync(join(root, 'src', name)).isDirectory());
    for (const name of folders.filter((one) => globSync(`src/${one}/**/*.ts`, { cwd: root }).length > 0)) {
      expect(tree).toContain(`  ${name}/ `);
    }
    for (const name of ['rules', 'test', 'bench', 'bin']) expect(existsSync(join(root, name))).toBe(true);
  });

  test.each(rooms)('%s names files and folders that are there, and links to them', (room) => {
    const said = readFileSync(join(root, room), 'utf8');
    expect(text, 'ARCHITECTURE.md has no link to it').toContain(`](${room})`);
    for (const [, name = ''] of said.matchAll(/`((?:[\w.-]+\/)*[\w.-]+\.ts|(?:[\w-]+\/)+)`/g)) {
      const here = globSync([`${dirname(room)}/**/${name}`, name, `{src,src/rules,src/guard}/${name}`], { cwd: root });
      expect(here, name).not.toEqual([]);
    }
    for (const [, target = ''] of said.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
      expect(existsSync(join(root, dirname(room), target)), target).toBe(true);
    }
  });
});

test('CONTRIBUTING.md sends nobody to a file that is not there', () => {
  const said = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
  const named = [...said.matchAll(/`((?:src|test|scripts|rules)\/[\w./-]+)`/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !existsSync(join(root, name)))).toEqual([]);
});

function roomText(name: string): string {
  return readFileSync(join(root, 'src', name, 'README.md'), 'utf8');
}

function section(title: string): string {
  return text.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';
}
