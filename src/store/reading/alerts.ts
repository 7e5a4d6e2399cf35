import type { Database } from 'better-sqlite3';
import { eventEntry } from '../event.ts';
import type { Store } from '../store.ts';
import type { AlertWord } from '../terms/alert.ts';
import type { Ledger } from '../writing/ledger.ts';
import { prepared } from './prepared.ts';

type StoredWord = Omit<AlertWord, 'note'> & { readonly note: string | null };

/** Every word that still stands. @throws SQLite's errors */
export function alertWords(db: Database): AlertWord[] {
  return prepared<[], StoredWord>(db, 'SELECT rule, about, state, seq, reviewer, note, time FROM alert')
    .all()
    .map(({ note, ...word }) => ({ ...word, note: note ?? undefined }));
}

/** @throws SQLite's errors */
export function sayOfAlert(ledger: Ledger, word: Parameters<Store['sayOfAlert']>[0], now: number): void {
  const { rule, about, state, seq, reviewer, note } = word;
  ledger.transaction((add) => {
    if (state === 'new') ledger.db.prepare('DELETE FROM alert WHERE rule = ? AND about = ?').run(rule, about);
    else {
      const put = ledger.db.prepare(
        `INSERT INTO alert (rule, about, state, seq, reviewer, note, time) VALUES (?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET state = excluded.state, seq = excluded.seq, reviewer = excluded.reviewer,
            note = excluded.note, time = excluded.time`,
      );
      put.run(rule, about, state, seq, reviewer, note ?? null, now);
    }
    const name = state === 'new' ? 'alert_reopened' : `alert_${state}`;
    const said = `${rule} at ${about} up to row ${seq}, by ${reviewer}${note === undefined ? '' : `: ${note}`}`;
    add(ledger.rowOf(eventEntry({ name, note: said, to: about }, now)));
  });
}
