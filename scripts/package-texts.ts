import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = join(dirname(dirname(fileURLToPath(import.meta.url))), 'node_modules');
const FREE =
  /^(?:MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|\(?(?:MIT|ISC|BSD-3-Clause|Apache-2\.0) (?:OR|AND) .{1,40})$/;

/** Texts of installed packages of permissive licence. No package gives texts to both halves, training and proof. */
export function packageTexts(half: 'train' | 'proof' | 'any', most: number): string[] {
  const folders = globSync(['*/package.json', '@*/*/package.json'], { cwd: modules })
    .sort()
    .map((path) => dirname(path))
    .filter((folder) => (half === 'any' || (half === 'train') === isTraining(folder)) && isFree(folder));
  const perFolder = folders.map(textsOf);
  const texts: string[] = [];
  // Turn by turn, so that one large package does not stand for all.
  for (let turn = 0; texts.length < most; turn += 1) {
    const before = texts.length;
    for (const list of perFolder) {
      const text = list[turn];
      if (text !== undefined && texts.length < most) texts.push(text);
    }
    if (texts.length === before && perFolder.every((list) => turn >= list.length)) break;
  }
  return texts;
}

function isTraining(folder: string): boolean {
  let hash = 5;
  for (const unit of folder) hash = (Math.imul(hash, 33) ^ (unit.codePointAt(0) ?? 0)) >>> 0;
  return hash % 2 === 0;
}

function isFree(folder: string): boolean {
  const { license } = JSON.parse(readFileSync(join(modules, folder, 'package.json'), 'utf8')) as { license?: unknown };
  return typeof license === 'string' && FREE.test(license);
}

const MAX_PACKAGE = 3_000;

/** Paragraphs of READMEs and other prose first, then pieces of sources, each of at most 2,000 characters. */
function textsOf(folder: string): string[] {
  const at = { cwd: join(modules, folder), exclude: (name: string) => name.includes('node_modules') };
  const prose = globSync('**/*.md', at).sort();
  const sources = globSync('**/*.{d.ts,js,mjs,cjs,ts}', at).sort();
  const texts: string[] = [];
  for (const [paths, step] of [
    [prose, 300],
    [sources, 700],
  ] as const) {
    for (const path of paths.slice(0, 500)) {
      if (texts.length >= MAX_PACKAGE) return texts;
      const whole = readFileSync(join(at.cwd, path), 'utf8').slice(0, 200_000);
      // Minified code has no sentences.
      if (whole.length > 2_000 && whole.split('\n').length < whole.length / 400) continue;
      texts.push(...pieces(whole, step));
    }
  }
  return texts.slice(0, MAX_PACKAGE);
}

/** Cut at blank lines into pieces of at least `least` characters and at most 2,000. */
export function pieces(whole: string, least: number): string[] {
  const list: string[] = [];
  let piece = '';
  for (const paragraph of whole.split(/\n\s*\n/)) {
    piece += piece === '' ? paragraph : `\n\n${paragraph}`;
    if (piece.length < least) continue;
    list.push(piece.slice(0, 2_000));
    piece = '';
  }
  if (piece.trim().length > 40) list.push(piece.slice(0, 2_000));
  return list;
}
