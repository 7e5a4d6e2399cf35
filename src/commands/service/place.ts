import { join } from 'node:path';
import type { Io } from '../../io.ts';

/** The file by which this system starts `serve`; undefined where none is written. */
export function servicePath({ io }: { readonly io: Pick<Io, 'platform' | 'env' | 'userHome'> }): string | undefined {
  if (io.platform === 'darwin') return join(io.userHome, 'Library/LaunchAgents/dev.oktsec.serve.plist');
  if (io.platform !== 'linux') return undefined;
  return join(io.env.XDG_CONFIG_HOME || join(io.userHome, '.config'), 'systemd/user/oktsec.service');
}
