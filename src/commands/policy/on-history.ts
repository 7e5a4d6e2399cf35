import { openApp, openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import { EXIT } from '../../errors.ts';
import type { Policy } from '../../policy/policy.ts';
import { print, printJson } from '../../terminal/print.ts';
import { shown } from '../../terminal/screen.ts';
import { table } from '../../terminal/table.ts';
import { overLimits, pinsOf, refusedTool, stoppingRules, type Used, usedTools } from './history.ts';

type Verdict = {
  readonly server: string;
  readonly client: string;
  readonly tool: string;
  readonly calls: number;
  readonly stopped: number;
  readonly why: string | undefined;
};

const COLUMNS = ['server', 'tool', 'calls', 'stopped', 'why'].map((title) => ({ title }));

/** What enforce would decide on the calls that went through. */
export async function onHistory(context: Context): Promise<number> {
  const { io, globals } = context;
  const { opened, policy } = await openApp(context);
  const store = await openLog(context, opened.snapshot);
  let verdicts: Verdict[];
  try {
    verdicts = usedTools(context, store).map((used) => verdictOf(policy, used, pinsOf(store, used.server), io.now()));
  } finally {
    store.close();
  }
  if (globals.json) {
    const lines = verdicts.map(({ why, ...one }) => ({ ...one, why: why ?? null }));
    await printJson(io, lines);
  } else await show(context, verdicts);
  return verdicts.some(({ stopped }) => stopped > 0) ? EXIT.no : EXIT.done;
}

function verdictOf(policy: Policy, used: Used, pins: ReturnType<typeof pinsOf>, now: number): Verdict {
  const { server, client, tool, rows } = used;
  const about = { server, client, tool, calls: rows.length };
  const why = refusedTool(policy, used, pins);
  if (why !== undefined) return { ...about, stopped: rows.length, why };
  const stopping = rows.map((row) => ({ row, rules: stoppingRules(policy, row, now) }));
  const stopped = stopping.filter(({ rules }) => rules.length > 0);
  const passing = stopping.filter(({ rules }) => rules.length === 0).map(({ row }) => row);
  const limits = overLimits(policy, { ...used, rows: passing });
  const reasons = [
    ...new Set(stopped.flatMap(({ rules }) => rules)),
    ...(limits.why === undefined ? [] : [limits.why]),
  ];
  return {
    ...about,
    stopped: stopped.length + limits.stopped,
    why: reasons.length === 0 ? undefined : reasons.join(', '),
  };
}

async function show({ io, globals, screen }: Context, verdicts: readonly Verdict[]): Promise<void> {
  const stopped = verdicts.filter((one) => one.stopped > 0);
  const lines = stopped.map(({ server, tool, calls, stopped: of, why = '' }) => [
    shown(server),
    shown(tool),
    String(calls),
    String(of),
    shown(why),
  ]);
  const sum = `${verdicts.length} tools were called and went through; this config in enforce would stop calls of ${stopped.length}\n`;
  await print(io, lines.length === 0 ? sum : `${table(screen, COLUMNS, lines)}\n${sum}`);
  if (!globals.quiet)
    io.stderr.write(
      'oktsec: note: arguments are not in the log, so bounds on them and costs they say were not tried: --call\n',
    );
}
