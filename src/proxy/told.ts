import type { AuditEntry } from '../guard/entry.ts';
import { visibleLine } from '../rules/visible.ts';

const DONE = { forward: 'found in', mask: 'masked in', hold: 'held', refuse: 'refused' } as const;

/** One line for the client's log of what was kept back, or with --verbose of all that was found; undefined for the rest. */
export function toldOf(entry: AuditEntry, verbose: boolean): string | undefined {
  const { action, decision, method, tool, kind, rules, note, ref = '-' } = entry;
  // What takes back a request that was stopped goes no further either, and says nothing new.
  const quiet = action === 'forward' || (action === 'refuse' && decision === 'allow');
  if (quiet && !(verbose && decision !== 'allow')) return undefined;
  const what = [rules[0], note].filter((word) => word !== undefined).join(', ') || decision;
  const subject = [method, tool].filter((word) => word !== undefined).join(' ');
  return `oktsec: ${DONE[action]} ${visibleLine(subject || kind)}: ${visibleLine(what)}, ref ${ref}\n`;
}
