import type { Store, TokenRow } from '../store/store.ts';
import { isScope, type Scope } from './scopes.ts';
import { isToken, tokenHash } from './token.ts';

/** Why a token opens nothing. `malformed`: no token, or one with a slip in it. */
export type Refusal = 'malformed' | 'unknown' | 'expired' | 'revoked' | 'scope';

export type TokenCheck =
  | { readonly ok: true; readonly name: string; readonly scopes: readonly Scope[] }
  | { readonly ok: false; readonly why: Refusal };

/**
 * Whether a token that somebody shows is good for `scope`, now: a revocation by another process counts at once.
 * What is compared is hashes, looked up as a whole, so that timing tells nothing about the token.
 * @param now microseconds since 1970
 * @throws OktsecError `store_*`
 */
export function verifyToken(
  store: Pick<Store, 'tokenByHash'>,
  token: string,
  scope: Scope | undefined,
  now: number,
): TokenCheck {
  // Nothing that is no token costs a look into the database [176].
  if (!isToken(token)) return { ok: false, why: 'malformed' };
  const row = store.tokenByHash(tokenHash(token));
  if (row === undefined) return { ok: false, why: 'unknown' };
  const why = spent(row, now);
  if (why !== undefined) return { ok: false, why };
  const scopes = row.scopes.filter(isScope);
  if (scope !== undefined && !scopes.includes(scope)) return { ok: false, why: 'scope' };
  return { ok: true, name: row.name, scopes };
}

/** Why a token that we made no longer counts; undefined while it does. */
export function spent(row: TokenRow, now: number): 'expired' | 'revoked' | undefined {
  if (row.revokedAt !== undefined) return 'revoked';
  return row.expiresAt <= now ? 'expired' : undefined;
}
