import { Argument } from 'commander';
import { type App, openApp, openLog } from '../app.ts';
import { changeConfig } from '../change-config.ts';
import type { Context, Define } from '../command.ts';
import { setMode } from '../config/editing/values.ts';
import { nearest } from '../config/nearest.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { confirmLoosening } from '../exempting/loosening.ts';
import { MODES, type Mode } from '../policy/decisions.ts';
import type { Store } from '../store/store.ts';
import { print, printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';
import { table } from '../terminal/table.ts';
import { type Forecast, forecast } from './mode/forecast.ts';
import { type Standing, standing } from './mode/standing.ts';

type Options = { readonly agent?: string; readonly tool?: string };

const DAYS = 7;
const DAY_MICROS = 86_400_000_000;

/** `oktsec mode`: which mode stands where and what a switch would have done; with a mode, the switch. */
export const define: Define = (command, start) => {
  command
    .addArgument(
      new Argument('[mode]', 'the mode to switch to; observe asks on the terminal for OBSERVE').choices(MODES),
    )
    .option('--agent <name>', 'only for this agent: a client, or a server')
    .option('--tool <name>', 'only for this tool of the agent')
    .action((mode: Mode | undefined, options: Options) =>
      start((context) => (mode === undefined ? show(context, options) : change(context, mode, options))),
    );
};

async function show(context: Context, options: Options): Promise<number> {
  if (options.agent !== undefined || options.tool !== undefined) {
    throw new OktsecError('usage', '--agent and --tool say where to switch, and no mode was given', {
      hint: 'oktsec mode enforce --agent NAME',
    });
  }
  const { io, globals } = context;
  const app = await openApp(context);
  const { snapshot } = app.opened;
  const stands = standing(snapshot.config, globals.mode);
  const store = await openLog(context, snapshot);
  try {
    const would = forecast(store, io.now() - DAYS * DAY_MICROS);
    if (globals.json) await printJson(io, [...stands.map(standingJson), ...would.groups.map(groupJson)]);
    else await print(io, page(context, stands, would));
    return EXIT.done;
  } finally {
    store.close();
  }
}

function page(context: Context, stands: readonly Standing[], would: Forecast): string {
  const { screen, globals } = context;
  const columns = [{ title: 'mode' }, { title: 'where' }, { title: 'because' }, { title: 'what it is', cut: true }];
  const rows = stands.map(({ mode, agent, tool, because, about }) => [
    mode,
    agent === undefined ? 'everything' : shown(tool === undefined ? agent : `${agent} ${tool}`),
    because,
    shown(about),
  ]);
  const lines = [table(screen, columns, rows)];
  if (globals.quiet) return lines.join('');
  lines.push('\n');
  if (would.groups.length === 0) {
    lines.push(`in the last ${DAYS} days enforce would have stopped nothing that observe let through\n`);
  } else {
    lines.push(`in the last ${DAYS} days enforce would have, of what observe let through\n`);
    for (const { word, rows: count, rules } of would.groups) {
      const by = rules.map(({ name, rows: of }) => `${shown(name)} ${of}`).join(', ');
      lines.push(`  ${word.padEnd(12)}${String(count).padStart(6)}   ${by}`.trimEnd(), '\n');
    }
    lines.push(screen.typed('\nlook at them with oktsec logs --findings, then oktsec mode enforce\n'));
  }
  return lines.join('');
}

async function change(context: Context, mode: Mode, { agent, tool }: Options): Promise<number> {
  const { io, globals } = context;
  if (globals.mode !== undefined) throw new OktsecError('usage', '--mode is for one run and changes no config');
  if (tool !== undefined && agent === undefined) {
    throw new OktsecError('usage', "--tool needs --agent: which server's tool", {
      hint: `oktsec mode ${mode} --agent NAME --tool ${tool}`,
    });
  }
  const app = await openApp(context);
  const where = agent === undefined ? 'everything' : tool === undefined ? agent : `${agent} ${tool}`;
  const loosens = mode === 'observe' && stated(app, agent, tool) !== 'observe';
  const what = [`${where}: nothing will be stopped any more, only recorded`];
  const by = loosens
    ? await confirmLoosening(context, { snapshot: app.opened.snapshot, word: 'OBSERVE', what })
    : io.user;
  const log = await openLog(context, app.opened.snapshot);
  try {
    // Before the row of the change, which names it too.
    const known = await namesSeen(context, app, log);
    const { path, changed } = await changeConfig(context, app, {
      edit: (text) => setMode(text, mode, at(agent, tool)),
      record: ({ before, after }) => {
        const note = `${mode} for ${where} by ${by}, config ${before} to ${after}`;
        log.appendEvent({ name: 'mode_changed', note, mode, to: agent, tool });
      },
    });
    if (globals.json) await printJson(io, [{ mode, agent: agent ?? null, tool: tool ?? null, path, changed }]);
    else io.stdout.write(`${mode} for ${shown(where)}${changed ? '' : ', as it was'}: ${shown(path)}\n`);
    if (agent !== undefined) warnOfUnknown(context, agent, known);
    return EXIT.done;
  } finally {
    log.close();
  }
}

/** Agents of the config, of wrapped clients and of the log. */
async function namesSeen(context: Context, { opened }: App, log: Store): Promise<ReadonlySet<string>> {
  const { here } = await import('../here/clients.ts');
  const { manifest } = await here(context);
  return new Set([
    ...opened.snapshot.config.agents.map(({ name }) => name),
    ...manifest.entries.flatMap((entry) => [entry.agent, entry.client]),
    ...log.stats().agents.map(({ name }) => name),
  ]);
}

/** A slip in a name would leave the server that was meant as it was, and nobody would notice: `cursor.filesytem`. */
function warnOfUnknown({ io }: Context, agent: string, known: ReadonlySet<string>): void {
  if (known.has(agent)) return;
  const meant = nearest(agent, known);
  const advice = meant === undefined ? 'oktsec mode shows where which mode stands' : `did you mean ${meant}?`;
  io.stderr.write(`oktsec: warning: nothing called "${shown(agent)}" was seen here so far\n`);
  io.stderr.write(`oktsec: hint: ${shown(advice)}\n`);
}

/** What the config says at exactly this place. Where it says nothing, writing observe may still loosen: it is asked. */
function stated({ opened }: App, agent: string | undefined, tool: string | undefined): Mode | undefined {
  const { config } = opened.snapshot;
  if (agent === undefined) return config.mode;
  const entry = config.agents.find(({ name }) => name === agent);
  return tool === undefined ? entry?.mode : entry?.tools.each.find((each) => each.tool === tool)?.mode;
}

function at(agent: string | undefined, tool: string | undefined): { readonly agent?: string; readonly tool?: string } {
  return { ...(agent === undefined ? {} : { agent }), ...(tool === undefined ? {} : { tool }) };
}

function standingJson({ mode, agent, tool, because, description, tags }: Standing): object {
  return {
    kind: 'mode',
    mode,
    agent: agent ?? null,
    tool: tool ?? null,
    because,
    description: description ?? null,
    tags,
  };
}

function groupJson({ decision, word, rows, rules }: Forecast['groups'][number]): object {
  const byRule = Object.fromEntries(rules.map(({ name, rows: count }) => [name, count]));
  return { kind: 'would', decision, outcome: word, rows, rules: byRule, days: DAYS };
}
