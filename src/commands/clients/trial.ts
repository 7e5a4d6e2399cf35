import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import type { Client } from '../../clients/client.ts';
import type { FoundFile, FoundServer } from '../../clients/discover.ts';
import { expand, type Meaning } from '../../clients/prove/expand.ts';
import type { Trial } from '../../clients/prove/prove.ts';
import type { Context } from '../../command.ts';

/** How to try a server, or why it cannot be tried. */
export type Prepared = { readonly trial: Trial } | { readonly why: string };

/**
 * What it takes to start a server as its client would, bare and behind oktsec, as far as that is known without the client.
 * @param words what stands before the command once it is wrapped
 * @param folder the project's, for a project file
 */
export function prepare(
  { io }: Pick<Context, 'io'>,
  { client, file, server }: { readonly client: Client; readonly file: FoundFile; readonly server: FoundServer },
  words: readonly string[],
  folder: string | undefined,
): Prepared {
  const { entry, argv } = server;
  if (entry.disabled) return { why: 'it is switched off' };
  const meaning: Meaning = {
    syntaxes: client.variables,
    env: io.env,
    home: io.userHome,
    folder: folder ?? entry.folder,
    separator: sep,
  };
  const missing: string[] = [];
  const filled = (text: string) => {
    const made = expand(text, meaning);
    if ('text' in made) return made.text;
    missing.push(made.missing);
    return '';
  };
  const keyring = entry.secrets.find((name) => io.env[name] === undefined);
  if (keyring !== undefined) return { why: `needs ${keyring}, which the client keeps in its keyring` };
  const fromFile = entry.envFile === undefined ? [] : variablesIn(filled(entry.envFile), dirname(file.path));
  if (fromFile === undefined) return { why: `needs the variables of ${entry.envFile}, which cannot be read` };
  const own = Object.entries(io.env).filter(([name]) => !name.toUpperCase().startsWith('OKTSEC_'));
  const env = Object.fromEntries([
    ...own,
    ...fromFile,
    ...[...entry.env].map(([name, value]) => [name, filled(value)] as const),
  ]);
  const cwd = resolve(meaning.folder ?? io.userHome, entry.cwd === undefined ? '' : filled(entry.cwd));
  const bare = argv.map(filled);
  const [why] = missing;
  if (why !== undefined) return { why };
  // Asked is whether the relay is faithful. What enforce would mask or take away is no reason to leave a server unguarded.
  const relaying = [...words.slice(0, -1), '--mode', 'observe', '--'];
  return { trial: { bare: { argv: bare, env, cwd }, wrapped: [...relaying, ...bare] } };
}

/** The `NAME=value` lines of a file; undefined when it cannot be read. */
function variablesIn(path: string, folder: string): (readonly [string, string])[] | undefined {
  let text: string;
  try {
    text = readFileSync(isAbsolute(path) ? path : join(folder, path), 'utf8');
  } catch {
    return undefined;
  }
  return text.split(/\r?\n/).flatMap((line) => {
    const pair = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line);
    return pair?.[1] === undefined ? [] : [[pair[1], (pair[2] ?? '').replace(/^(["'])(.*)\1$/, '$2')] as const];
  });
}
