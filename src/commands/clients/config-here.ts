import { existsSync } from 'node:fs';
import { OktsecError } from '../../errors.ts';
import { replaceFile } from '../../files/atomic.ts';
import { ensureHome, reason } from '../../files/home.ts';
import type { Here } from '../../here/clients.ts';

const FIRST = `# Every key: oktsec.example.yaml. Check with: oktsec verify
version: "1"
# observe: nothing is refused or changed, and what would have been is recorded. Then: oktsec mode enforce
mode: observe
`;

/** Wrapped servers are given a config by name, so there is one. @throws OktsecError `home`, `config` */
export function ensureConfig({ home, config }: Here): void {
  ensureHome(home);
  if (existsSync(config)) return;
  try {
    replaceFile(config, FIRST);
  } catch (cause) {
    throw new OktsecError('config', `${config} cannot be written: ${reason(cause)}`, { cause });
  }
}
