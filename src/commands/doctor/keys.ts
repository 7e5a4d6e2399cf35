import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../command.ts';
import { otherReaders } from '../../machine/windows-command.ts';
import type { Check } from './check.ts';

/** On Windows a file has no mode: who may read the key is asked of icacls. */
export function keyChecks({ io }: Pick<Context, 'io'>, home: string): Check[] {
  const path = join(home, 'instance.key');
  if (io.platform !== 'win32' || !existsSync(path)) return [];
  const { stdout } = spawnSync('icacls', [path], { encoding: 'utf8', windowsHide: true });
  const others = otherReaders(stdout ?? '', path, io.user);
  if (others.length === 0) return [];
  return [
    {
      level: 'warn',
      what: `${path} can be read by ${others.join(', ')}`,
      hint: `icacls "${path}" /inheritance:r /grant:r "${io.user}:F"`,
    },
  ];
}
