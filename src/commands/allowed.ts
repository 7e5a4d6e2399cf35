import { type App, openApp, openLog } from '../app.ts';
import { changeConfig } from '../change-config.ts';
import type { Context } from '../command.ts';
import type { RuleOverride } from '../config/config.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { sessionsHere } from '../here/sessions.ts';
import { referenceOf } from '../policy/exemption.ts';
import type { Store } from '../store/store.ts';
import type { StandingApproval } from '../store/terms/approval.ts';
import { rfc3339, sayDuration } from '../terminal/durations.ts';
import { print, printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';
import { table } from '../terminal/table.ts';

/** What lets something pass that a rule would stop, wherever it is written down. Times are microseconds since 1970. */
type Allowed = {
  /** How far it goes: `once`, `session`, `arguments`, `tool` or `rule`. */
  readonly far: string;
  readonly ref: string | undefined;
  readonly rules: readonly string[];
  readonly where: readonly string[];
  readonly by: string | undefined;
  readonly expires: number | undefined;
};

/** `oktsec allow` without a reference: what is allowed now. @param asked something was to be allowed, and was not named */
export async function listAllowed(context: Context, asked: boolean): Promise<number> {
  if (asked) {
    throw new OktsecError('usage', 'what to allow was not said', {
      hint: 'oktsec allow 7F3KQ2 --once: the reference stands in the message and in oktsec logs',
    });
  }
  const { io, globals, screen } = context;
  const { opened } = await openApp(context);
  const now = io.now();
  const log = await openLog(context, opened.snapshot);
  let approvals: readonly StandingApproval[];
  try {
    approvals = log.approvals();
    const here = approvals.some(({ session }) => session !== undefined)
      ? sessionsHere(opened.snapshot.home)
      : undefined;
    // What was said until the client ends is over with it; an answer that waits is given to whoever asks again.
    approvals = approvals.filter(
      ({ session, side }) => session === undefined || side === 'server' || here?.has(session) !== false,
    );
  } finally {
    log.close();
  }
  const exempted = opened.snapshot.config.rules.filter(
    ({ action, expires }) => action === 'ignore' && (expires === undefined || expires > now),
  );
  const all = [...approvals.map(ofApproval), ...exempted.map(ofOverride)];
  if (globals.json) await printJson(io, all.map(asJson));
  else if (all.length === 0) await print(io, 'nothing is allowed that a rule would stop\n');
  else {
    const columns = [
      { title: 'how far' },
      { title: 'ref' },
      { title: 'rules' },
      { title: 'where', cut: true },
      { title: 'ends' },
    ];
    const rows = all.map(({ far, ref, rules, where, expires }) => [
      far,
      shown(ref ?? screen.dash),
      shown(rules.join(', ')),
      where.map(shown).join(' '),
      expires === undefined ? 'never' : `in ${sayDuration(expires - now)}`,
    ]);
    await print(io, table(screen, columns, rows));
    if (!globals.quiet && all.some(({ ref }) => ref === undefined))
      io.stderr.write('oktsec: hint: those without a reference stand in the config\n');
  }
  return EXIT.done;
}

/**
 * Takes back all that was allowed under a reference: an approval, entries of the config, or both. It tightens, so it asks
 * nothing. @throws OktsecError `not_allowed` (exit 1)
 */
export async function revoke(context: Context, reference: string): Promise<number> {
  const { io, globals } = context;
  const ref = reference.toUpperCase();
  const app = await openApp(context);
  const entries = app.opened.snapshot.config.rules.filter((entry) => referenceOf(entry) === ref);
  const log = await openLog(context, app.opened.snapshot);
  try {
    if (!log.withdraw(ref, { reviewer: io.user }) && entries.length === 0) {
      throw new OktsecError('not_allowed', `nothing is allowed under the reference ${JSON.stringify(reference)}`, {
        hint: 'oktsec allow lists what is; an entry of the config without a reference is taken out there: oktsec config edit',
        exit: EXIT.no,
      });
    }
    if (entries.length > 0) await takeOut(context, app, log, ref);
  } finally {
    log.close();
  }
  if (globals.json) await printJson(io, [{ ref, revoked: true }]);
  else io.stdout.write(`${shown(ref)} lets nothing pass any more\n`);
  return EXIT.done;
}

async function takeOut(context: Context, app: App, log: Store, ref: string): Promise<void> {
  const { removeRuleEntries } = await import('../config/editing/rules.ts');
  await changeConfig(context, app, {
    edit: (text) => removeRuleEntries(text, (entry) => referenceOf(entry) === ref),
    record: ({ path, before, after }) => {
      const note = `what ${ref} exempted in ${path} was taken out by ${context.io.user}, config ${before} to ${after}`;
      log.appendEvent({ name: 'withdrawn', note, ref });
    },
  });
}

function ofApproval({ ref, from, to, side, tool, rules, reviewer, expiresAt, session }: StandingApproval): Allowed {
  const what = side === 'client' ? [from, 'to', to] : ['answers of', from];
  return {
    far: session === undefined ? 'once' : 'session',
    ref,
    rules,
    where: [...what, ...(tool === undefined ? [] : [tool])],
    by: reviewer,
    expires: expiresAt,
  };
}

function ofOverride(entry: RuleOverride): Allowed {
  const { id, agents = [], tools, channels = [], arguments: calls, expires, reason } = entry;
  return {
    far: calls !== undefined ? 'arguments' : tools !== undefined ? 'tool' : 'rule',
    ref: referenceOf(entry),
    rules: [id],
    where: [...agents, ...(tools ?? []), ...channels],
    by: reason,
    expires,
  };
}

function asJson({ far, ref, rules, where, by, expires }: Allowed): object {
  return {
    allowed: far,
    ref: ref ?? null,
    rules,
    where,
    by: by ?? null,
    expires: expires === undefined ? null : rfc3339(expires),
  };
}
