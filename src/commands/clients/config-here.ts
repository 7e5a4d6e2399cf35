import { existsSync } from 'node:fs';
import { OktsecError } from '../../errors.ts';
import { writeEdited } from '../../files/config/edit-config.ts';
import { ensureHome } from '../../files/home.ts';
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
    writeEdited(config, FIRST, undefined);
  } catch (error) {
    // An `init` at the same moment was first.
    if (!(error instanceof OktsecError && error.code === 'changed')) throw error;
  }
}
