import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OktsecError } from '../../src/errors.ts';
import { killTree, otherReaders, windowsCommand } from '../../src/machine/windows-command.ts';

const FILES = ['C:\\Program Files\\nodejs\\npx.cmd', 'C:\\Program Files\\nodejs\\node.exe', 'D:\\tools\\run.bat'];
const world = {
  env: {
    Path: 'C:\\Windows;C:\\Program Files\\nodejs\\',
    PATHEXT: '.com;.exe;.bat;.cmd',
    ComSpec: 'C:\\Windows\\System32\\cmd.exe',
  },
  exists: (path: string) => FILES.some((file) => file.toLowerCase() === path.toLowerCase()),
};

/** What cmd.exe makes of a line: `^` takes the next character as it is, `%` and what else it acts on would be left bare. */
function afterCmd(line: string): { readonly text: string; readonly bare: string } {
  let text = '';
  let bare = '';
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at] ?? '';
    if (char === '^') {
      at += 1;
      text += line[at] ?? '';
      continue;
    }
    if ('()][%!"`<>&|;,*?'.includes(char)) bare += char;
    text += char;
  }
  return { text, bare };
}

/** What the C runtime makes of a line: backslashes count only before a quote. */
function words(line: string): string[] {
  const out: string[] = [];
  let word: string | undefined;
  let inside = false;
  for (let at = 0; at < line.length; at += 1) {
    const slashes = /^\\*/.exec(line.slice(at))?.[0].length ?? 0;
    if (slashes > 0 && line[at + slashes] === '"') {
      word = `${word ?? ''}${'\\'.repeat(Math.floor(slashes / 2))}`;
      at += slashes;
      if (slashes % 2 === 1) word += '"';
      else inside = !inside;
    } else if (line[at] === '"') {
      inside = !inside;
      word ??= '';
    } else if (line[at] === ' ' && !inside) {
      if (word !== undefined) out.push(word);
      word = undefined;
    } else word = (word ?? '') + (line[at] ?? '');
  }
  return word === undefined ? out : [...out, word];
}

describe('case 227: a command on Windows', () => {
  test('npx is npx.cmd, and goes to cmd.exe as one quoted line', () => {
    const { file, args, verbatim } = windowsCommand('npx', ['-y', 'a b'], world);
    expect({ file, verbatim }).toEqual({ file: world.env.ComSpec, verbatim: true });
    expect(args.slice(0, 3)).toEqual(['/d', '/s', '/c']);
    expect(args[3]).toMatch(/^".*npx\.cmd .*"$/);
  });

  test('a program is started as it is', () => {
    expect(windowsCommand('node', ['& calc'], world)).toEqual({ file: FILES[1], args: ['& calc'], verbatim: false });
    expect(windowsCommand('nowhere', [], world)).toEqual({ file: 'nowhere', args: [], verbatim: false });
  });

  test('the working directory is not looked at: a repository could bring an npx.cmd', () => {
    const here = {
      env: { PATH: '.;C:\\Windows' },
      exists: (path: string) => path === '.\\npx.cmd' || path === 'npx.cmd',
    };
    expect(windowsCommand('npx', [], here).verbatim).toBe(false);
  });

  test('nothing that cmd.exe acts on is left bare, in either of its readings, and the words come out as they went in', () => {
    const word = fc.oneof(
      fc.constantFrom('& calc', '%PATH%', '" & calc & "', '^', 'a\\', 'a\\"', '!x!', '|', '>out', ''),
      fc.string({ maxLength: 12 }).filter((text) => !/[\0\r\n]/.test(text)),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), (args) => {
        const line = windowsCommand('npx', args, world).args[3]?.slice(1, -1) ?? '';
        const once = afterCmd(line);
        expect(once.bare).toBe('');
        const handed = once.text.slice('C:\\Program Files\\nodejs\\npx.cmd'.length);
        const twice = afterCmd(handed);
        expect(twice.bare).toBe('');
        expect(words(twice.text)).toEqual(args);
      }),
    );
  });

  test('a line end, which nothing can escape, is refused', () => {
    expect(() => windowsCommand('npx', ['a\r\ncalc'], world)).toThrow(OktsecError);
  });
});

test('case 228: without signals and groups, a server is ended with all it started', () => {
  expect(killTree(4711)).toEqual(['taskkill', '/T', '/F', '/PID', '4711']);
});

test('case 229: others who may read a key are found in what icacls says', () => {
  const path = 'C:\\Users\\me\\.oktsec\\instance.key';
  const said = [
    `${path} NT AUTHORITY\\SYSTEM:(I)(F)`,
    '                                  BUILTIN\\Administrators:(I)(F)',
    '                                  PC\\me:(I)(F)',
    '                                  BUILTIN\\Users:(I)(RX)',
    '                                  PC\\guest:(DENY)(R)',
    '                                  Everyone:(R,W)',
    '',
    'Successfully processed 1 files; Failed processing 0 files',
  ].join('\r\n');
  expect(otherReaders(said, path, 'me')).toEqual(['BUILTIN\\Users', 'Everyone']);
});
