import { resolve } from 'node:path';
import { openConfig, openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import { checkFree, createSecretFile } from '../../files/keys/secret-file.ts';
import { confirm } from '../../terminal/confirm.ts';
import { parseDuration, rfc3339 } from '../../terminal/durations.ts';
import { printJson } from '../../terminal/print.ts';
import { shown } from '../../terminal/screen.ts';
import { loosens, parseScopes } from '../../tokens/scopes.ts';
import { checkTokenName, formatToken, TOKEN_BYTES, tokenHash } from '../../tokens/token.ts';

export type CreateOptions = {
  readonly scope: readonly string[];
  readonly expires?: string;
  readonly out?: string;
};

const MOST_MICROS = 366 * 86_400_000_000;

/** Makes a token and shows it, this once: what is kept is its hash. */
export async function create(context: Context, name: string, options: CreateOptions): Promise<number> {
  const { io, globals } = context;
  checkTokenName(name);
  const scopes = parseScopes(options.scope);
  const micros = parseDuration(options.expires ?? '90d', '--expires');
  if (micros === 0 || micros > MOST_MICROS) {
    throw new OktsecError('usage', `--expires "${options.expires}" is not between 1 s and 366 d`);
  }
  const file = options.out === undefined ? undefined : resolve(io.cwd, options.out);
  if (file !== undefined) checkFree(file);
  const { snapshot } = await openConfig(context);
  // Asked on the terminal whatever else was given: a token that loosens must not be able to make the next one.
  if (scopes.some(loosens)) {
    confirm(io, 'TOKEN', [`whoever holds the token ${name} can use ${scopes.join(', ')} on this machine`]);
  }
  const token = formatToken(io.random(TOKEN_BYTES));
  const expiresAt = io.now() + micros;
  const log = await openLog(context, snapshot);
  try {
    if (!log.addToken({ name, scopes, hash: tokenHash(token), expiresAt }, { by: io.user })) {
      throw new OktsecError('token_exists', `there is a token ${name} already`, {
        hint: `another name, or oktsec tokens revoke ${name} first`,
      });
    }
  } finally {
    log.close();
  }
  if (file !== undefined) createSecretFile(file, `${token}\n`);
  const about = { name, scopes, expires_at: rfc3339(expiresAt) };
  if (globals.json) {
    await printJson(io, [{ ...about, token: file === undefined ? token : null, file: file ?? null }]);
    return EXIT.done;
  }
  io.stdout.write(file === undefined ? `${token}\n` : `${shown(file)}\n`);
  if (!globals.quiet) {
    const once = file === undefined ? 'shown this once; ' : '';
    io.stderr.write(`${once}${name}: ${scopes.join(', ')}, until ${rfc3339(expiresAt).slice(0, 19)}Z\n`);
  }
  return EXIT.done;
}
