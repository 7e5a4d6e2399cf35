import { linkSync, readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../machine/make-folder.ts';
import { createWhole } from '../../machine/whole-file.ts';

const FILE = 'flow.key';
const BYTES = 32;

/**
 * The secret that fingerprints are made with: 32 bytes in a file of the home that its owner alone reads, made by whoever
 * needs it first. Undefined when it can be neither read nor made.
 */
export function flowSecret(home: string): Uint8Array | undefined {
  const path = join(home, FILE);
  const known = readSecret(path);
  if (known !== undefined) return known;
  try {
    makeFolder(home);
    const temporary = `${path}.${process.pid}`;
    createWhole(temporary, process.getBuiltinModule('node:crypto').randomBytes(BYTES));
    try {
      // A link, not a rename: of several processes that start at once the first one's secret stays.
      linkSync(temporary, path);
    } finally {
      unlinkSync(temporary);
    }
  } catch {
    // Another process was first, or the home cannot be written.
  }
  return readSecret(path);
}

function readSecret(path: string): Uint8Array | undefined {
  try {
    const bytes = Uint8Array.from(readFileSync(path));
    return bytes.length === BYTES ? bytes : undefined;
  } catch {
    return undefined;
  }
}
