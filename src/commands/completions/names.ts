import { openLog, requestOf } from '../../app.ts';
import type { Context } from '../../command.ts';
import { builtIn, openFast, type Snapshot } from '../../files/config/config-file.ts';
import { findConfig } from '../../files/config/find-config.ts';
import { rulesOf } from '../../files/config/rule-packs.ts';
import type { Candidate, NameKind, Names } from '../../help/complete.ts';
import type { Store } from '../../store/store.ts';
import { plural } from '../../terminal/plural.ts';
import { spent } from '../../tokens/verify.ts';

/** The names of this machine, for a shell: what cannot be read has none, and nothing is ever made or changed. */
export function namesOf(context: Context): Names {
  return async (kind) => {
    try {
      return await SOURCES[kind](context);
    } catch {
      return [];
    }
  };
}

const SOURCES: Readonly<Record<NameKind, (context: Context) => Promise<readonly Candidate[]>>> = {
  client: async (context) => (await found(context)).map(({ client }) => ({ value: client.id, about: client.title })),
  server: async (context) =>
    (await found(context)).flatMap(({ files }) =>
      files.flatMap(({ servers }) => servers.map(({ ref, argv }) => ({ value: ref, about: argv.join(' ') }))),
    ),
  agent: agents,
  rule: async (context) => {
    const rules = rulesOf(snapshotOf(context)).rules.values();
    return [...rules].map(({ id, name }) => ({ value: id, about: name }));
  },
  held: (context) => withLog(context, (log) => heldIn(log, context.io.now())),
  ref: (context) =>
    withLog(context, (log) => {
      const held = heldIn(log, context.io.now());
      const stopped = log.list({ findings: true }).flatMap((row) => (row.ref === undefined ? [] : [row]));
      const rows = stopped.map((row) => ({ value: row.ref ?? '', about: row.findings[0]?.name }));
      return [...held, ...rows.filter((row) => !held.some((item) => item.value === row.value))];
    }),
  token: (context) =>
    withLog(context, (log) => {
      const valid = log.tokens().filter((token) => spent(token, context.io.now()) === undefined);
      return valid.map(({ name, scopes }) => ({ value: name, about: scopes.join(', ') }));
    }),
  config: async (context) => {
    const { leaves, spelled } = await import('../../config/spelled.ts');
    return leaves(spelled(snapshotOf(context).config)).map(({ path, value }) => ({
      value: path.join('.'),
      about: String(value),
    }));
  },
};

function heldIn(log: Store, now: number): Candidate[] {
  const held = log.quarantine('pending').filter(({ expiresAt }) => expiresAt > now);
  return held.map((item) => ({ value: item.ref, about: `held: ${item.tool ?? item.to}` }));
}

async function found(context: Context) {
  const { here, lookAround } = await import('../../here/clients.ts');
  return lookAround(context, await here(context));
}

async function agents(context: Context): Promise<readonly Candidate[]> {
  const configured = snapshotOf(context).config.agents.map(({ name, description }) => ({
    value: name,
    about: description ?? 'in the config',
  }));
  const seen = await withLog(context, (log) =>
    log.stats().agents.map(({ name, rows }) => ({ value: name, about: plural(rows, 'row') })),
  );
  return [...configured, ...seen.filter((one) => !configured.some(({ value }) => value === one.value))];
}

async function withLog<T>(context: Context, work: (log: Store) => T): Promise<T> {
  const log = await openLog(context, snapshotOf(context));
  try {
    return work(log);
  } finally {
    log.close();
  }
}

function snapshotOf(context: Context): Snapshot {
  const request = requestOf(context);
  return openFast(request)?.snapshot ?? builtIn(findConfig(request).home);
}
