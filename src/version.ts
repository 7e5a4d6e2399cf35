import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

let known: { readonly version: string; readonly root: string } | undefined;

/** This package's version: baked in by the build, read from package.json when the sources run as they are. */
export function version(): string {
  return process.env.OKTSEC_VERSION ?? own().version;
}

/**
 * What a cached snapshot of the config must have been made by: another build may know other keys. Baked in by the build
 * as a hash of the sources of the config.
 */
export function configBuild(): string {
  return `${version()} ${process.env.OKTSEC_CONFIG_BUILD ?? 'sources'}`;
}

/** The folder this package is installed in. */
export function packageRoot(): string {
  return own().root;
}

/** Found by walking up, because the sources and the bundles stand at different depths. */
function own(): { readonly version: string; readonly root: string } {
  if (known !== undefined) return known;
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const manifest = manifestIn(folder);
    if (manifest !== undefined) {
      known = { version: manifest, root: folder };
      return known;
    }
    if (dirname(folder) === folder) throw new Error('oktsec is installed without its package.json');
  }
}

function manifestIn(folder: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, 'package.json'), 'utf8');
  } catch {
    return undefined;
  }
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('name' in value) || value.name !== 'oktsec') return undefined;
  return 'version' in value && typeof value.version === 'string' ? value.version : undefined;
}
