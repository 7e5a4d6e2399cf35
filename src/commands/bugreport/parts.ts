import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openLog, requestOf } from '../../app.ts';
import type { Context } from '../../command.ts';
import { builtIn, openFast, readConfig } from '../../files/config/config-file.ts';
import { findConfig } from '../../files/config/find-config.ts';
import { isOurs } from '../../files/home-names.ts';
import { here, lookAround } from '../../here/clients.ts';
import { rfc3339 } from '../../terminal/durations.ts';
import { waited } from '../../terminal/waiting.ts';
import { coverageOf } from '../clients/coverage.ts';
import { type Nameless, plainConfig } from './nameless.ts';

export function configPart(context: Context, names: Nameless): object {
  const { from, path } = findConfig(requestOf(context));
  return { from, ...(path === undefined ? {} : { text: plainConfig(readConfig(path), names) }) };
}

export function homePart(context: Context, names: Nameless): readonly object[] {
  const { home } = findConfig(requestOf(context));
  if (!existsSync(home)) return [];
  return readdirSync(home).map((name) => {
    const { size, mode } = statSync(join(home, name));
    return {
      name: isOurs(name) ? name : names.name(name),
      size,
      mode: (mode & 0o777).toString(8).padStart(4, '0'),
    };
  });
}

export async function clientsPart(context: Context, names: Nameless): Promise<readonly object[]> {
  const found = await lookAround(context, await here(context));
  const { servers } = coverageOf(found);
  return found.map(({ client }) => ({
    client: client.id,
    servers: servers
      .filter((one) => one.client === client)
      .map(({ server }) => ({ state: server.state, proof: names.text(server.proof ?? '') })),
  }));
}

export async function logPart(context: Context, names: Nameless): Promise<object> {
  const request = requestOf(context);
  const snapshot = openFast(request)?.snapshot ?? builtIn(findConfig(request).home);
  const log = await openLog(context, snapshot);
  try {
    const { rows, decisions, statuses, rules } = log.stats();
    const { ok, bad, checkpoints } = existsSync(join(snapshot.home, 'oktsec.db'))
      ? waited(context, 'proving the chain', (walked) => log.verify({ walked }))
      : { ok: true, bad: undefined, checkpoints: 0 };
    const events = log
      .list({ events: true, limit: 50 })
      .map(({ time, method }) => ({ time: rfc3339(time), what: method }));
    return { rows, decisions, statuses, rules, verifies: ok, bad: names.text(bad?.what ?? ''), checkpoints, events };
  } finally {
    log.close();
  }
}
