import { openConfig, openLog } from '../app.ts';
import type { Found } from '../clients/discover.ts';
import type { Context } from '../command.ts';
import { EXIT } from '../errors.ts';
import { type Pause, readPause } from '../files/marks/pause-mark.ts';
import { here, lookAround, sayUnread } from '../here/clients.ts';
import { targetFor } from '../here/targets.ts';
import type { Activity, QuarantineItem, Stats } from '../store/store.ts';
import { sayOutcomes } from '../terminal/outcomes.ts';
import { plural } from '../terminal/plural.ts';
import { printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';
import { version } from '../version.ts';
import { type Coverage, coverageOf, sayCoverage } from './clients/coverage.ts';

const DAY_MICROS = 86_400_000_000;

type State = {
  readonly home: string;
  readonly config: string | undefined;
  readonly mode: string;
  readonly everything: number;
  readonly day: Stats;
  readonly activity: Activity;
  readonly held: readonly QuarantineItem[];
  readonly paused: Pause | undefined;
  /** How many definitions changed and wait for a person. */
  readonly waiting: number;
  readonly found: readonly Found[];
  /** A line about project files of the working folder. */
  readonly unread: string | undefined;
};

/** `oktsec` alone: what stands, and what to do next from there. */
export async function start(context: Context): Promise<number> {
  const state = await look(context);
  if (context.globals.json) await printJson(context.io, [asJson(state)]);
  else context.io.stdout.write(state.everything === 0 ? firstSteps(context, state) : summary(context, state));
  return EXIT.done;
}

async function look(context: Context): Promise<State> {
  const { snapshot } = await openConfig(context);
  const at = await here(context);
  const found = await lookAround(context, at, { remembered: true });
  const store = await openLog(context, snapshot);
  try {
    const now = context.io.now();
    const held = store.quarantine('pending', Number.MAX_SAFE_INTEGER).filter((item) => item.expiresAt > now);
    return {
      home: snapshot.home,
      config: snapshot.path,
      mode: snapshot.config.mode,
      everything: store.stats().rows,
      day: store.stats(now - DAY_MICROS),
      activity: store.activity({ since: now - DAY_MICROS }),
      held,
      paused: readPause(snapshot.home),
      waiting: store.pins().filter(({ state }) => state === 'pending').length,
      found,
      unread: sayUnread(context, at, found),
    };
  } finally {
    store.close();
  }
}

/** What a stranger sees first: what is here, and the two or three things that can be done about it. */
function firstSteps({ screen }: Context, { config, found, unread }: State): string {
  const coverage = coverageOf(found);
  const clients = found
    .map(({ client }) => ({ client, servers: coverage.servers.filter((chosen) => chosen.client === client) }))
    .filter(({ servers }) => servers.length > 0);
  const width = Math.max(0, ...clients.map(({ client }) => client.title.length)) + 2;
  const [steps, said] =
    clients.length === 0
      ? [NOTHING_HERE, 'no MCP client has a server configured here']
      : [stepsFor(config, coverage), sayCoverage(coverage).replace(/: oktsec .*$/, '')];
  return [
    `oktsec ${version()}: a firewall for AI agents, on this machine only`,
    '',
    said,
    '',
    ...clients.map(({ client, servers }) => {
      const names = servers.map(({ server }) => shown(server.name)).join('  ');
      return cut(screen, `  ${client.title.padEnd(width)}${names}`);
    }),
    ...(clients.length === 0 ? [] : ['']),
    ...(unread === undefined ? [] : [screen.typed(unread), '']),
    ...listed(screen, steps),
    '',
  ].join('\n');
}

const NOTHING_HERE: readonly Step[] = [
  ['oktsec demo', 'see it work, in a folder that is removed again'],
  ['oktsec discover --all', 'the clients that oktsec knows'],
  ['oktsec proxy --agent NAME -- COMMAND', 'put it before an MCP server by hand'],
  ['oktsec help', 'everything else'],
];

type Step = readonly [command: string, what: string];

function stepsFor(config: string | undefined, { bare, broken }: Coverage): readonly Step[] {
  const first: Step[] =
    config === undefined ? [['oktsec init', 'write a config and keys, and say what each could do']] : [];
  first.push(...repairOf(broken));
  if (bare.length > 0)
    first.push([`oktsec wrap ${targetFor(bare)}`, 'put them behind oktsec; nothing is blocked until you say so']);
  return [
    ...first,
    ['oktsec discover', 'what they start'],
    ['oktsec demo', 'see it work first'],
    ['oktsec help', 'everything else'],
  ];
}

function repairOf(broken: Coverage['broken']): Step[] {
  return broken.length === 0 ? [] : [[`oktsec repair ${targetFor(broken)}`, 'rewrite what no longer starts']];
}

function listed({ typed }: Context['screen'], bare: readonly Step[]): string[] {
  const steps = bare.map(([command, what]) => [typed(command), what] as const);
  const width = Math.max(...steps.map(([command]) => command.length)) + 3;
  return steps.map(([command, what], at) => `${at === 0 ? 'next' : '    '}  ${command.padEnd(width)}${what}`);
}

function cut({ columns, ellipsis }: Context['screen'], line: string): string {
  return columns === undefined || line.length <= columns ? line : line.slice(0, columns - ellipsis.length) + ellipsis;
}

function summary({ screen }: Context, state: State): string {
  const { mode, config, day, activity, held, everything, found, paused, waiting } = state;
  const lines = [
    `oktsec ${version()}  ${mode}  ${config === undefined ? 'no config, the defaults stand' : shown(config)}`,
    ...(paused === undefined
      ? []
      : [`${screen.style.red('paused')}  by ${shown(paused.by)} at ${shown(paused.at)}: nothing passes`]),
    '',
    ...(found.length === 0 ? [] : [`here  ${screen.typed(sayCoverage(coverageOf(found)))}`]),
    `24 h  ${plural(day.rows, 'row')}${counts(activity)}, ${everything} in all`,
  ];
  const first = held[0];
  if (first !== undefined) {
    lines.push(
      `held  ${held.length}, the newest ${shown(first.ref)}: ${shown(first.from)} to ${shown(first.to)} ${shown(first.tool ?? '')}`.trimEnd(),
    );
  }
  if (waiting > 0) lines.push(`pins  ${waiting} changed, withheld in enforce until somebody decides`);
  lines.push('');
  const steps: Step[] = paused === undefined ? [] : [['oktsec resume', 'let messages pass again']];
  // A server that does not start is missed before anything else.
  steps.push(...repairOf(coverageOf(found).broken));
  if (first !== undefined) {
    steps.push(
      [`oktsec logs show ${first.ref}`, 'what was held, and why'],
      [`oktsec allow ${first.ref} --once`, 'let that very call through'],
    );
  }
  if (waiting > 0) steps.push(['oktsec pins list --waiting', 'what changed in what the servers offer']);
  if (stopped(day) > 0) steps.push(['oktsec logs --findings', 'what was found']);
  if (mode === 'observe') steps.push(['oktsec mode', 'what enforce would have done to the last week']);
  steps.push(['oktsec logs verify', 'prove that the log is whole']);
  lines.push(...listed(screen, steps));
  return `${lines.join('\n')}\n`;
}

function counts(activity: Activity): string {
  const outcomes = sayOutcomes(activity);
  return outcomes.length === 0 ? '' : `: ${outcomes.join(', ')}`;
}

function stopped(day: Stats): number {
  return day.decisions.reduce((sum, { name, rows }) => sum + (name === 'allow' ? 0 : rows), 0);
}

function asJson({ home, config, mode, everything, day, held, found, paused, waiting }: State): object {
  const { servers, wrapped } = coverageOf(found);
  return {
    version: version(),
    home,
    config: config ?? null,
    mode,
    rows: everything,
    day: { rows: day.rows, decisions: Object.fromEntries(day.decisions.map(({ name, rows }) => [name, rows])) },
    held: held.map(({ ref }) => ref),
    paused: paused !== undefined,
    pins_waiting: waiting,
    servers: servers.length,
    behind: wrapped,
  };
}
