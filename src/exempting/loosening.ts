import { resolve } from 'node:path';
import { openLog } from '../app.ts';
import type { Context } from '../command.ts';
import { EXIT, OktsecError } from '../errors.ts';
import type { Snapshot } from '../files/config/config-file.ts';
import { readSecretFile } from '../files/keys/secret-file.ts';
import { confirm } from '../terminal/confirm.ts';
import { type Refusal, verifyToken } from '../tokens/verify.ts';

export type Loosening = {
  /** The config and home that it is about: a token counts in the home that made it. */
  readonly snapshot: Snapshot;
  /** What the person types, the command's own word in capitals. */
  readonly word: string;
  /** What will be, one line each. */
  readonly what: readonly string[];
};

/**
 * What every command goes through before it loosens the protection: the word on the controlling terminal, or where
 * there is none a token of scope `review` in a file that only its owner reads. `$OKTSEC_TOKEN` is no answer, because an
 * agent's commands inherit it.
 * @returns who answered, for the row about it
 * @throws OktsecError `no_terminal`, `secret_file`, `bad_token`, `store_*` (exit 2), `not_confirmed` (exit 1)
 */
export async function confirmLoosening(context: Context, { snapshot, word, what }: Loosening): Promise<string> {
  const { io, globals } = context;
  if (globals.tokenFile === undefined) {
    confirm(io, word, what, true);
    return io.user;
  }
  const token = readSecretFile(resolve(io.cwd, globals.tokenFile));
  const log = await openLog(context, snapshot);
  try {
    const checked = verifyToken(log, token, 'review', io.now());
    if (!checked.ok) throw refused(globals.tokenFile, checked.why, snapshot.home);
    return `token ${checked.name}`;
  } finally {
    log.close();
  }
}

function refused(path: string, why: Refusal, home: string): OktsecError {
  const said = {
    malformed: 'does not hold a token',
    unknown: `holds a token that was not made in ${home}`,
    expired: 'holds a token that has expired',
    revoked: 'holds a token that was revoked',
    scope: 'holds a token without the scope review',
  } as const;
  return new OktsecError('bad_token', `${path} ${said[why]}, nothing was changed`, {
    hint: 'oktsec tokens list shows which there are; oktsec tokens create NAME --scope review makes one',
    exit: EXIT.failed,
  });
}
