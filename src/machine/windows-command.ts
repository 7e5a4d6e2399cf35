import { OktsecError } from '../errors.ts';

/** What `spawn` is to be given so that a program gets exactly these words. */
export type Spawnable = {
  readonly file: string;
  readonly args: readonly string[];
  /** The words are quoted already: nobody is to quote them again. */
  readonly verbatim: boolean;
};

export type WindowsWorld = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
};

const BATCH = /\.(?:cmd|bat)$/i;
/** What cmd.exe acts on, outside of quotes and, `%` and `!`, inside of them too. */
const ACTED_ON = /[()\][%!^"`<>&|;, *?]/g;

/**
 * Windows starts `.exe` files only: `npx` is `npx.cmd`, a script for cmd.exe, which reads its words in a way of its own. Each is quoted
 * for the program and then escaped for cmd.exe, twice, because such a script hands `%*` to cmd.exe once more: `& calc` and
 * `%PATH%` stay the text they are (CVE-2024-27980).
 * @throws OktsecError `usage` for a word with a line end or NUL, for which there is no escape
 */
export function windowsCommand(command: string, args: readonly string[], world: WindowsWorld): Spawnable {
  const file = found(command, world) ?? command;
  if (!BATCH.test(file)) return { file, args, verbatim: false };
  if ([file, ...args].some((word) => /[\0\r\n]/.test(word))) {
    throw new OktsecError('usage', `${command} is a script of cmd.exe, which cannot be handed a line end`, {
      hint: 'start the program behind it instead',
    });
  }
  const line = [escaped(file), ...args.map((word) => escaped(escaped(quoted(word))))].join(' ');
  const shell = variable(world.env, 'COMSPEC') ?? 'cmd.exe';
  return { file: shell, args: ['/d', '/s', '/c', `"${line}"`], verbatim: true };
}

/** What ends a process with all it started, where there are no signals and no groups. */
export function killTree(pid: number): readonly string[] {
  return ['taskkill', '/T', '/F', '/PID', String(pid)];
}

/**
 * Who may read a file besides its owner, the system and its administrators, by what `icacls FILE` prints.
 * @param owner the user's name, with or without a domain
 */
export function otherReaders(icacls: string, path: string, owner: string): string[] {
  const own = nameOf(owner);
  return icacls.split(/\r?\n/).flatMap((line, at) => {
    const text = at === 0 && line.startsWith(path) ? line.slice(path.length) : line;
    const entry = /^\s*(.+?):((?:\([A-Za-z,]+\))+)\s*$/.exec(text);
    const [, who = '', rights = ''] = entry ?? [];
    if (who === '' || /\(DENY\)/i.test(rights) || !/\((?:[A-Z,]*,)?(?:F|M|RX|R|GR|GA|RD)(?:,[A-Z,]*)?\)/.test(rights))
      return [];
    const name = nameOf(who);
    return name === own || /^(?:system|administrators|owner rights|creator owner)$/.test(name) ? [] : [who];
  });
}

/** As the C runtime takes words apart: quotes around, backslashes doubled where a quote follows. */
function quoted(word: string): string {
  return `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
}

function escaped(text: string): string {
  return text.replace(ACTED_ON, '^$&');
}

/** The file a word stands for: as it is, or in PATH with the extensions of PATHEXT. */
function found(command: string, { env, exists }: WindowsWorld): string | undefined {
  const extensions = (variable(env, 'PATHEXT') ?? '.COM;.EXE;.BAT;.CMD').split(';').filter((one) => one !== '');
  const names = /\.[^\\/.]+$/.test(command)
    ? [command, ...extensions.map((one) => command + one)]
    : extensions.map((one) => command + one);
  if (/[\\/]/.test(command)) return names.find(exists);
  // Never the working directory: a repository could bring an npx.cmd.
  const folders = (variable(env, 'PATH') ?? '').split(';').filter((one) => one !== '' && one !== '.');
  return folders.flatMap((folder) => names.map((name) => `${folder.replace(/[\\/]$/, '')}\\${name}`)).find(exists);
}

function variable(env: WindowsWorld['env'], name: string): string | undefined {
  const key = Object.keys(env).find((one) => one.toUpperCase() === name);
  return key === undefined ? undefined : env[key];
}

function nameOf(account: string): string {
  return (account.split('\\').at(-1) ?? '').toLowerCase();
}
