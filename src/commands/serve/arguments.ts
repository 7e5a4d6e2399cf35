import type { Globals } from '../../command.ts';

export type ServeFlags = { readonly port?: number; readonly bind?: string; readonly insecure?: boolean };

/** The same `serve` as words of a command line. */
export function argumentsOf(globals: Pick<Globals, 'config' | 'home' | 'mode'>, flags: ServeFlags): string[] {
  const words = ['serve'];
  if (globals.config !== undefined) words.push('--config', globals.config);
  if (globals.home !== undefined) words.push('--home', globals.home);
  if (globals.mode !== undefined) words.push('--mode', globals.mode);
  if (flags.port !== undefined) words.push('--port', String(flags.port));
  if (flags.bind !== undefined) words.push('--bind', flags.bind);
  if (flags.insecure) words.push('--insecure');
  return words;
}
