import { join } from 'node:path';
import { openApp } from '../app.ts';
import type { Context } from '../command.ts';
import { changesBetween } from '../config/loosening.ts';
import { parseConfig } from '../config/parse.ts';
import { withoutPath } from '../config/place.ts';
import type { ConfigChange, DashboardAdmin, Standing } from '../dashboard/services.ts';
import { OktsecError } from '../errors.ts';
import { resolvePaths } from '../files/config/compile-snapshot.ts';
import { NO_CONFIG } from '../files/config/edit-config.ts';
import { writeKeyPair } from '../files/keys/key-files.ts';
import { writeRevocation } from '../files/keys/revocations.ts';
import { secretKeyOf } from '../identity/ed25519.ts';
import { rowsAsCsv, rowsAsJson } from '../rows/text.ts';
import { unsetVariables } from '../sinks/environment.ts';
import { testNotice } from '../sinks/test-notice.ts';
import type { AuditRow, Store } from '../store/store.ts';
import { sinksOf } from '../telling.ts';
import { parseScopes } from '../tokens/scopes.ts';
import { checkTokenName, formatToken, TOKEN_BYTES, tokenHash } from '../tokens/token.ts';

export type AdminParts = {
  readonly home: string;
  readonly store: Store;
  readonly standing: () => Standing;
};

const DAY_MICROS = 86_400_000_000;
const MOST_DAYS = 366;
const PAGE = 500;

/** What the dashboard's pages about agents, rules and settings change, by the same code as the commands. */
export function adminOf(context: Context, { home, store, standing }: AdminParts): DashboardAdmin {
  const { io } = context;
  const keyOf = (agent: string) =>
    standing()
      .ring.keys.get(agent)
      ?.find(({ until }) => until === undefined);
  return {
    loosens: (edit) => isLoosening(context, edit),
    makeKey: (agent) => {
      if (keyOf(agent) !== undefined) throw new OktsecError('key_exists', `"${agent}" has a key already`);
      const secret = secretKeyOf(io.random(32));
      if (secret === undefined) throw new Error('32 random bytes were no key');
      const folder = standing().config.identity.keysDir ?? join(home, 'keys');
      const { keyPath } = writeKeyPair(folder, agent, secret, { force: false });
      const { fingerprint } = secret.public;
      const note = `key ${fingerprint.slice(0, 16)} made by ${io.user}`;
      store.appendEvent({ name: 'key_imported', note, from: agent });
      return { fingerprint, keyPath };
    },
    revokeKey: (agent, reason) => {
      const key = keyOf(agent);
      if (key === undefined) throw new OktsecError('unknown_agent', `"${agent}" has no key`);
      const { fingerprint } = key.public;
      // A log that cannot be written must not keep a lost key alive.
      writeRevocation(home, { agent, fingerprint, revokedAt: io.now(), reason: reason ?? 'revoked' });
      const why = reason === undefined ? '' : `: ${reason}`;
      store.appendEvent({
        name: 'key_revoked',
        note: `key ${fingerprint.slice(0, 16)} revoked by ${io.user}${why}`,
        from: agent,
      });
      return fingerprint;
    },
    testSink: (name) => testSink(context, store, name),
    unset: (name) => {
      const line = unsetVariables(standing().config, io.env).find((one) => one.startsWith(`${name}: `));
      return line?.slice(name.length + 2);
    },
    makeToken: ({ name, scopes, days }) => {
      checkTokenName(name);
      if (!(days >= 1 && days <= MOST_DAYS)) {
        throw new OktsecError('usage', `a token lasts 1 to ${MOST_DAYS} days`);
      }
      const token = formatToken(io.random(TOKEN_BYTES));
      const expiresAt = io.now() + Math.floor(days) * DAY_MICROS;
      const made = { name, scopes: parseScopes(scopes), hash: tokenHash(token), expiresAt };
      if (!store.addToken(made, { by: io.user })) {
        throw new OktsecError('token_exists', `there is a token ${name} already`, { hint: 'revoke it first' });
      }
      return token;
    },
    exported: (format, since) => {
      const rows = rowsSince(store, since);
      return format === 'csv' ? rowsAsCsv(rows) : rowsAsJson(rows);
    },
  };
}

/** What an edit comes to is held against what stands, as `oktsec config set` does. @throws OktsecError */
async function isLoosening(context: Context, edit: ConfigChange['edit']): Promise<boolean> {
  const app = await openApp(context);
  const { snapshot } = app.opened;
  const path = snapshot.path ?? join(snapshot.home, 'oktsec.yaml');
  const text = edit(snapshot.path === undefined ? NO_CONFIG : snapshot.source);
  const parsed = resolvePaths(
    pathless(text, () => parseConfig(text, path, app.rules)),
    path,
    context.io.userHome,
  );
  return changesBetween(snapshot.config, parsed).some(({ loosens }) => loosens);
}

/** Where the config lies is no part of what is wrong with it. @param text what is read */
function pathless<T>(text: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof OktsecError)) throw error;
    const { code, message, hint } = error;
    throw new OktsecError(code, withoutPath(message, text), hint === undefined ? {} : { hint });
  }
}

async function testSink(context: Context, store: Store, name: string): Promise<string | undefined> {
  const { snapshot } = (await openApp(context)).opened;
  const stop = new AbortController();
  const { sinks, instance } = sinksOf(context, snapshot, store, stop.signal);
  try {
    const sink = sinks.find((one) => one.name === name);
    if (sink === undefined) throw new OktsecError('no_such_sink', `no webhook or sink is called "${name}"`);
    await sink.send(testNotice(instance, context.io.now()), stop.signal);
    return undefined;
  } catch (error) {
    if (error instanceof OktsecError && error.code !== 'no_such_sink') return error.message;
    if (error instanceof Error && error.name === 'Busy') return error.message;
    throw error;
  } finally {
    stop.abort();
    await Promise.all(sinks.map((sink) => sink.close?.()));
  }
}

/** In pages, so that no transaction is open while a slow reader takes them. */
function* rowsSince(store: Store, since: number): Generator<AuditRow> {
  for (let afterSeq = 0; ; ) {
    const rows = store.list({ since, afterSeq, limit: PAGE });
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    afterSeq = last.seq;
  }
}
