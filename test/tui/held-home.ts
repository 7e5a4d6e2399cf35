import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newHome } from '../fixtures/store/home.ts';
import { type Size, Tmux } from './tmux.ts';

const cli = fileURLToPath(new URL('../../bin/oktsec.js', import.meta.url));
const seed = fileURLToPath(new URL('../fixtures/quarantine/seed.ts', import.meta.url));

/** A home in enforce in which so many messages are held: H3LDA2, H3LDA3 … */
export function heldHome(held = 0): string {
  const home = newHome();
  mkdirSync(home, { recursive: true, mode: 0o700 });
  writeFileSync(join(home, 'oktsec.yaml'), 'version: "1"\nmode: enforce\n', { mode: 0o600 });
  if (held > 0) hold(home, held);
  return home;
}

/** Holds so many more. */
export function hold(home: string, messages: number): void {
  execFileSync(process.execPath, [seed, home, String(messages)]);
}

/** A command of ours about a home, in a terminal. */
export function inTerminal(
  home: string,
  command: string,
  size: Size,
  env: Readonly<Record<string, string>> = {},
): Tmux {
  return new Tmux(`'${process.execPath}' '${cli}' --home '${home}' ${command}`, size, { HOME: home, ...env });
}
