import type { Database } from 'better-sqlite3';
import { type Expense, overspent } from '../../policy/spend.ts';

/** What was spent of an account in so long. Times are microseconds since 1970. @throws SQLite's errors */
export function spentOf(db: Database, account: string, windowSeconds: number, now: number): number {
  return (
    db
      .prepare<[string, number], number>('SELECT total(amount) FROM spent WHERE account = ? AND time > ?')
      .pluck()
      .get(account, now - windowSeconds * 1e6) ?? 0
  );
}

/** Why these would be too much now; undefined when all of them fit. @throws SQLite's errors */
export function tooMuch(db: Database, expenses: readonly Expense[], now: number): string | undefined {
  for (const expense of expenses) {
    const why = overspent(expense, spentOf(db, expense.account, expense.windowSeconds, now));
    if (why !== undefined) return why;
  }
  return undefined;
}

/** Puts them down, in the transaction of the call's row, and forgets what no window reaches any more. @throws SQLite's errors */
export function spend(db: Database, expenses: readonly Expense[], now: number): void {
  if (expenses.length === 0) return;
  db.prepare('DELETE FROM spent WHERE expires <= ?').run(now);
  const put = db.prepare('INSERT INTO spent (account, time, amount, expires) VALUES (?, ?, ?, ?)');
  for (const { account, amount, windowSeconds } of expenses) put.run(account, now, amount, now + windowSeconds * 1e6);
}
