import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLIENTS } from '../src/clients/index.ts';
import { WEBHOOK_FORMATS } from '../src/config/config.ts';
import { refusal } from '../src/proxy/session/refusing/answers.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
let home: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'oktsec-test-readme-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('the README', () => {
  test('shows a wrapped entry that starts the very server of the bare one', () => {
    const [bare, wrapped] = blocks('json').slice(0, 2).map(entry);
    const split = wrapped?.args.indexOf('--') ?? 0;
    expect(wrapped?.command).toMatch(/\/node$/);
    expect(wrapped?.args.slice(0, 2)).toEqual([expect.stringMatching(/\/bin\/oktsec\.js$/), 'proxy']);
    expect(wrapped?.args.slice(split + 1)).toEqual([bare?.command, ...(bare?.args ?? [])]);
  });

  test('shows a refusal as the wire has it', () => {
    const shown = blocks('json')[2]?.trim();
    const reason = {
      decision: 'content_blocked',
      what: 'CRED-021 (Private key)',
      ref: '7F3KQ2',
      held: false,
      command: 'oktsec',
    };
    const answer = refusal({ method: 'tools/call', id: '7', revision: undefined }, reason);
    expect(new TextDecoder().decode(answer).trim()).toBe(shown);
  });

  test('has commands that work as printed, on a home with traffic and on the config it shows', () => {
    const hello = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}\n';
    const server = ['node', join(root, 'dist', 'demo-notes.cjs')];
    expect(oktsec(['proxy', '--agent', 'cursor.filesystem', '--', ...server], hello).status).toBe(0);
    // They run in a folder of their own: one writes a file where it stands, one reads this very text.
    copyFileSync(join(root, 'README.md'), join(home, 'README.md'));
    for (const line of commands('sh')) {
      const { status, stderr } = oktsec(words(line));
      expect(`${line}: ${/error: .*/.exec(stderr)?.[0] ?? ''}`).toBe(`${line}: `);
      expect(`${line}: ${status}`).toBe(`${line}: ${/# exits (\d)/.exec(line)?.[1] ?? 0}`);
    }
  });

  test('has a config and a rule file that hold', () => {
    const folder = join(home, 'own');
    mkdirSync(join(folder, 'rules'), { recursive: true });
    const [pack = '', config = '', told = ''] = blocks('yaml');
    writeFileSync(join(folder, 'rules', 'acme.yaml'), pack);
    writeFileSync(join(folder, 'oktsec.yaml'), config);
    const own = ['--config', join(folder, 'oktsec.yaml'), '--home', folder];
    expect(oktsec([...own, 'verify'])).toMatchObject({ status: 0, stderr: '' });
    writeFileSync(join(folder, 'told.yaml'), told);
    const telling = ['--config', join(folder, 'told.yaml'), '--home', folder];
    expect(oktsec([...telling, 'verify'])).toMatchObject({ status: 0, stderr: '' });
    expect(oktsec([...own, 'rules', '--explain', 'ACME-001']).stdout).toContain('Internal project name');
  });

  test('names only options that there are, in the commands that ask or need a reference', () => {
    for (const line of commands('console').filter((one) => one.startsWith('oktsec '))) {
      const given = words(line);
      const [name = '', second = ''] = given.filter((word) => !word.startsWith('--'));
      const own = oktsec([name, '--help']);
      const listed = own.stdout.split('\ncommands:\n')[1] ?? '';
      const subcommands = [...listed.matchAll(/^ {2}(\S+)/gm)].flatMap(([, names = '']) => names.split('|'));
      const help = subcommands.includes(second) ? oktsec([name, second, '--help']) : own;
      expect(help.status).toBe(0);
      for (const option of given.filter((word) => word.startsWith('--'))) expect(help.stdout).toContain(option);
    }
  });

  test('counts the clients that are known, and names the formats of webhooks', () => {
    expect(readme).toContain(`${CLIENTS.length} clients are known`);
    const formats = WEBHOOK_FORMATS.map((format) => `\`${format}\``).join(', ');
    expect(readme).toContain(`Formats: ${formats}.`);
  });

  test('has npm scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly scripts: object };
    const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? '');
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining([...named, 'start', 'test']));
  });

  test('shows a use of the library that runs', () => {
    const [code = ''] = blocks('js');
    const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^(?:quarantine|block) \[ '[A-Z]+-\d+ 1:\d+/);
  });

  test('links to files that are there', () => {
    for (const name of ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md']) {
      const text = readFileSync(join(root, name), 'utf8');
      for (const [, target = ''] of text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
        expect(() => readFileSync(join(root, target)), `${name} links to ${target}`).not.toThrow();
      }
    }
  });
});

function oktsec(args: readonly string[], input = ''): { status: number | null; stdout: string; stderr: string } {
  const env = { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, HOME: home, LANG: 'C.UTF-8' };
  return spawnSync(process.execPath, [join(root, 'bin', 'oktsec.js'), ...args], {
    cwd: home,
    env,
    input,
    encoding: 'utf8',
  });
}

/** The fenced blocks of one language. */
function blocks(language: string): string[] {
  return [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter((match) => match[1] === language)
    .map((match) => match[2] ?? '');
}

/** Their command lines, without the prompt. */
function commands(language: string): string[] {
  return blocks(language)
    .flatMap((block) => block.split('\n'))
    .map((line) => line.replace(/^\$ /, '').trim())
    .filter((line) => line !== '');
}

/** The arguments after `oktsec`, as a shell would give them. */
function words(line: string): string[] {
  return [...line.replace(/\s+#.*$/, '').matchAll(/"([^"]*)"|(\S+)/g)]
    .map((match) => match[1] ?? match[2] ?? '')
    .slice(1);
}

function entry(json: string): { readonly command: string; readonly args: readonly string[] } {
  const { mcpServers } = JSON.parse(json) as {
    readonly mcpServers: { readonly filesystem: { command: string; args: string[] } };
  };
  return mcpServers.filesystem;
}
