/**
 * What a server's command line really starts, behind the launchers people put in front: `npx -y`, `uvx --from`,
 * `docker run`, `cmd /c`, `sudo`, `env`.
 */
export type Launch = {
  /** The program that is asked to fetch or start something: `npx`, `docker`, `node`; else the command itself. */
  readonly runner: string;
  /** A package that is fetched from a registry, as it is named there. */
  readonly package?: Package | undefined;
  readonly image?: Image | undefined;
  /** A script file or a module that an interpreter is given. */
  readonly script?: string | undefined;
  /** A line for a shell: `sh -c LINE`. */
  readonly line?: string | undefined;
  /** Runs as another user. */
  readonly sudo: boolean;
  /** What stands behind the thing that is started. */
  readonly args: readonly string[];
};

export type Package = {
  readonly registry: 'npm' | 'pypi';
  readonly name: string;
  /** As it is written: `1.2.3`, `latest`, `^2`; absent: whatever is newest. */
  readonly version?: string | undefined;
  /** Exactly one version, or one commit. */
  readonly pinned: boolean;
};

export type Image = {
  readonly name: string;
  readonly tag?: string | undefined;
  readonly digest?: string | undefined;
  /** Options of `docker run`, with their values. */
  readonly options: readonly (readonly [name: string, value: string])[];
};

const NPM = new Set(['npx', 'bunx', 'pnpx']);
/** `pnpm dlx`, `npm exec`: a program and its word. */
const NPM_WORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['npm', ['exec', 'x']],
  ['pnpm', ['dlx']],
  ['yarn', ['dlx']],
  ['bun', ['x']],
]);
const SHELLS = new Set(['sh', 'bash', 'zsh', 'dash', 'fish', 'ksh', 'cmd', 'powershell', 'pwsh']);
const INTERPRETERS = new Set(['node', 'bun', 'deno', 'tsx', 'python', 'python3', 'py', 'ruby', 'php', 'perl', 'java']);
const CONTAINERS = new Set(['docker', 'podman', 'nerdctl']);
const DEPTH = 4;

export function launchOf(argv: readonly string[]): Launch {
  return read(argv, false, DEPTH);
}

function read(argv: readonly string[], sudo: boolean, depth: number): Launch {
  const [command = '', ...args] = argv;
  const runner = programOf(command);
  const plain: Launch = { runner, sudo, args };
  if (depth === 0) return plain;
  if (runner === 'sudo' || runner === 'doas') return read(behindOptions(args, ['-u', '-g']), true, depth - 1);
  if (runner === 'env') return read(behindAssignments(args), sudo, depth - 1);
  if (NPM.has(runner)) return { ...plain, ...npm(args) };
  if (NPM_WORDS.get(runner)?.includes(args[0] ?? '') === true) return { ...plain, ...npm(args.slice(1)) };
  if (runner === 'uvx') return { ...plain, ...python(args, '--from') };
  if (runner === 'uv' && args[0] === 'tool' && args[1] === 'run')
    return { ...plain, ...python(args.slice(2), '--from') };
  if (runner === 'pipx' && args[0] === 'run') return { ...plain, ...python(args.slice(1), '--spec') };
  if (runner === 'uv' && args[0] === 'run') return { ...plain, ...script(behindOptions(args.slice(1), UV_VALUES)) };
  if (CONTAINERS.has(runner)) return { ...plain, ...container(args) };
  if (SHELLS.has(runner)) return shell(plain, depth);
  if (INTERPRETERS.has(runner)) return { ...plain, ...script(args) };
  return plain;
}

const UV_VALUES = ['--with', '--python', '-p', '--directory', '--project', '--env-file', '--index', '--extra'];

/** The program's name: no folder, no `.exe` or `.cmd`, and `python3.12` is a python. */
function programOf(command: string): string {
  const name = (command.split(/[\\/]/).at(-1) ?? '').toLowerCase().replace(/\.(?:exe|cmd|bat|ps1)$/, '');
  return name.replace(/^python[\d.]+$/, 'python');
}

function npm(args: readonly string[]): Pick<Launch, 'package' | 'args'> {
  const named = optionValue(args, ['-p', '--package']);
  const rest = behindOptions(args, ['-p', '--package', '-c', '--call', '--registry', '--cache']);
  const spec = named ?? rest[0];
  return { package: spec === undefined ? undefined : npmPackage(spec), args: rest.slice(1) };
}

function npmPackage(spec: string): Package {
  const commit = /^(?:git\+|github:|gitlab:|https?:)/.test(spec) || /^[\w.-]+\/[\w.-]+(?:#|$)/.test(spec);
  if (commit) return { registry: 'npm', name: spec.split('#')[0] ?? spec, pinned: /#[0-9a-f]{40}$/.test(spec) };
  const at = spec.indexOf('@', 1);
  const version = at < 0 ? undefined : spec.slice(at + 1);
  return { registry: 'npm', name: at < 0 ? spec : spec.slice(0, at), version, pinned: isExact(version) };
}

function python(args: readonly string[], from: string): Pick<Launch, 'package' | 'args'> {
  const named = optionValue(args, [from]);
  const rest = behindOptions(args, [from, ...UV_VALUES]);
  const spec = named ?? rest[0];
  if (spec === undefined) return { args: rest };
  const [, name = spec, version] = /^([^=@<>~!]+?)(?:==|@|(?=[<>~!]))(.+)$/.exec(spec) ?? [];
  const git = /^git\+/.test(spec);
  const pinned = git ? /@[0-9a-f]{40}(?:#|$)/.test(spec) : isExact(version);
  return {
    package: { registry: 'pypi', name: git ? spec : name, version: git ? undefined : version, pinned },
    args: rest.slice(1),
  };
}

function isExact(version: string | undefined): boolean {
  return version !== undefined && /^v?\d+(?:\.\d+){1,3}(?:[-+.]?[A-Za-z0-9.+-]+)?$/.test(version);
}

/** Options of `docker run` that stand alone; all others take a value. */
const ALONE = new Set([
  '-i',
  '-t',
  '-it',
  '-ti',
  '-d',
  '--rm',
  '--init',
  '--interactive',
  '--tty',
  '--privileged',
  '--read-only',
  '--detach',
  '-P',
  '--no-healthcheck',
]);

function container(args: readonly string[]): Pick<Launch, 'image' | 'args'> {
  if (args[0] !== 'run' && !(args[0] === 'container' && args[1] === 'run')) return { args };
  const words = args.slice(args[0] === 'run' ? 1 : 2);
  const options: [string, string][] = [];
  let at = 0;
  for (; words[at]?.startsWith('-') === true; at += 1) {
    const word = words[at] ?? '';
    const equals = word.indexOf('=');
    if (word.startsWith('--') && equals > 0) options.push([word.slice(0, equals), word.slice(equals + 1)]);
    else if (ALONE.has(word)) options.push([word, '']);
    else {
      at += 1;
      options.push([word, words[at] ?? '']);
    }
  }
  const written = words[at];
  if (written === undefined) return { args };
  const [rest = '', digest] = written.split('@');
  const [, name = rest, tag] = /^(.*?)(?::([\w.-]+))?$/.exec(rest) ?? [];
  return { image: { name, tag, digest, options }, args: words.slice(at + 1) };
}

/** `cmd /c npx x` starts npx; `sh -c "npx x | tee log"` is a line, read as far as its words go. */
function shell(plain: Launch, depth: number): Launch {
  const at = plain.args.findIndex((word) => /^(?:-[a-z]*c|\/c|\/k|-command|-encodedcommand)$/i.test(word));
  if (at < 0) return { ...plain, ...script(plain.args) };
  const words = plain.args.slice(at + 1);
  if (plain.runner === 'cmd' && words.length > 1) return read(words, plain.sudo, depth - 1);
  const line = words[0] ?? '';
  const inner = read(
    line.split(/\s+/).filter((word) => word !== '' && word !== 'exec'),
    plain.sudo,
    depth - 1,
  );
  return { ...inner, runner: plain.runner, line };
}

function script(args: readonly string[]): Pick<Launch, 'script' | 'args'> {
  const module = optionValue(args, ['-m', '-jar']);
  const rest = behindOptions(args, ['-m', '-jar', '-r', '--require', '--import', '--loader']);
  return module === undefined ? { script: rest[0], args: rest.slice(1) } : { script: module, args: rest };
}

function optionValue(args: readonly string[], names: readonly string[]): string | undefined {
  for (const [at, word] of args.entries()) {
    if (word === '--') return undefined;
    if (names.includes(word)) return args[at + 1];
    const [name = '', value] = word.split(/=(.*)/s);
    if (names.includes(name) && value !== undefined) return value;
  }
  return undefined;
}

/** The words from the first one that is no option; `valued` options take the next word with them. */
function behindOptions(args: readonly string[], valued: readonly string[]): readonly string[] {
  let at = 0;
  for (; args[at]?.startsWith('-') === true; at += 1) {
    if (args[at] === '--') return args.slice(at + 1);
    if (valued.includes(args[at] ?? '')) at += 1;
  }
  return args.slice(at);
}

function behindAssignments(args: readonly string[]): readonly string[] {
  const rest = behindOptions(args, ['-u', '--unset', '-C', '--chdir']);
  const at = rest.findIndex((word) => !/^\w+=/.test(word));
  return at < 0 ? [] : rest.slice(at);
}
