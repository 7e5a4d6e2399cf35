import { openConfig, openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import { EXIT } from '../../errors.ts';
import type { TokenRow } from '../../store/store.ts';
import { rfc3339, sayDuration } from '../../terminal/durations.ts';
import { printJson } from '../../terminal/print.ts';
import { shown } from '../../terminal/screen.ts';
import { table } from '../../terminal/table.ts';
import { spent } from '../../tokens/verify.ts';

export async function list(context: Context): Promise<number> {
  const { io, globals, screen } = context;
  const { snapshot } = await openConfig(context);
  const log = await openLog(context, snapshot);
  try {
    const tokens = log.tokens();
    const now = io.now();
    if (globals.json) {
      await printJson(
        io,
        tokens.map((token) => asJson(token, now)),
      );
    } else if (tokens.length === 0) {
      io.stdout.write('no tokens\n');
    } else {
      const rows = tokens.map((token) => [
        shown(token.name),
        spent(token, now) ?? `${sayDuration(token.expiresAt - now)} left`,
        rfc3339(token.createdAt).slice(0, 10),
        token.scopes.map(shown).join(', '),
      ]);
      const columns = [{ title: 'name' }, { title: 'state' }, { title: 'made' }, { title: 'scopes', cut: true }];
      io.stdout.write(table(screen, columns, rows));
    }
    return EXIT.done;
  } finally {
    log.close();
  }
}

function asJson(token: TokenRow, now: number): object {
  const { name, scopes, createdAt, expiresAt, revokedAt } = token;
  return {
    name,
    scopes,
    state: spent(token, now) ?? 'valid',
    created_at: rfc3339(createdAt),
    expires_at: rfc3339(expiresAt),
    revoked_at: revokedAt === undefined ? null : rfc3339(revokedAt),
  };
}
