import { realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { OktsecError } from '../../errors.ts';
import { checkConfigFile, checkHome, codeOf, lockedHint, reason } from '../home.ts';
import { isTrusted } from '../trust.ts';

/** What says where the config and the home are. `proxy` given `config` passes an empty `env`. */
export type Request = {
  readonly config?: string | undefined;
  readonly home?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Looked at for a trusted ./oktsec.yaml; absent for `wrap` and `proxy`, which never look there. */
  readonly cwd?: string | undefined;
  /** The user's home directory. */
  readonly userHome: string;
};

/** Where the config was found, before it is read. */
export type Place = {
  /** Absolute, symlinks resolved; absent: no config file, the defaults stand. */
  readonly path?: string | undefined;
  readonly from: 'flag' | 'env' | 'cwd' | 'home' | 'none';
  /** The home, unless the config names another. */
  readonly home: string;
  /** `--home` was given and stands above the config's `home:`. */
  readonly homeIsFixed: boolean;
  /** One line about a ./oktsec.yaml that is not trusted and was not used. */
  readonly hint?: string | undefined;
};

/**
 * Finds the config: `--config`, `$OKTSEC_CONFIG`, `./oktsec.yaml` if trusted, `HOME/oktsec.yaml`.
 * @throws OktsecError `config` or `home` when a named config is missing, or what was found is not safely ours
 */
export function findConfig(request: Request): Place {
  const { env, userHome, cwd } = request;
  const absolute = (path: string) => resolve(cwd ?? '.', expand(path, userHome));
  const home = absolute(request.home ?? (env.OKTSEC_HOME || join(userHome, '.oktsec')));
  checkHome(home);
  const place = { home, homeIsFixed: request.home !== undefined };
  const named = request.config ?? (env.OKTSEC_CONFIG || undefined);
  if (named !== undefined) {
    const from = request.config === undefined ? 'env' : 'flag';
    return { ...place, path: realConfig(absolute(named)), from };
  }
  const here = cwd === undefined ? undefined : real(join(cwd, 'oktsec.yaml'));
  const own = real(join(home, 'oktsec.yaml'));
  if (here !== undefined && here !== own) {
    if (isTrusted(home, here)) return { ...place, path: realConfig(here), from: 'cwd' };
    const hint = `${here} is not used: it was not trusted as it is now; to accept it: oktsec trust`;
    return own === undefined
      ? { ...place, from: 'none', hint }
      : { ...place, path: realConfig(own), from: 'home', hint };
  }
  return own === undefined ? { ...place, from: 'none' } : { ...place, path: realConfig(own), from: 'home' };
}

/** `~` is the user's home directory; what is relative is relative to `base`. */
export function absolutePath(path: string, base: string, userHome: string): string {
  return resolve(base, expand(path, userHome));
}

/**
 * The home by a look at the text, so that the cache can be found without reading YAML: a plain top-level `home:`. If
 * it guesses wrong nothing fits and the config is compiled.
 */
export function likelyHome(source: string, place: Place, userHome: string): string {
  if (place.homeIsFixed || place.path === undefined) return place.home;
  const [, double, single, plain] =
    /^home:[ \t]+(?:"([^"\\\n]+)"|'([^'\n]+)'|([^\s"'#&*!|>%@`{[][^\n#]*))/m.exec(source) ?? [];
  const written = double ?? single ?? plain?.trim();
  return written === undefined ? place.home : absolutePath(written, dirname(place.path), userHome);
}

function realConfig(path: string): string {
  const found = real(path);
  if (found === undefined) {
    throw new OktsecError('no_config', `there is no config ${path}`, {
      hint: 'name another by --config, or leave it out',
    });
  }
  checkConfigFile(found);
  return found;
}

function real(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT' || codeOf(cause) === 'ENOTDIR') return undefined;
    throw new OktsecError('config', `${path} cannot be read: ${reason(cause)}`, { cause, ...lockedHint(path) });
  }
}

function expand(path: string, userHome: string): string {
  return path === '~' || path.startsWith('~/') ? join(userHome, path.slice(1)) : path;
}
