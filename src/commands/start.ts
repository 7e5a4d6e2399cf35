import { openConfig, openLog } from '../app.ts';
import type { Context } from '../command.ts';
import { EXIT } from '../errors.ts';
import { DECISIONS, type Decision } from '../policy/decisions.ts';
import type { QuarantineItem, Stats } from '../store/store.ts';
import { printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';
import { version } from '../version.ts';

const DAY_MICROS = 86_400_000_000;

type State = {
  readonly home: string;
  readonly config: string | undefined;
  readonly mode: string;
  readonly everything: number;
  readonly day: Stats;
  readonly held: readonly QuarantineItem[];
};

/** `oktsec` alone: what stands, and what to do next from there. */
export async function start(context: Context): Promise<number> {
  const state = await look(context);
  if (context.globals.json) await printJson(context.io, [asJson(state)]);
  else context.io.stdout.write(state.everything === 0 ? firstSteps(state) : summary(state));
  return EXIT.done;
}

async function look(context: Context): Promise<State> {
  const { snapshot } = await openConfig(context);
  const store = await openLog(context, snapshot);
  try {
    const now = context.io.now();
    const held = store.quarantine('pending').filter((item) => item.expiresAt > now);
    return {
      home: snapshot.home,
      config: snapshot.path,
      mode: snapshot.config.mode,
      everything: store.stats().rows,
      day: store.stats(now - DAY_MICROS),
      held,
    };
  } finally {
    store.close();
  }
}

function firstSteps({ config }: State): string {
  return [
    `oktsec ${version()}: a firewall for AI agents, on this machine only`,
    '',
    config === undefined ? 'no config and no traffic yet' : `config ${shown(config)}, no traffic yet`,
    '',
    'next  oktsec demo                          see it work, in a folder that is removed again',
    '      oktsec proxy --agent NAME -- COMMAND put it before an MCP server by hand: in the',
    "                                           client's config the command becomes oktsec,",
    '                                           the rest its arguments; nothing is blocked',
    '                                           until you say oktsec mode enforce',
    '      oktsec help                          everything else',
    '',
  ].join('\n');
}

function summary({ mode, config, day, held, everything }: State): string {
  const lines = [
    `oktsec ${version()}  ${mode}  ${config === undefined ? 'no config, the defaults stand' : shown(config)}`,
    '',
    `24 h  ${day.rows} rows${counts(day)}, ${everything} in all`,
  ];
  const first = held[0];
  if (first !== undefined) {
    lines.push(
      `held  ${held.length}, the newest ${shown(first.ref)}: ${shown(first.from)} to ${shown(first.to)} ${shown(first.tool ?? '')}`.trimEnd(),
    );
  }
  lines.push('');
  const steps: [string, string][] = [];
  if (first !== undefined) {
    steps.push(
      [`oktsec logs show ${first.ref}`, 'what was held, and why'],
      [`oktsec allow ${first.ref} --once`, 'let that very call through'],
    );
  }
  if (stopped(day) > 0) steps.push(['oktsec logs --findings', 'what was found']);
  if (mode === 'observe') steps.push(['oktsec mode', 'what enforce would have done to the last week']);
  steps.push(['oktsec logs verify', 'prove that the log is whole']);
  const width = Math.max(...steps.map(([command]) => command.length)) + 3;
  for (const [at, [command, why]] of steps.entries())
    lines.push(`${at === 0 ? 'next' : '    '}  ${command.padEnd(width)}${why}`);
  return `${lines.join('\n')}\n`;
}

function counts(day: Stats): string {
  const words = new Map<string, number>();
  for (const { name, rows } of day.decisions) {
    const word = wordOf(name);
    if (word !== undefined) words.set(word, (words.get(word) ?? 0) + rows);
  }
  const ordered = WORDS.flatMap((word) => (words.has(word) ? [`${words.get(word)} ${word}`] : []));
  return words.size === 0 ? '' : `: ${ordered.join(', ')}`;
}

function stopped(day: Stats): number {
  return day.decisions.reduce((sum, { name, rows }) => sum + (name === 'allow' ? 0 : rows), 0);
}

const WORDS = ['blocked', 'rejected', 'quarantined', 'masked', 'flagged', 'delivered'] as const;

/** The verdict's word; whether it was carried out depends on the mode. */
function wordOf(name: string): (typeof WORDS)[number] | undefined {
  if (name === 'allow' || !Object.hasOwn(DECISIONS, name)) return undefined;
  if (name === 'content_flagged') return 'flagged';
  return name === 'content_masked' ? 'masked' : DECISIONS[name as Decision].status;
}

function asJson({ home, config, mode, everything, day, held }: State): object {
  return {
    version: version(),
    home,
    config: config ?? null,
    mode,
    rows: everything,
    day: { rows: day.rows, decisions: Object.fromEntries(day.decisions.map(({ name, rows }) => [name, rows])) },
    held: held.map(({ ref }) => ref),
  };
}
