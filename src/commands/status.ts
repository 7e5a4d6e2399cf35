import { openConfig, openLog } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { EXIT } from '../errors.ts';
import { type Pause, readPause } from '../files/marks/pause-mark.ts';
import { noteSeen } from '../files/marks/seen-servers.ts';
import { here, lookAround } from '../here/clients.ts';
import type { QuarantineItem } from '../store/store.ts';
import { rfc3339, sayTime } from '../terminal/durations.ts';
import { plural } from '../terminal/plural.ts';
import { print, printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';
import { type Coverage, coverageOf, sayCoverage } from './clients/coverage.ts';
import { shortened } from './clients/say.ts';
import { withShortHashes } from './logs/cells.ts';
import { standing } from './mode/standing.ts';
import { type Loosened, loosenedIn } from './status/loosened.ts';

const DAYS = 7;
const DAY_MICROS = 86_400_000_000;
const MOST_EVENTS = 1000;

type Standing = {
  readonly config: string | undefined;
  readonly mode: string;
  /** Where the mode is another one: names of agents and tools. */
  readonly except: readonly string[];
  readonly coverage: Coverage;
  readonly held: readonly QuarantineItem[];
  readonly rows: number;
  readonly paused: Pause | undefined;
  /** How many definitions changed and wait for a person. */
  readonly waiting: number;
  readonly loosened: readonly Loosened[];
};

/** `oktsec status`: what is behind oktsec, what it does there, and what was loosened this week. Starts nothing. */
export const define: Define = (command, start) => {
  command.action(() => start(status));
};

async function status(context: Context): Promise<number> {
  const state = await look(context);
  if (context.globals.json) await printJson(context.io, [asJson(state)]);
  else await print(context.io, page(context, state));
  return EXIT.done;
}

async function look(context: Context): Promise<Standing> {
  const { snapshot } = await openConfig(context);
  const coverage = coverageOf(await lookAround(context, await here(context), { remembered: true }), (references) =>
    noteSeen(snapshot.home, references, context.io.now()),
  );
  const log = await openLog(context, snapshot);
  try {
    const now = context.io.now();
    const events = log.list({ events: true, since: now - DAYS * DAY_MICROS, limit: MOST_EVENTS });
    const { mode } = snapshot.config;
    return {
      config: snapshot.path,
      mode,
      except: standing(snapshot.config, undefined)
        .filter((one) => one.agent !== undefined && one.mode !== mode)
        .map(({ agent, tool }) => (tool === undefined ? `${agent}` : `${agent} ${tool}`)),
      coverage,
      held: log.quarantine('pending', Number.MAX_SAFE_INTEGER).filter((item) => item.expiresAt > now),
      paused: readPause(snapshot.home),
      waiting: log.pins().filter(({ state }) => state === 'pending').length,
      rows: log.stats(now - DAY_MICROS).rows,
      loosened: loosenedIn(events),
    };
  } finally {
    log.close();
  }
}

function page({ io, globals, screen }: Context, state: Standing): string {
  const { config, mode, except, coverage, held, rows } = state;
  const other = mode === 'observe' ? 'enforce' : 'observe';
  const { paused } = state;
  const lines = [
    ...(paused === undefined
      ? []
      : [
          `${screen.style.red('paused')}  by ${shown(paused.by)} at ${shown(paused.at)}: nothing passes; ${screen.typed('oktsec resume')}`,
        ]),
    screen.typed(sayCoverage(coverage)),
    `mode    ${mode}${except.length === 0 ? '' : `, ${other} for ${except.map(shown).join(', ')}`}`,
    `config  ${config === undefined ? screen.typed('none, the defaults stand: oktsec init') : shown(shortened(config, io.userHome))}`,
    `24 h    ${plural(rows, 'row')}, ${held.length} held${held.length === 0 ? '' : screen.typed(': oktsec quarantine')}`,
    ...(state.waiting === 0
      ? []
      : [`pins    ${state.waiting} changed and wait: ${screen.typed('oktsec pins list --waiting')}`]),
  ];
  for (const { client, server } of coverage.broken) {
    lines.push(
      `${screen.style.red('broken')}  ${shown(`${client.id}/${server.name}`)}: ${shown(server.why ?? '')}; ${screen.typed(`oktsec repair ${client.id}`)}`,
    );
  }
  const first = state.loosened[0];
  if (first !== undefined) {
    lines.push('', `loosened in the last ${DAYS} days`);
    for (const { row, what } of state.loosened.slice(0, globals.verbose ? undefined : 10)) {
      lines.push(
        `  ${sayTime(row.time, io.now())}  ${what.padEnd(10)}  ${shown(withShortHashes(row.note ?? ''))}  ${row.seq}`,
      );
    }
    if (!globals.verbose && state.loosened.length > 10)
      lines.push(`  ${state.loosened.length - 10} more: ${screen.typed('oktsec status --verbose')}`);
  }
  return `${lines.join('\n')}\n`;
}

function asJson({ config, mode, except, coverage, held, rows, paused, waiting, loosened: events }: Standing): object {
  const { servers, wrapped, bare, remote, builtin, broken, other, unreadable, problems } = coverage;
  return {
    config: config ?? null,
    mode,
    other_mode: except,
    servers: servers.length,
    behind: wrapped,
    bare: bare.map(({ server }) => server.ref),
    new: coverage.fresh.map(({ server }) => server.ref),
    broken: broken.map(({ server }) => server.ref),
    remote,
    builtin,
    other_oktsec: other,
    unreadable,
    unreadable_configs: problems,
    rows_24h: rows,
    paused: paused !== undefined,
    pins_waiting: waiting,
    held: held.map(({ ref }) => ref),
    loosened: events.map(({ row, what }) => ({
      seq: row.seq,
      time: rfc3339(row.time),
      what,
      note: row.note ?? null,
    })),
  };
}
