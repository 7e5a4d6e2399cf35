import { maskFindings } from '../guard/mask.ts';
import { visible } from '../rules/visible.ts';
import type { Today } from './today.ts';

/** Nobody reads more of one message in a terminal. */
const MOST = 8 * 1024;
const SECRET = new Set(['credentials', 'pii']);

/**
 * What a held message says, for the person who decides: safe to print, secrets masked, at most 8 KiB of it.
 * @returns undefined when a secret in it cannot be masked
 */
export function readable({ message, inspection }: Today): { readonly text: string; readonly left: number } | undefined {
  const secrets = inspection.judged.filter(({ category }) => SECRET.has(category));
  const frame = secrets.length === 0 ? message.frame : maskFindings(message, secrets);
  if (frame === undefined) return undefined;
  const text = new TextDecoder().decode(frame);
  return { text: visible(text.slice(0, MOST)), left: Math.max(0, text.length - MOST) };
}
