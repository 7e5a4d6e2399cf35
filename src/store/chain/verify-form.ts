import type { Database } from 'better-sqlite3';
import { openDatabase } from '../driver.ts';
import { makeSchema } from '../migrations.ts';
import type { Bad } from './row-proof.ts';

/** What the log's rows are read from, and where a checkpoint is one. */
const TABLES = ['audit', 'finding', 'shape', 'session', 'checkpoint', 'prune'] as const;

/**
 * What was done to the form of the database rather than to what stands in it: SQLite keeps a text where a number belongs, and
 * bytes where a text does, which have the same hash and are found by no filter; a trigger changes rows as they are written.
 */
export function formTrouble(db: Database): Bad | undefined {
  return schemaTrouble(db) ?? TABLES.map((table) => typeTrouble(db, table)).find(Boolean);
}

/** An index that leaves rows out hides them from whoever looks by it. Reads the whole file. */
export function indexTrouble(db: Database): Bad | undefined {
  const said: unknown = db.pragma('integrity_check(1)', { simple: true });
  return said === 'ok' ? undefined : { what: `the database is damaged: ${String(said).split('\n')[0]}` };
}

type Item = { readonly type: string; readonly name: string; readonly sql: string | null };

/** Indexes and views that somebody added for reports do no harm; triggers and other tables in the place of ours do. */
function schemaTrouble(db: Database): Bad | undefined {
  const items = (of: Database) => of.prepare<[], Item>('SELECT type, name, sql FROM sqlite_master').all();
  const made = openDatabase(':memory:', { waitMillis: 0 });
  try {
    makeSchema(made, Number(db.pragma('user_version', { simple: true })));
    const here = new Map(items(db).map((item) => [item.name, item]));
    for (const { type, name, sql } of items(made)) {
      const found = here.get(name);
      if (found === undefined) return { what: `the database's ${type} ${name} is gone` };
      if (found.type !== type || found.sql !== sql) return { what: `the database's ${type} ${name} is another one` };
    }
    const [trigger] = [...here.values()].filter(({ type }) => type === 'trigger');
    return trigger && { what: `the database has a trigger that oktsec did not make: ${trigger.name}` };
  } finally {
    made.close();
  }
}

type Column = { readonly name: string; readonly type: string; readonly notnull: number; readonly pk: number };

function typeTrouble(db: Database, table: (typeof TABLES)[number]): Bad | undefined {
  const columns = db.prepare<[string], Column>('SELECT name, type, "notnull", pk FROM pragma_table_info(?)').all(table);
  const other = columns.map(({ name, type, notnull, pk }) => {
    const wanted = `'${type.toLowerCase()}'${notnull === 0 && pk === 0 ? ", 'null'" : ''}`;
    const range = type === 'INTEGER' ? ` OR "${name}" NOT BETWEEN 0 AND ${Number.MAX_SAFE_INTEGER}` : '';
    return `typeof("${name}") NOT IN (${wanted})${range}`;
  });
  const column = columns.some(({ name }) => name === 'seq') ? 'seq' : 'id';
  const row = db
    .prepare<[], { place: unknown }>(`SELECT ${column} AS place FROM ${table} WHERE ${other.join(' OR ')} LIMIT 1`)
    .get();
  if (row === undefined) return undefined;
  const what = `the table ${table} holds a value of another kind than oktsec writes`;
  return column === 'seq' && typeof row.place === 'number' ? { seq: row.place, what } : { what };
}
