import { maskFindings } from '../guard/masking/mask.ts';
import { DECISIONS } from '../policy/decisions.ts';
import { visible } from '../rules/visible.ts';
import type { Today } from './today.ts';

/** Nobody reads more of one message at once, in characters. */
const MOST = 8 * 1024;
const SECRET = new Set(['credentials', 'pii']);

/** A message's text, safe to show, and how many characters more there were. */
export type Readable = { readonly text: string; readonly left: number };

/**
 * What a held message says, for the person who decides: secrets masked, at most 8 KiB of it.
 * @returns undefined when a secret in it cannot be masked
 */
export function readable({ message, inspection }: Today): Readable | undefined {
  const secrets = inspection.judged.filter(({ category }) => SECRET.has(category));
  const frame = secrets.length === 0 ? message.frame : maskFindings(message, secrets);
  return frame === undefined ? undefined : readableOf(frame);
}

/** The same with all that holds it masked as well: what is let through when it is approved masked. */
export function readableMasked({ message, inspection, masked }: Today): Readable | undefined {
  if (masked === undefined) return undefined;
  const hidden = inspection.judged.filter(
    ({ category, decision }) => SECRET.has(category) || DECISIONS[decision].action !== 'forward',
  );
  const frame = maskFindings(message, hidden);
  return frame === undefined ? undefined : readableOf(frame);
}

function readableOf(frame: Uint8Array): Readable {
  const text = new TextDecoder().decode(frame);
  return { text: visible(text.slice(0, MOST)), left: Math.max(0, text.length - MOST) };
}
