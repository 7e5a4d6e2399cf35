import { openConfig, openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import { nearest } from '../../config/nearest.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import type { TokenRow } from '../../store/store.ts';
import { printJson } from '../../terminal/print.ts';
import { shown } from '../../terminal/screen.ts';
import { spent } from '../../tokens/verify.ts';

/** Taking a token away protects, so nothing is asked. */
export async function revoke(context: Context, name: string): Promise<number> {
  const { io, globals } = context;
  const { snapshot } = await openConfig(context);
  const log = await openLog(context, snapshot);
  try {
    const known = log.tokens();
    const valid = known.filter((token) => spent(token, io.now()) === undefined);
    if (!valid.some((token) => token.name === name) || !log.revokeToken(name, { by: io.user })) {
      throw notThere(name, known, valid, io.now());
    }
  } finally {
    log.close();
  }
  if (globals.json) await printJson(io, [{ name, state: 'revoked' }]);
  else io.stdout.write(`${shown(name)} is revoked\n`);
  return EXIT.done;
}

function notThere(name: string, known: readonly TokenRow[], valid: readonly TokenRow[], now: number): OktsecError {
  const old = known.find((token) => token.name === name);
  const meant = nearest(
    name,
    valid.map((token) => token.name),
  );
  const what =
    old === undefined
      ? `there is no token "${name}"`
      : `the token ${name} counts no more: it ${spent(old, now) === 'expired' ? 'has expired' : 'was revoked'}`;
  return new OktsecError('no_token', what, {
    hint: meant === undefined ? 'oktsec tokens list' : `did you mean ${meant}? oktsec tokens list`,
    exit: EXIT.no,
  });
}
