import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = join(dirname(dirname(fileURLToPath(import.meta.url))), 'node_modules');

export type Text = { readonly name: string; readonly text: string };

/** Ordinary texts that every checkout has: what the installed packages say of themselves and how they are written. */
export function corpus(characters: number): Text[] {
  return [
    {
      name: 'markdown',
      text: gathered('{yaml,zod,fast-check,commander,better-sqlite3,rolldown,vitest,hono}/*.md', characters),
    },
    { name: 'JavaScript', text: gathered('{yaml/dist/**,commander/lib/*,better-sqlite3/lib/*}.js', characters) },
    { name: 'JSON', text: gathered('{[a-k]*,@types/node}/package.json', characters) },
  ];
}

function gathered(pattern: string, characters: number): string {
  let text = '';
  for (const path of globSync(pattern, { cwd: modules }).sort()) {
    if (text.length >= characters) break;
    text += readFileSync(join(modules, path), 'utf8');
  }
  if (text.length < characters) throw new Error(`only ${text.length} characters of ${pattern}`);
  // A cut between the halves of a pair would not be text.
  return text.slice(0, characters).replace(/[\ud800-\udbff]$/, '');
}
