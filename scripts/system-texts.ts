import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { pieces } from './package-texts.ts';

/** What a Debian system has of text, by kind. */
const FOLDERS = {
  documentation: '/usr/share/doc',
  manuals: '/usr/share/man/man1',
  configuration: '/etc',
  headers: '/usr/include',
  locales: '/usr/share/i18n',
  Python: '/usr/lib/python3*',
  Perl: '/usr/share/perl',
  Vim: '/usr/share/vim',
} as const;
const FILES = 500;
const PIECES = 3;
const MAX_FILE = 400_000;
const MAX_TEXT = 100_000;

/** A piece of a text file of the system, and of which kind it is. */
export type SystemText = { readonly kind: string; readonly text: string };

/** Texts that came with the system: of each kind at most 500 files, evenly chosen, of each at most three pieces. None where there are none. */
export function systemTexts(): SystemText[] {
  return systemFiles().flatMap(({ kind, text }) => piecesOf(text).map((piece) => ({ kind, text: piece })));
}

/** The same files as an agent reads them, whole up to 100,000 characters. */
export function systemFiles(): SystemText[] {
  return Object.entries(FOLDERS).flatMap(([kind, folder]) => {
    const files = globSync(join(folder, '**'), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    const step = Math.max(1, Math.floor(files.length / FILES));
    return files
      .filter((_, at) => at % step === 0)
      .slice(0, FILES)
      .map((file) => ({ kind, text: textOf(file).slice(0, MAX_TEXT) }))
      .filter(({ text }) => text !== '');
  });
}

/** A text file's text; none of one that is no text, is too large or may not be read. */
function textOf(file: string): string {
  let bytes: Buffer;
  try {
    if (statSync(file).size > MAX_FILE) return '';
    bytes = readFileSync(file);
    if (file.endsWith('.gz')) bytes = gunzipSync(bytes);
  } catch {
    return '';
  }
  return bytes.includes(0) ? '' : bytes.toString('utf8');
}

/** Pieces from all over a text. */
function piecesOf(text: string): string[] {
  const all = pieces(text, 400);
  const step = Math.max(1, Math.floor(all.length / PIECES));
  return all.filter((_, at) => at % step === 0).slice(0, PIECES);
}
