import type { Database, Statement } from 'better-sqlite3';

const kept = new WeakMap<Database, Map<string, Statement>>();

/**
 * A statement of this connection, made the first time: to make one takes as long as to run most of those that pages ask.
 * Whoever walks through its rows with `iterate` makes one of their own, for nobody else can use it meanwhile.
 * @param sql one of a bounded number of texts: what was asked stands in the parameters
 */
export function prepared<P extends unknown[], R>(db: Database, sql: string): Statement<P, R> {
  return known(db, sql, () => db.prepare(sql)) as unknown as Statement<P, R>;
}

/** The same, giving the first column of each row. */
export function plucked<P extends unknown[], R>(db: Database, sql: string): Statement<P, R> {
  return known(db, `${sql} `, () => db.prepare(sql).pluck()) as unknown as Statement<P, R>;
}

function known(db: Database, name: string, make: () => Statement): Statement {
  let statements = kept.get(db);
  if (statements === undefined) {
    statements = new Map();
    kept.set(db, statements);
  }
  const found = statements.get(name);
  if (found !== undefined) return found;
  const made = make();
  statements.set(name, made);
  return made;
}
