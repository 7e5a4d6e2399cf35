import { join } from 'node:path';

/**
 * Does to a log what whoever wants to hide an attack would do: one row that says a message was refused says from now on
 * that it was an ordinary delivery. @returns the row's sequence number
 */
export async function tamper(home: string): Promise<number> {
  const { default: Sqlite } = await import('better-sqlite3');
  const db = new Sqlite(join(home, 'oktsec.db'));
  try {
    const row = db
      .prepare(
        `SELECT audit.seq AS seq FROM audit JOIN shape ON shape.id = audit.shape WHERE shape.action = 'refuse' LIMIT 1`,
      )
      .get() as { readonly seq: number } | undefined;
    if (row === undefined) throw new Error('no refusal in the log');
    db.prepare(
      `UPDATE audit SET shape = (SELECT id FROM shape WHERE decision = 'allow' AND action = 'forward' LIMIT 1) WHERE seq = ?`,
    ).run(row.seq);
    return row.seq;
  } finally {
    db.close();
  }
}
