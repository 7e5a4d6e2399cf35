import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OktsecError } from '../errors.ts';

export type Asset = { readonly path: string; readonly type: string; readonly bytes: Uint8Array };

/** The stylesheet and the script, each under a path that names its content, so that browsers may keep them for good. */
export type Assets = { readonly style: Asset; readonly script: Asset };

/** @throws OktsecError `assets_missing` */
export function loadAssets(): Assets {
  return { style: load('oktsec.css', 'text/css'), script: load('oktsec.js', 'text/javascript') };
}

/** Beside the bundle that runs, or in `dist` of the source tree. */
function load(name: string, type: string): Asset {
  for (let folder = import.meta.dirname, up = 0; up < 4; folder = dirname(folder), up += 1) {
    for (const path of [join(folder, 'dashboard-files', name), join(folder, 'dist', 'dashboard-files', name)]) {
      try {
        const bytes = readFileSync(path);
        const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
        return { path: `/dashboard/${digest}/${name}`, type: `${type}; charset=utf-8`, bytes };
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      }
    }
  }
  throw new OktsecError('assets_missing', `${name} of the dashboard is not there`, { hint: 'npm rebuild oktsec' });
}
