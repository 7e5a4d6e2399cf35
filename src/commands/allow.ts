import { type App, openApp, openLog } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { plannedExemption, writeExemption } from '../exempting/exempt-row.ts';
import { confirmLoosening } from '../exempting/loosening.ts';
import { DECISIONS } from '../policy/decisions.ts';
import { type Far, wayOut } from '../policy/exemption.ts';
import type { AuditRow, QuarantineItem, Store } from '../store/store.ts';
import { parseDuration, rfc3339 } from '../terminal/durations.ts';
import { printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';
import { rowNamed } from './logs/show.ts';
import { deskOf } from './quarantine/open.ts';
import { approved, approvedForSession, reasonsOf } from './quarantine/settle.ts';

type Options = {
  readonly once?: boolean;
  readonly session?: boolean;
  readonly arguments?: boolean;
  readonly revoke?: boolean;
  readonly tool?: boolean;
  readonly rule?: boolean;
  readonly for?: string;
  readonly reason?: string;
};

const THIRTY_DAYS = '30d';
const YEAR_MICROS = 366 * 86_400_000_000;

/** How far to allow, the narrowest first. */
const FAR = ['once', 'session', 'arguments', 'tool', 'rule'] as const;

/** `oktsec allow`: the narrowest exemption that lets through what was stopped. Asks on the terminal for ALLOW. */
export const define: Define = (command, start) => {
  command
    .argument('[ref]', 'the reference of what was stopped (7F3KQ2); without one: what is allowed now')
    .option('--once', 'this very call, one time; only what was held')
    .option('--session', 'this tool with what was found, until its client ends; only what was held')
    .option('--arguments', 'this very call from now on, written into the config; only what was held')
    .option('--tool', 'what was found no longer counts for this tool of this server')
    .option('--rule', 'what was found no longer counts for this server')
    .option('--revoke', 'takes back what was allowed under this reference; asks nothing')
    .option('--for <time>', `how long the exemption stands (default ${THIRTY_DAYS})`)
    .option('--reason <text>', 'why, for whoever reads the config or the log later')
    .action((ref: string | undefined, options: Options) =>
      start(async (context) => {
        if (ref !== undefined) return allow(context, ref, options);
        const { listAllowed } = await import('./allowed.ts');
        return listAllowed(context, FAR.some((far) => options[far] === true) || options.revoke === true);
      }),
    );
};

async function allow(context: Context, reference: string, options: Options): Promise<number> {
  const chosen = FAR.filter((far) => options[far] === true);
  if (options.revoke === true && chosen.length === 0) {
    const { revoke } = await import('./allowed.ts');
    return revoke(context, reference);
  }
  if (chosen.length !== 1 || options.revoke === true) {
    throw new OktsecError(
      'usage',
      chosen.length === 0
        ? 'how far to allow it was not said'
        : 'only one of --once, --session, --arguments, --tool, --rule and --revoke',
      {
        hint: `oktsec allow ${reference} --once, or --session, --arguments, --tool, --rule: the first that is wide enough`,
      },
    );
  }
  if ((options.once === true || options.session === true) && options.for !== undefined) {
    throw new OktsecError('usage', `--for does not apply to --${chosen[0]}`, {
      hint:
        options.once === true
          ? 'quarantine.approval_ttl in the config is how long it waits for the call'
          : `it ends with the client; oktsec allow ${reference} --tool --for 2h ends by the clock`,
    });
  }
  const app = await openApp(context);
  const log = await openLog(context, app.opened.snapshot);
  try {
    const row = rowNamed(log, reference);
    if (options.once === true || options.session === true) return await settle(context, app, log, row, options);
    return await exempt(context, app, log, row, options);
  } finally {
    log.close();
  }
}

/**
 * Approves one held call: when the agent makes it again within the time it passes, for the rules shown here only; with
 * `--session` it and its like pass until the client ends.
 */
async function settle(context: Context, app: App, log: Store, row: AuditRow, options: Options): Promise<number> {
  const { io, globals } = context;
  const { reason, session = false } = options;
  const { ref } = itemOf(log, row);
  const desk = deskOf(context, app, log);
  const held = desk.find(ref);
  const settles = held.item.status === 'pending' && held.today?.stopped === undefined;
  const { item } = held;
  const named = [row.method, item.tool].filter((part) => part !== undefined).join(' ');
  const far = session ? 'until the client ends' : 'once';
  const what = [`${far}: ${item.from} to ${item.to}, ${named}`, ...reasonsOf(row)];
  const { snapshot } = app.opened;
  const reviewer = settles ? await confirmLoosening(context, { snapshot, word: 'ALLOW', what }) : io.user;
  // What stands now decides: a question may be open for long.
  const settling = deskOf(context, settles ? await openApp(context) : app, log);
  const released = settling.approve(ref, { reviewer, note: reason, masked: false, session });
  const micros = released.expiresAt - io.now();
  if (globals.json)
    await printJson(io, [
      session ? { ref, allowed: 'session' } : { ref, allowed: 'once', for_seconds: micros / 1_000_000 },
    ]);
  else if (session) io.stdout.write(`${context.screen.typed(approvedForSession({ item: released }))}\n`);
  else io.stdout.write(`${approved({ item: released, row }, io.now())}\n`);
  return EXIT.done;
}

/**
 * Writes an exemption for every rule that stopped this message: for its server, with `--tool` only for its tool, with
 * `--arguments` only for this very call.
 */
async function exempt(context: Context, app: App, log: Store, row: AuditRow, options: Options): Promise<number> {
  const { io, globals } = context;
  const micros = parseDuration(options.for ?? THIRTY_DAYS, '--for');
  if (micros === 0 || micros > YEAR_MICROS)
    throw new OktsecError('usage', `--for "${options.for}" is not between 1 s and a year`);
  if (options.arguments === true && row.kind === 'letter') throw noArguments(row);
  const call = options.arguments === true ? itemOf(log, row).callHash : undefined;
  const far: Far = call !== undefined ? { far: 'arguments', call } : { far: options.rule === true ? 'rule' : 'tool' };
  const planned = plannedExemption(app, row, far, { now: io.now(), micros, reason: options.reason });
  const { rules, server, tool, what, expires } = planned;
  const asked = { snapshot: app.opened.snapshot, word: 'ALLOW', what: [what, ...reasonsOf(row)] };
  const by = await confirmLoosening(context, asked);
  const path = await writeExemption(context, { app, log, row }, planned, by);
  if (globals.json)
    await printJson(io, [
      {
        ref: row.ref ?? null,
        allowed: far.far,
        rules,
        agent: server,
        tool: tool ?? null,
        expires: rfc3339(expires),
        path: path,
      },
    ]);
  else io.stdout.write(`${shown(what)}: ${shown(path)}\n${context.screen.typed(nextFor(log, row))}`);
  return EXIT.done;
}

/** An exemption is for what comes: what was stopped is not sent by it, and what is held stays so until it is settled. */
function nextFor(log: Store, { ref, kind }: AuditRow): string {
  const item = ref === undefined || kind === 'letter' ? undefined : log.quarantined(ref);
  if (item === undefined || item === 'ambiguous' || item.status !== 'pending') return '';
  return `tell the agent to make the call again; oktsec quarantine reject ${shown(item.ref)} takes what is held off the list\n`;
}

/** What is kept of a held message. @throws OktsecError `not_held` (exit 1) */
function itemOf(log: Store, row: AuditRow): QuarantineItem {
  const item = row.ref === undefined ? undefined : log.quarantined(row.ref);
  if (item === undefined || item === 'ambiguous') throw notHeld(row);
  return item;
}

/** Each letter is another one: an exemption for exactly this one would never stand for any. */
function noArguments(row: AuditRow): OktsecError {
  const named = row.ref ?? String(row.seq);
  return new OktsecError('usage', `${named} is a letter, and letters have no arguments`, {
    hint: `oktsec allow ${named} --once, or --rule`,
  });
}

function notHeld(row: AuditRow): OktsecError {
  const named = row.ref ?? String(row.seq);
  if (row.action === 'forward') {
    return new OktsecError('not_held', `${named} went through, there is nothing to let through`, {
      hint: `oktsec logs show ${named}`,
      exit: EXIT.no,
    });
  }
  const became = row.action === 'mask' ? 'went on without what was found' : `was ${DECISIONS[row.decision].status}`;
  return new OktsecError('not_held', `${named} ${became}, and only what is held can be let through once`, {
    hint: wayOut(row),
    exit: EXIT.no,
  });
}
