import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePack } from '../../../../src/rules/parse.ts';
import { loadRuleSet, scanText, Work } from '../../../../src/rules/scan/scan.ts';
import { unitsOf } from '../../../../src/rules/scan/text/units.ts';
import { compileRules } from '../../../../src/rules/table/compile.ts';
import { Draft } from '../../../../src/rules/views/meant/draft.ts';
import { meant, meantIn } from '../../../../src/rules/views/meant/meant.ts';
import { reading } from './readings.ts';

const PACKS = join(import.meta.dirname, '../../../../rules');
const set = loadRuleSet(
  compileRules(
    readdirSync(PACKS)
      .filter((name) => name.endsWith('.yaml'))
      .flatMap((name) => parsePack(readFileSync(join(PACKS, name), 'utf8'), name)),
  ),
);
/** The severe rules that a call's argument meets. */
const held = (text: string): string[] =>
  scanText(set, 'tool_args', text, new Work())
    .filter(({ rule }) => rule.severity === 'high' || rule.severity === 'critical')
    .map(({ rule }) => rule.id);

describe('how a shell reads it', () => {
  test.each([
    ['X=/etc; cat $X/shadow', 'X=/etc; cat /etc/shadow'],
    ['D=~/.ssh && cat "$D"/id_rsa', 'D=~/.ssh && cat ~/.ssh/id_rsa'],
    ['A=/etc\nB=$A/shadow\ncat "$B"', 'A=/etc\nB=/etc/shadow\ncat "/etc/shadow"'],
    ['a=rm; b=-rf; $a $b ~', 'a=rm; b=-rf; rm -rf ~'],
    ['base=/; rm -rf ${base}*', 'base=/; rm -rf /*'],
    ['cat /e${x}tc/shadow', 'cat /etc/shadow'],
    ['cat ${Q:-/etc}/shadow', 'cat /etc/shadow'],
    ['p=/etc/shadow.bak; cat ${p%.bak}', 'p=/etc/shadow.bak; cat /etc/shadow'],
    [
      'for f in id_rsa config; do cat ~/.ssh/$f; done',
      'for f in id_rsa config; do cat ~/.ssh/id_rsa ~/.ssh/config; done',
    ],
    ['args=(-rf "$HOME"); rm "${args[@]}"', 'args=(-rf "$HOME"); rm -rf $HOME'],
    [
      'K=$HOME/.ssh\nfor k in "$K"/id_*; do cat "$k"; done',
      'K=$HOME/.ssh\nfor k in $HOME/.ssh/id_*; do cat "$HOME/.ssh/id_*"; done',
    ],
    ['f() { cat $1/shadow; }; f /etc', 'f() { cat /etc/shadow; }; f /etc'],
    ['bash -c "D=/etc; cat \\$D/shadow"', 'bash -c "D=/etc; cat /etc/shadow"'],
    ['eval "$(printf \'cat %s\' /etc/shadow)"', 'eval "cat /etc/shadow"'],
    ['rm -r"f" ~', 'rm -rf ~'],
    ['cat ~/.{ssh,aws}/x', 'cat ~/.ssh/x ~/.aws/x'],
    ['cd ~/.aws; cat credentials', 'cd ~/.aws; cat ~/.aws/credentials'],
    ['cd ~\ncd .ssh\ncat id_rsa', 'cd ~\ncd .ssh\ncat ~/.ssh/id_rsa'],
    ['(cd /etc && cat shadow); cat notes', '(cd /etc && cat /etc/shadow); cat notes'],
    ['tar -C ~ -cz .ssh', 'tar -C ~ -cz ~/.ssh'],
    ['env -C /etc cat shadow', 'env -C /etc cat /etc/shadow'],
    ['$d = "$HOME\\.ssh"; gc $d\\id_rsa', '$d = "$HOME\\.ssh"; gc $HOME\\.ssh\\id_rsa'],
    ['find ~/.ssh -type f -exec cat {} +', 'find ~/.ssh -type f -exec cat ~/.ssh/* +'],
    ['find / -name id_rsa | xargs cat', 'find / -name id_rsa | xargs cat /.ssh/id_rsa'],
    ['echo shadow | xargs -I% cat /etc/%', 'echo shadow | xargs -I% cat /etc/shadow'],
    ['echo shadow | while read f; do cat /etc/$f; done', 'echo shadow | while read f; do cat /etc/shadow; done'],
    ['printf "cat /etc/%s" shadow | sh', "printf 'cat /etc/shadow' | sh"],
    [': ${D:=/etc}; cat $D/shadow', ': ${D:=/etc}; cat /etc/shadow'],
    ['D := /etc\nall:\n\tcat $(D)/shadow', 'D := /etc\nall:\n\tcat /etc/shadow'],
  ])('%j', (text, plain) => {
    expect(reading(text)).toBe(plain);
  });

  test('a name is worth what it was given last, and nothing where that cannot be known', () => {
    expect(reading('d=/tmp; d=/etc; cat $d/x')).toBe('d=/tmp; d=/etc; cat /etc/x');
    expect(reading('d=/etc; d=$(mktemp -d); rm -rf $d')).toBe('d=/etc; d=$(mktemp -d); rm -rf $d');
    expect(reading('cat $d/shadow; d=/etc')).toBe('cat $d/shadow; d=/etc');
  });

  test('what a folder does not go for stays as it is', () => {
    for (const text of [
      'cd /etc && grep -r shadow',
      'cd build && rm -rf *',
      'cd ~/.ssh && ssh-add id_rsa',
      'cd - && cat shadow',
    ])
      expect(reading(text)).toBe(text);
  });
});

describe('how an interpreter reads it', () => {
  test.each([
    ["open(Path.home() / '.ssh' / 'id_rsa')", "open('~/.ssh/id_rsa')"],
    ["open(os.path.join(os.path.expanduser('~'), '.ssh', 'id_rsa'))", "open('~/.ssh/id_rsa')"],
    ['home = Path.home()\nshutil.rmtree(home)', "home = '~'\nshutil.rmtree('~')"],
    ["base = '/etc'\nopen(f'{base}/shadow')", "base = '/etc'\nopen(f'/etc/shadow')"],
    ['os.system(f"rm -rf {os.path.expanduser(\'~\')}")', 'os.system(f"rm -rf ~")'],
    ['$d = $HOME + "\\.ssh"; gc "$d\\id_rsa"', '$d = \'~\\.ssh\'; gc "~\\.ssh\\id_rsa"'],
    ["open('/etc/{}'.format('shadow'))", "open('/etc/shadow')"],
    ["os.chdir('/etc')\nopen('shadow')", "os.chdir('/etc')\nopen('/etc/shadow')"],
    ["read(path.join(os.homedir(), '.aws', 'credentials'))", "read('~/.aws/credentials')"],
    ['read(`${os.homedir()}/.netrc`)', 'read(`~/.netrc`)'],
    ["['', 'etc', 'shadow'].join('/')", "'/etc/shadow'"],
    ["File.read(File.join(Dir.home, '.netrc'))", "File.read('~/.netrc')"],
    ['os.ReadFile(filepath.Join(home, ".ssh", "id_rsa"))', "os.ReadFile(filepath.Join(home, '.ssh/id_rsa'))"],
    ['dirs::home_dir().unwrap().join(".ssh").join("id_rsa")', "'~/.ssh/id_rsa'"],
    ["run(['rm', '-rf', '/'])", 'run([\nrm -rf /\n])'],
    ["spawn('systemctl', ['stop', 'auditd'])", 'spawn(\nsystemctl stop auditd\n])'],
    ['{"command": "rm", "args": ["-rf", "/"]}', '{"command": \nrm -rf /\n]}'],
    ['Command::new("rm").arg("-rf").arg("/").spawn()', 'Command::new(\nrm -rf /\n).spawn()'],
  ])('%j', (text, plain) => {
    expect(reading(text)).toBe(plain);
  });

  test.each([
    "path.join(__dirname, 'dist', 'index.js')",
    "os.path.join(base, 'src', 'main.py')",
    "import { a, b } from './x.js'; const c = a + b;",
    "const names = ['alpha', 'beta', 'gamma'];",
    'print("%s of %s" % (done, all))',
  ])('%s stays as it is', (text) => {
    expect(reading(text)).toBe(text);
  });
});

describe('rules see it', () => {
  test.each([
    ['X=/etc; cat $X/shadow', 'PATH-002'],
    ['T=~; rm -rf $T', 'CMD-007'],
    ['verb=stop; systemctl $verb auditd', 'CMD-016'],
    ['G=sudo\nadduser anna $G', 'CMD-017'],
    ['flag=--privileged; docker run $flag alpine', 'CMD-015'],
    ['o=.oktsec; rm -rf ~/$o', 'SELF-002'],
    ['cd / && rm -rf etc usr', 'CMD-007'],
    ['find ~/.ssh -type f | xargs cat', 'PATH-002'],
    ['echo stop auditd | xargs systemctl', 'CMD-016'],
    ['cd ~ && cp /tmp/p.json .cursor/mcp.json', 'SELF-004'],
    ["subprocess.run(['auditctl', '-e', '0'])", 'CMD-030'],
    ["subprocess.run(['oktsec', 'unwrap', 'cursor'])", 'SELF-001'],
    ["(Path.home() / '.ssh' / 'id_rsa').read_text()", 'PATH-002'],
    ['home = Path.home()\nshutil.rmtree(home)', 'CMD-025'],
  ])('%j: %s', (text, rule) => {
    expect(held(text)).toContain(rule);
  });

  test.each([
    'PREFIX=/usr/local\ninstall -m 755 tool $PREFIX/bin/tool',
    'TMP=$(mktemp -d)\ntrap \'rm -rf "$TMP"\' EXIT\ncd "$TMP" && tar xzf ~/a.tgz',
    'cd "$(dirname "$0")/.." && rm -rf dist build',
    'BUILD=build; rm -rf "$BUILD" && mkdir -p $BUILD/out',
    'for f in *.c; do cc -c $f -o ${f%.c}.o; done',
    'DESTDIR =\nclean:\n\trm -rf $(DESTDIR)/opt/tool $(OBJS)',
    "config = Path.home() / '.config' / 'tool' / 'settings.toml'",
    "subprocess.run(['git', 'status', '--short'], check=True)",
    "spawn('docker', ['run', '--rm', '-v', `${cwd}:/src`, 'node:24', 'npm', 'test'])",
    'cd ~/src/tool && git pull && make test',
    "find . -name '*.pyc' | xargs rm -f",
    'find ~/.ssh -type f -exec chmod 600 {} +',
    "find src -name '*.ts' -exec grep -l TODO {} +",
    'git ls-files | xargs wc -l | tail -n 1',
  ])('%j: none', (text) => {
    expect(held(text)).toEqual([]);
  });

  test('what is found ends where that ends which stands for it', () => {
    const text = 'X=/etc; cat $X/shadow';
    const [hit] = scanText(set, 'tool_args', text, new Work()).filter(({ rule }) => rule.id === 'PATH-002');
    expect(text.slice(hit?.start, hit?.end)).toContain('$X/shadow');
  });
});

test('a draft reads as the text does with its edits', () => {
  const step = fc.array(fc.tuple(fc.nat(5), fc.nat(4), fc.string({ maxLength: 4 })), { maxLength: 6 });
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 60 }), fc.array(step, { maxLength: 3 }), (text, turns) => {
      const draft = new Draft(text);
      for (const turn of turns) {
        let at = 0;
        const edits = turn.flatMap(([skip, size, piece]) => {
          const start = at + skip;
          at = start + size;
          return at > draft.text.length ? [] : [{ start, end: at, piece }];
        });
        draft.apply(edits);
        let [read, from] = ['', 0];
        for (const { start, end, piece } of draft.edits) {
          expect(start).toBeGreaterThanOrEqual(from);
          read += text.slice(from, start) + piece;
          from = end;
        }
        expect(read + text.slice(from)).toBe(draft.text);
      }
    }),
  );
});

test('any text can be read, and one that says nothing otherwise has no edits', () => {
  const word = fc.constantFrom(
    '$a',
    'a=/etc',
    "'x'",
    'cd ',
    '/',
    '{a,b}',
    '(',
    ')',
    '"',
    ' ',
    '\n',
    ';',
    'join(',
    '$(echo ',
    '.',
    '+',
    '~',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), (words) => {
      const text = words.join('');
      const edits = meantIn(text, unitsOf(text));
      expect(meant(text, edits, 0).text === text).toBe(
        edits.every(({ start, end, piece }) => text.slice(start, end) === piece),
      );
    }),
  );
  expect(
    meantIn(
      'The price rose by $5, and (as "planned") the cd was sold.',
      unitsOf('The price rose by $5, and (as "planned") the cd was sold.'),
    ),
  ).toEqual([]);
});
