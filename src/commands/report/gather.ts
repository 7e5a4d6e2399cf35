import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openConfig, openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import { OktsecError } from '../../errors.ts';
import { rulesOf } from '../../files/config/rule-packs.ts';
import { type Checked, clientFacts, readSetUp } from '../../here/set-up.ts';
import type { Mode } from '../../policy/decisions.ts';
import { factsOf } from '../../posture/facts.ts';
import { type Posture, postureOf } from '../../posture/score.ts';
import type { Rule } from '../../rules/rule.ts';
import type { Activity, AuditRow, Store, Verification } from '../../store/store.ts';
import { waited } from '../../terminal/waiting.ts';
import { version } from '../../version.ts';
import { type Loosened, loosenedIn } from '../status/loosened.ts';

const HOUR = 3_600_000_000;
const HOURLY = 2 * 24 * HOUR;
const MOST_ROWS = 10_000;

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
  readonly loosened: readonly Loosened[];
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
    const found = store.list({ findings: true, messages: true, since, limit: MOST_ROWS + 1 });
    const proven = proofOf(context, store, snapshot.home);
    const posture = postureOf(
      factsOf({
        config,
        now,
        activity,
        pins: store.pins(),
        held: store.waiting(),
        chain: proven === undefined ? undefined : { ok: proven.ok, what: proven.bad?.what },
        clients: clientFacts(setUp),
      }),
    );
    const events = store.list({ events: true, since, limit: MOST_ROWS });
    return {
      version: version(),
      instance: proven?.instance ?? '',
      mode: config.mode,
      since,
      until: now,
      posture,
      activity,
      findings: found.slice(0, MOST_ROWS),
      more: found.length > MOST_ROWS,
      rules: new Map(
        activity.rules.flatMap(({ name }) => {
          const rule = rules.rules.get(name);
          return rule === undefined ? [] : [[name, rule]];
        }),
      ),
      servers: setUp.servers,
      verification: proven,
      loosened: loosenedIn(events),
    };
  } finally {
    store.close();
  }
}

/** Checkpoints that were signed outlive the log they are of: whoever took it away is noticed. */
function proofOf(context: Context, store: Store, home: string): Proof | undefined {
  try {
    return waited(context, 'proving the chain', (walked) => store.verify({ walked }));
  } catch (error) {
    if (!(error instanceof OktsecError) || error.code !== 'store_missing') throw error;
    if (!existsSync(join(home, 'checkpoints.log'))) return undefined;
    const bad = { what: 'there is no log, and signed checkpoints say there was one' };
    return { ok: false, bad, rows: 0, firstSeq: 0, lastSeq: 0, checkpoints: 0, chain: '', instance: '' };
  }
}
