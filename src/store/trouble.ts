/** `lost`: the file we had open is no longer the one in its place. */
export type Trouble = SqliteTrouble | 'lost';

export function kindOf(error: unknown): Trouble {
  if (error instanceof Error && 'code' in error && error.code === 'OKTSEC_LOST') return 'lost';
  return troubleOf(error) ?? 'unwritable';
}

// At the end nothing that fails is worth failing for: the spool that stays is entered by the next process.
export function attempt(work: () => void): void {
  try {
    work();
  } catch {}
}

export function lost(): Error {
  return Object.assign(new Error('another file stands in its place, or none'), { code: 'OKTSEC_LOST' });
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The code of an error of SQLite, such as `SQLITE_BUSY`; undefined for any other. */
export function sqliteCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_')
    ? String(error.code)
    : undefined;
}

export type SqliteTrouble = 'busy' | 'corrupt' | 'unwritable';

export function troubleOf(error: unknown): SqliteTrouble | undefined {
  const code = sqliteCode(error);
  if (code === undefined) return undefined;
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'busy';
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return 'corrupt';
  return 'unwritable';
}
