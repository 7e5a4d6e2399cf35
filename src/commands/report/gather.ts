import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openConfig, openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import type { Config } from '../../config/config.ts';
import { OktsecError } from '../../errors.ts';
import { rulesOf } from '../../files/rule-packs.ts';
import { DECISIONS, type Mode, type Status } from '../../policy/decisions.ts';
import type { Coverage } from '../../posture/check.ts';
import { type Posture, postureOf } from '../../posture/score.ts';
import type { Rule } from '../../rules/rule.ts';
import type { Activity, AuditRow, Store, Verification } from '../../store/store.ts';
import { version } from '../../version.ts';
import { targetFor } from '../clients/coverage.ts';
import { type Checked, readSetUp, type SetUp } from '../scan/setup.ts';
import { loosened } from '../status/loosened.ts';

const HOUR = 3_600_000_000;
const HOURLY = 2 * 24 * HOUR;
const MOST_ROWS = 10_000;
const STOPPED = ['blocked', 'quarantined', 'rejected'] as const satisfies readonly Status[];

/** All that a report says. Times in microseconds since 1970. */
export type Report = {
  readonly version: string;
  readonly instance: string;
  readonly mode: Mode;
  readonly since: number;
  readonly until: number;
  readonly posture: Posture;
  readonly activity: Activity;
  /** Rows of the period with a finding, newest first; `more` were found than are listed. */
  readonly findings: readonly AuditRow[];
  readonly more: boolean;
  /** By id, those that found something. */
  readonly rules: ReadonlyMap<
    string,
    Pick<Rule, 'id' | 'name' | 'severity' | 'category' | 'description' | 'remediation'>
  >;
  readonly servers: readonly Checked[];
  /** Undefined where there is no log and never was one. */
  readonly verification: Proof | undefined;
  /** What loosened the protection in the period, newest first. */
  readonly loosened: readonly { readonly row: AuditRow; readonly what: string }[];
};

export type Proof = Pick<
  Verification,
  'ok' | 'bad' | 'rows' | 'firstSeq' | 'lastSeq' | 'checkpoints' | 'chain' | 'instance'
>;

/** Reads config, log and the clients' configs; starts nothing. The whole chain is verified. */
export async function gather(context: Context, since: number): Promise<Report> {
  const { snapshot } = await openConfig(context);
  const { config } = snapshot;
  const now = context.io.now();
  const setUp = await readSetUp(context, []);
  const rules = rulesOf(snapshot);
  const store = await openLog(context, snapshot);
  try {
    const long = now - since > HOURLY;
    const activity = store.activity({ since, steps: long ? 'day' : 'hour' });
    const findings = store.list({ findings: true, messages: true, since, limit: MOST_ROWS });
    const proven = proofOf(store, snapshot.home);
    const held = store.quarantine('pending', MOST_ROWS).filter(({ expiresAt }) => expiresAt > now);
    const oldest = Math.min(now, ...held.map(({ createdAt }) => createdAt));
    const posture = postureOf({
      coverage: coverage(setUp),
      mode: config.mode,
      servers: serversOf(config, activity),
      chain: proven === undefined ? undefined : { ok: proven.ok, what: proven.bad?.what },
      pins: store.pins().filter(({ state }) => state === 'pending'),
      entries: setUp.servers.flatMap(({ chosen, troubles }) =>
        troubles.map(({ severity, what }) => ({ server: chosen.server.ref, severity, what })),
      ),
      letThrough: letThrough(store, since),
      ignored: ignoredRules(config, now),
      held: { count: held.length, oldestMicros: now - oldest },
      requireSignature: config.identity.requireSignature,
      defaultPolicy: config.defaultPolicy,
    });
    const events = store.list({ events: true, since, limit: MOST_ROWS });
    return {
      version: version(),
      instance: proven?.instance ?? '',
      mode: config.mode,
      since,
      until: now,
      posture,
      activity,
      findings,
      more: findings.length === MOST_ROWS,
      rules: new Map(
        activity.rules.flatMap(({ name }) => {
          const rule = rules.rules.get(name);
          return rule === undefined ? [] : [[name, rule]];
        }),
      ),
      servers: setUp.servers,
      verification: proven,
      loosened: events.flatMap((row) => {
        const what = loosened(row);
        return what === undefined ? [] : [{ row, what }];
      }),
    };
  } finally {
    store.close();
  }
}

function coverage({ servers, problems }: SetUp): Coverage {
  const started = servers.filter(({ chosen: { server } }) => !server.entry.disabled);
  const bare = started.filter(({ chosen }) => chosen.server.state === 'bare').map(({ chosen }) => chosen);
  const remote = started.filter(({ chosen }) => chosen.server.state === 'remote').length;
  return {
    servers: started.length - remote,
    bare: bare.map(({ server }) => server.ref),
    wrap: targetFor(bare),
    remote,
    unreadable: problems.length,
  };
}

/** The servers that the config names, and those that were heard of in the period, each with its mode. */
function serversOf(config: Config, activity: Activity): { readonly name: string; readonly mode: Mode }[] {
  const names = new Set([
    ...config.agents.filter(({ server }) => server).map(({ name }) => name),
    ...activity.tools.map(({ server }) => server),
  ]);
  return [...names]
    .sort()
    .map((name) => ({ name, mode: config.agents.find((agent) => agent.name === name)?.mode ?? config.mode }));
}

/** Rules that an entry without any condition says to ignore. */
function ignoredRules(config: Config, now: number): string[] {
  return config.rules
    .filter(({ action, agents, tools, channels, expires }) => {
      const everywhere = agents === undefined && tools === undefined && channels === undefined;
      return action === 'ignore' && everywhere && (expires === undefined || expires > now);
    })
    .map(({ id }) => id);
}

/** Rows that were forwarded although their decision says otherwise. */
function letThrough(store: Store, since: number): number {
  return STOPPED.reduce(
    (sum, status) =>
      sum +
      store
        .list({ status, since, limit: MOST_ROWS })
        .filter(({ action, decision }) => action === 'forward' && DECISIONS[decision].action !== 'forward').length,
    0,
  );
}

/** Checkpoints that were signed outlive the log they are of: whoever took it away is noticed. */
function proofOf(store: Store, home: string): Proof | undefined {
  try {
    return store.verify();
  } catch (error) {
    if (!(error instanceof OktsecError) || error.code !== 'store_missing') throw error;
    if (!existsSync(join(home, 'checkpoints.log'))) return undefined;
    const bad = { what: 'there is no log, and signed checkpoints say there was one' };
    return { ok: false, bad, rows: 0, firstSeq: 0, lastSeq: 0, checkpoints: 0, chain: '', instance: '' };
  }
}
