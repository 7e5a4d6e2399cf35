import { existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Context } from '../../command.ts';
import { checkHome } from '../../files/home.ts';
import { version } from '../../version.ts';
import type { Check } from './check.ts';

const NEEDED = [22, 14] as const;
const LITTLE_BYTES = 1024 ** 3;
const NO_BYTES = 64 * 1024 ** 2;

export function node(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const what = `node ${process.versions.node}, oktsec ${version()}`;
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return { level: 'ok', what };
  return {
    level: 'fail',
    what: `${what}: node ${NEEDED.join('.')} or later is needed`,
    hint: 'install a current node',
  };
}

/** What is in NODE_OPTIONS runs inside every proxy, before anything of ours. */
export function environment({ io }: Context): Check[] {
  const options = io.env.NODE_OPTIONS ?? '';
  if (options.trim() === '') return [];
  return [
    {
      level: 'warn',
      what: `NODE_OPTIONS is set: ${options}`,
      hint: 'it changes every node process, oktsec included: unset NODE_OPTIONS',
    },
  ];
}

export function folder(home: string): Check {
  if (!checkHome(home)) return { level: 'ok', what: `home ${home}: not there yet, made on first use` };
  const mode = statSync(home).mode & 0o777;
  const what = `home ${home}, ${mode.toString(8).padStart(4, '0')}`;
  if ((mode & 0o077) === 0 || process.platform === 'win32') return { level: 'ok', what };
  return { level: 'warn', what: `${what}: others can look into it`, hint: `chmod 700 ${home}` };
}

export function disk(home: string): Check {
  let there = home;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  const { bavail, bsize } = statfsSync(there);
  const free = bavail * bsize;
  const what = `${(free / 1024 ** 3).toFixed(1)} GiB free`;
  if (free < NO_BYTES)
    return {
      level: 'fail',
      what: `${what}: the log cannot be kept`,
      hint: 'make room, or oktsec logs prune --older-than 30',
    };
  return free < LITTLE_BYTES ? { level: 'warn', what: `${what}: little for the log` } : { level: 'ok', what };
}
