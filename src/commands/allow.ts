import { type App, changeConfig, openApp, openLog } from '../app.ts';
import type { Context, Define } from '../command.ts';
import type { RuleOverride } from '../config/config.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { confirmLoosening } from '../loosening.ts';
import { DECISIONS } from '../policy/decisions.ts';
import { ruling } from '../policy/overrides.ts';
import type { AuditRow, Store } from '../store/store.ts';
import { parseDuration, rfc3339 } from '../terminal/durations.ts';
import { printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';
import { rowNamed } from './logs/show.ts';
import { deskOf } from './quarantine/open.ts';
import { approved } from './quarantine/settle.ts';

type Options = {
  readonly once?: boolean;
  readonly tool?: boolean;
  readonly rule?: boolean;
  readonly for?: string;
  readonly reason?: string;
};

const THIRTY_DAYS = '30d';
const YEAR_MICROS = 366 * 86_400_000_000;

/** `oktsec allow`: the narrowest exemption that lets through what was stopped. Asks on the terminal for ALLOW. */
export const define: Define = (command, start) => {
  command
    .argument('<ref>', 'the reference of what was stopped (7F3KQ2), from its message or from oktsec logs')
    .option('--once', 'this very call, one time; only what was held')
    .option('--tool', 'what was found no longer counts for this tool of this server')
    .option('--rule', 'what was found no longer counts for this server')
    .option('--for <time>', `how long the exemption stands (default ${THIRTY_DAYS})`)
    .option('--reason <text>', 'why, for whoever reads the config or the log later')
    .action((ref: string, options: Options) => start((context) => allow(context, ref, options)));
};

async function allow(context: Context, reference: string, options: Options): Promise<number> {
  const chosen = [options.once, options.tool, options.rule].filter((flag) => flag === true).length;
  if (chosen !== 1) {
    throw new OktsecError(
      'usage',
      chosen === 0 ? 'how far to allow it was not said' : 'only one of --once, --tool and --rule',
      {
        hint: `oktsec allow ${reference} --once, or --tool, or --rule: the first that is wide enough`,
      },
    );
  }
  if (options.once === true && options.for !== undefined) {
    throw new OktsecError('usage', '--for does not apply to --once', {
      hint: 'quarantine.approval_ttl in the config is how long it waits for the call',
    });
  }
  const app = await openApp(context);
  const log = await openLog(context, app.opened.snapshot);
  try {
    const row = rowNamed(log, reference);
    return options.once === true
      ? await once(context, app, log, row, options)
      : await exempt(context, app, log, row, options);
  } finally {
    log.close();
  }
}

/** Approves one held call: when the agent makes it again within the time, it passes, for the rules shown here only. */
async function once(context: Context, app: App, log: Store, row: AuditRow, { reason }: Options): Promise<number> {
  const { io, globals } = context;
  const ref = row.ref ?? '';
  const item = ref === '' ? undefined : log.quarantined(ref);
  if (item === undefined || item === 'ambiguous') throw notHeld(row);
  const desk = deskOf(context, app, log);
  const held = desk.find(ref);
  const settles = held.item.status === 'pending' && held.today?.stopped === undefined;
  const named = [row.method, item.tool].filter((part) => part !== undefined).join(' ');
  const what = [`once: ${item.from} to ${item.to}, ${named}`, ...reasonsOf(row)];
  const { snapshot } = app.opened;
  const reviewer = settles ? await confirmLoosening(context, { snapshot, word: 'ALLOW', what }) : io.user;
  const released = desk.approve(ref, { reviewer, note: reason, masked: false });
  const micros = released.expiresAt - io.now();
  if (globals.json) await printJson(io, [{ ref, allowed: 'once', for_seconds: micros / 1_000_000 }]);
  else io.stdout.write(`${approved({ item: released, row }, io.now())}\n`);
  return EXIT.done;
}

/** Writes an exemption for every rule that stopped this message: for its server, and with `--tool` only for its tool. */
async function exempt(context: Context, app: App, log: Store, row: AuditRow, options: Options): Promise<number> {
  const { io, globals } = context;
  const server = row.side === 'client' ? row.to : row.from;
  const tool = options.tool === true ? toolOf(row) : undefined;
  const micros = parseDuration(options.for ?? THIRTY_DAYS, '--for');
  if (micros === 0 || micros > YEAR_MICROS)
    throw new OktsecError('usage', `--for "${options.for}" is not between 1 s and a year`);
  // To the second, as it will stand in the config.
  const expires = Math.ceil((io.now() + micros) / 1_000_000) * 1_000_000;
  const rules = stoppers(app, row, io.now());
  const entries = rules.map(
    (id): RuleOverride => ({
      id,
      action: 'ignore',
      agents: [server],
      tools: tool === undefined ? undefined : [tool],
      expires,
      reason: options.reason,
    }),
  );
  const where = tool === undefined ? server : `${server} ${tool}`;
  const what = `${rules.join(', ')} will not count for ${where} until ${rfc3339(expires)}`;
  const asked = { snapshot: app.opened.snapshot, word: 'ALLOW', what: [what, ...reasonsOf(row)] };
  const by = await confirmLoosening(context, asked);
  const { addRuleOverride } = await import('../config/edit.ts');
  const because = options.reason === undefined ? '' : `: ${options.reason}`;
  const { path } = await changeConfig(context, app, {
    edit: (text) => entries.reduce(addRuleOverride, text),
    record: ({ before, after }) => {
      const note = `${what}, by ${by}, config ${before} to ${after}${because}`;
      log.appendEvent({ name: 'allowed', note, ref: row.ref, to: server, tool, rules });
    },
  });
  if (globals.json)
    await printJson(io, [
      {
        ref: row.ref ?? null,
        allowed: tool === undefined ? 'rule' : 'tool',
        rules,
        agent: server,
        tool: tool ?? null,
        expires: rfc3339(expires),
        path: path,
      },
    ]);
  else io.stdout.write(`${shown(what)}: ${shown(path)}\n`);
  return EXIT.done;
}

/** The rules because of which this message would be stopped or changed today. @throws OktsecError `not_stopped` (exit 1) */
function stoppers({ policy }: App, row: AuditRow, now: number): string[] {
  const where = { from: row.from, to: row.to, tool: row.tool, now, maskable: true };
  const stopping = row.findings.filter((finding) => {
    const decision = ruling(policy, finding, where)?.decision;
    return decision !== undefined && DECISIONS[decision].action !== 'forward';
  });
  const rules = [...new Set(stopping.map(({ rule }) => rule))];
  if (rules.length > 0) return rules;
  if (row.decision === 'tool_denied') {
    throw new OktsecError('not_stopped', `the config denies this tool, no rule does`, {
      hint: `edit agents.${row.side === 'client' ? row.to : row.from}.tools in the config, then oktsec verify`,
      exit: EXIT.no,
    });
  }
  const why =
    row.findings.length > 0 ? 'nothing found in it would stop it today' : `no rule stopped it: ${row.decision}`;
  throw new OktsecError('not_stopped', why, { hint: `oktsec logs show ${row.ref ?? row.seq}`, exit: EXIT.no });
}

function toolOf(row: AuditRow): string {
  if (row.tool !== undefined) return row.tool;
  throw new OktsecError('usage', `${row.ref ?? row.seq} is about no single tool`, {
    hint: `oktsec allow ${row.ref ?? row.seq} --rule`,
  });
}

/** What the person who is asked should have before their eyes. */
function reasonsOf(row: AuditRow): string[] {
  return row.findings.map(
    ({ rule, severity, name, excerpt }) =>
      `  ${severity} ${rule} ${name}${excerpt === undefined ? '' : `: ${excerpt}`}`,
  );
}

function notHeld(row: AuditRow): OktsecError {
  const named = row.ref ?? String(row.seq);
  if (row.action === 'forward') {
    return new OktsecError('not_held', `${named} went through, there is nothing to let through`, {
      hint: `oktsec logs show ${named}`,
      exit: EXIT.no,
    });
  }
  return new OktsecError(
    'not_held',
    `${named} was ${DECISIONS[row.decision].status}, and only what is held can be let through once`,
    {
      hint: `oktsec allow ${named} --tool makes an exemption, for this tool and what was found in it`,
      exit: EXIT.no,
    },
  );
}
