import { eventEntry } from '../event.ts';
import type { Ledger } from '../writing/ledger.ts';
import { type PinSeen, type PinWord, settlePin } from './pins.ts';

/** A person's word about pins that are still as they saw them, each with its row. @returns how many. @throws SQLite's errors */
export function settlePins(
  ledger: Ledger,
  pins: readonly PinSeen[],
  word: PinWord,
  { reviewer, now }: { readonly reviewer: string; readonly now: number },
): number {
  return ledger.transaction((add) => {
    const settled = pins.filter((pin) => settlePin(ledger.db, pin, word, now));
    for (const { server, kind, name } of settled) {
      const note = `${kind}${name === '' ? '' : ` ${name}`}, by ${reviewer}`;
      const tool = kind === 'tool' ? name : undefined;
      add(ledger.rowOf(eventEntry({ name: `pin_${word}`, note, to: server, tool }, now)));
    }
    if (word === 'approve' && settled.length > 0) ledger.db.prepare("DELETE FROM meta WHERE key = 'pins_lost'").run();
    ledger.savesStanding();
    return settled.length;
  });
}
