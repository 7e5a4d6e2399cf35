/** A token as it is kept: never the token itself, only its SHA-256. Times are microseconds since 1970. */
export type TokenRow = {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly revokedAt?: number | undefined;
};

export type NewToken = {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly hash: Uint8Array;
  readonly expiresAt: number;
};
