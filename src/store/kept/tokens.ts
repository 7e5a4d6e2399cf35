import type { Database } from 'better-sqlite3';
import { eventEntry } from '../event.ts';
import type { NewToken, TokenRow } from '../terms/token.ts';
import type { Ledger } from '../writing/ledger.ts';

type StoredToken = {
  readonly name: string;
  readonly scopes: string;
  readonly created: number;
  readonly expires: number;
  readonly revoked: number | null;
};

const COLUMNS = 'name, scopes, created, expires, revoked';

/** Every token that was ever made here, the newest first. */
export function listTokens(db: Database): TokenRow[] {
  return db.prepare<[], StoredToken>(`SELECT ${COLUMNS} FROM token ORDER BY id DESC`).all().map(toRow);
}

export function tokenByHash(db: Database, hash: Uint8Array): TokenRow | undefined {
  const found = db.prepare<[Uint8Array], StoredToken>(`SELECT ${COLUMNS} FROM token WHERE hash = ?`).get(hash);
  return found === undefined ? undefined : toRow(found);
}

/** @returns false when a token of this name still counts. @throws SQLite's errors */
export function addToken(ledger: Ledger, token: NewToken, options: { now: number; by: string }): boolean {
  const { name, scopes, hash, expiresAt } = token;
  return ledger.transaction((add) => {
    const taken = ledger.db.prepare<[string, number], unknown>(
      'SELECT 1 FROM token WHERE name = ? AND revoked IS NULL AND expires > ?',
    );
    if (taken.get(name, options.now) !== undefined) return false;
    const put = ledger.db.prepare('INSERT INTO token (hash, name, scopes, created, expires) VALUES (?, ?, ?, ?, ?)');
    put.run(hash, name, JSON.stringify(scopes), options.now, expiresAt);
    const until = new Date(Math.floor(expiresAt / 1000)).toISOString();
    const note = `token ${name} for ${scopes.join(', ')} until ${until}, by ${options.by}`;
    add(ledger.rowOf(eventEntry({ name: 'token_created', note }, options.now)));
    return true;
  });
}

/** The scopes that the note of a `token_created` tells of, whatever the token and its maker are called. */
export function scopesIn(note: string): readonly string[] {
  return /^token \S+ for (.+?) until /.exec(note)?.[1]?.split(', ') ?? [];
}

/** @returns whether a token of this name still counted. @throws SQLite's errors */
export function revokeToken(ledger: Ledger, name: string, options: { now: number; by: string }): boolean {
  return ledger.transaction((add) => {
    const revoke = ledger.db.prepare('UPDATE token SET revoked = ? WHERE name = ? AND revoked IS NULL AND expires > ?');
    if (revoke.run(options.now, name, options.now).changes === 0) return false;
    const note = `token ${name}, by ${options.by}`;
    add(ledger.rowOf(eventEntry({ name: 'token_revoked', note }, options.now)));
    return true;
  });
}

function toRow({ name, scopes, created, expires, revoked }: StoredToken): TokenRow {
  return {
    name,
    scopes: JSON.parse(scopes) as string[],
    createdAt: created,
    expiresAt: expires,
    revokedAt: revoked ?? undefined,
  };
}
