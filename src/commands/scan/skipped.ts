import type { Context } from '../../command.ts';
import { shown } from '../../terminal/screen.ts';
import type { Source } from './sources.ts';

/** A folder of pictures is no list of warnings: so many are named for each reason. */
const NAMED = 10;

/** Whatever reads the answer: of what was not read it says nothing. */
export function warnOfSkipped({ io, globals }: Context, skipped: readonly Source[]): void {
  const warned = new Map<string, number>();
  for (const { name, skipped: why = 'it is no text', unread } of skipped) {
    if (unread) {
      io.stderr.write(`oktsec: error: not scanned, ${why}: ${shown(name)}\n`);
      continue;
    }
    const count = (warned.get(why) ?? 0) + 1;
    warned.set(why, count);
    if (globals.quiet || (count > NAMED && !globals.verbose)) continue;
    io.stderr.write(`oktsec: warning: not scanned, ${why}: ${shown(name)}\n`);
  }
  if (globals.quiet || globals.verbose) return;
  for (const [why, count] of warned) {
    if (count > NAMED)
      io.stderr.write(`oktsec: warning: ${count - NAMED} more not scanned, ${why}; --verbose names them\n`);
  }
}
