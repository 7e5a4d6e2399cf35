import type { PathPattern, Platform } from './client.ts';

/** What of a machine says where files are. */
export type Machine = {
  readonly platform: Platform;
  /** The user's home directory, absolute. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Linux and what is laid out like it. */
export function platformOf(platform: NodeJS.Platform): Platform {
  return platform === 'darwin' || platform === 'win32' ? platform : 'linux';
}

/** The pattern with its places filled in, `*` left as it is; undefined when there is none for this machine. */
export function expandPath(pattern: PathPattern, machine: Machine): string | undefined {
  const text = typeof pattern === 'string' ? pattern : pattern[machine.platform];
  if (text === undefined) return undefined;
  const filled = fill(text, machine);
  return filled === undefined ? undefined : underHome(filled, machine);
}

/** From the innermost brace outwards, because a fallback may have places of its own. */
function fill(text: string, machine: Machine): string | undefined {
  const place = /\{([^{}]*)\}/.exec(text);
  if (place === null) return text;
  const value = placed(place[1] ?? '', machine);
  if (value === undefined) return undefined;
  return fill(text.slice(0, place.index) + value + text.slice(place.index + place[0].length), machine);
}

function placed(name: string, machine: Machine): string | undefined {
  const { platform, env } = machine;
  const windows = platform === 'win32';
  if (name === 'app') {
    if (platform === 'darwin') return '~/Library/Application Support';
    return placed(windows ? 'appdata' : 'config', machine);
  }
  if (name === 'config') return set(env.XDG_CONFIG_HOME) ?? '~/.config';
  if (name === 'appdata') return windows ? (set(env.APPDATA) ?? '~/AppData/Roaming') : undefined;
  if (name === 'local') return windows ? (set(env.LOCALAPPDATA) ?? '~/AppData/Local') : undefined;
  const [variable = '', fallback] = name.slice('env:'.length).split(/\|(.*)/s);
  return set(env[variable]) ?? fallback;
}

function set(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value;
}

function underHome(path: string, { home }: Machine): string {
  return path === '~' || path.startsWith('~/') ? home + path.slice(1) : path;
}
