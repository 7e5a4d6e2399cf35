import { openConfig, openLog } from '../app.ts';
import type { Context, Define } from '../command.ts';
import type { Act } from '../demo/acts.ts';
import { type Cast, findCast } from '../demo/cast.ts';
import { findingOf, type Played, playSession, problemOf, rowOf } from '../demo/session.ts';
import { Stage } from '../demo/stage.ts';
import { tamper } from '../demo/tamper.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { ioWith } from '../io.ts';
import { DECISIONS, MODES, type Mode } from '../policy/decisions.ts';
import type { AuditRow } from '../store/store.ts';
import { severityMark, shown } from '../terminal/screen.ts';
import { asTable, type Column } from '../terminal/table.ts';
import { packageRoot } from '../version.ts';
import { list } from './logs/list.ts';

/** `oktsec demo`: the whole of it once, in a temporary home; exit 1 when a step did not show what it promises. */
export const define: Define = (command, start) => {
  command.action(() => start(demo));
};

async function demo(context: Context): Promise<number> {
  const { globals, io } = context;
  if (globals.config !== undefined || globals.home !== undefined || globals.json) {
    throw new OktsecError('usage', 'demo has a home and a config of its own', { hint: 'oktsec demo, without options' });
  }
  const stage = new Stage(packageRoot(), io.env);
  try {
    return await show(context, stage);
  } catch (error) {
    if (!stage.interrupted) throw error;
    await new Promise(() => {});
    return EXIT.no;
  } finally {
    await stage.close();
  }
}

async function show(context: Context, stage: Stage): Promise<number> {
  const { screen } = context;
  const cast = findCast(packageRoot(), stage.files);
  say(context, introduction(context, stage, cast));
  const problems: string[] = [];
  for (const mode of MODES) {
    say(context, `\n${screen.style.bold(mode)}  ${SAID[mode]}\n\n`);
    problems.push(...(await showSession(context, stage, cast, mode)));
  }
  problems.push(...(await showLog(context, stage)), ...(await showTampering(context, stage)));
  await stage.close();
  if (problems.length === 0) {
    say(
      context,
      `\n${screen.style.bold('done')}  everything was as it should be; ${stage.folder} is gone again\n${NEXT}`,
    );
    return EXIT.done;
  }
  for (const problem of problems) context.io.stderr.write(`oktsec: error: ${shown(problem)}\n`);
  context.io.stderr.write('oktsec: hint: the demo did not show what it promises: oktsec doctor\n');
  return EXIT.no;
}

const SAID: Readonly<Record<Mode, string>> = {
  observe: 'nothing is refused or changed; the verdict is recorded',
  enforce: 'the same once more, and what the verdict says is carried out',
};

const NEXT = `
next  oktsec proxy --agent NAME -- COMMAND   put it before a server of yours
      oktsec rules                           what is looked for
      oktsec help                            everything else
`;

const CAST_COLUMNS: readonly Column[] = [{ title: 'server' }, { title: 'what it is', cut: true }];
const ACT_COLUMNS: readonly Column[] = [
  { title: 'server' },
  { title: 'what happens' },
  { title: 'verdict' },
  { title: 'found', cut: true },
];

function introduction(context: Context, { folder }: Stage, { servers, missing }: Cast): string {
  const rows = servers.map(({ name, what }) => [name, what]);
  const skipped = missing.map((module) => `not installed here, skipped: ${module}\n`).join('');
  const drawn = asTable(narrower(context), CAST_COLUMNS, rows, { titles: false }).text;
  return `a client works with ${servers.length} MCP servers through oktsec, in ${folder}\n\n${indented(drawn + skipped)}`;
}

async function showSession(context: Context, stage: Stage, cast: Cast, mode: Mode): Promise<readonly string[]> {
  stage.configure(mode);
  const before = (await rowsOf(context, stage)).at(-1)?.seq ?? 0;
  const played = await playSession(stage, cast);
  const rows = (await rowsOf(context, stage)).filter(({ seq }) => seq > before);
  const [titles, ...lines] = asTable(
    narrower(context),
    ACT_COLUMNS,
    played.map((one) => cellsOf(context, one.act, rowOf(one.act, rows))),
  ).text.split('\n');
  say(context, indented(`${titles}\n`));
  for (const [at, one] of played.entries()) {
    say(context, indented(`${lines[at]}\n`));
    if (mode === 'enforce' && one.act.row !== undefined) say(context, clientLines(context, one));
  }
  const problems = played.flatMap((one) => problemOf(one, rowOf(one.act, rows), mode) ?? []);
  say(context, `\n${indented(sumOf(played, mode))}`);
  return problems;
}

function cellsOf({ screen }: Context, act: Act, row: AuditRow | undefined): string[] {
  if (row === undefined) return [act.server, act.what, 'delivered', ''];
  const first = act.row === undefined ? undefined : findingOf(act.row, row);
  const mark = severityMark(screen, first?.severity ?? 'high');
  const found = first === undefined ? (row.note ?? row.decision) : `${first.rule} ${first.name}`;
  return [act.server, act.what, `${mark} ${DECISIONS[row.decision].status}`, shown(found)];
}

const CLIENT = 'the client: ';
const CLIENT_INDENT = 14;

/** What the client was told instead, broken at blanks where the terminal ends. */
function clientLines({ screen }: Context, { seen }: Played): string {
  const room = Math.max(40, (screen.columns ?? 120) - CLIENT_INDENT);
  const lines: string[] = [''];
  for (const word of `${CLIENT}${shown(seen.as)}`.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > room) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.map((line) => `${' '.repeat(CLIENT_INDENT)}${screen.style.dim(line)}\n`).join('');
}

function sumOf(played: readonly Played[], mode: Mode): string {
  const attacks = played.filter(({ act }) => act.row !== undefined);
  const work = played.filter(({ act }) => act.row === undefined);
  const stopped = attacks.filter(({ seen }) => seen.stopped).length;
  const undisturbed = work.filter(({ seen }) => !seen.stopped).length;
  const first =
    mode === 'enforce' ? `${stopped} of ${attacks.length} attacks stopped` : `${attacks.length} attacks recorded`;
  return `${first}, ${undisturbed} of ${work.length} ordinary tasks undisturbed\n`;
}

async function showLog(context: Context, stage: Stage): Promise<readonly string[]> {
  say(context, `\n${context.screen.style.bold('the log')}  oktsec logs --findings --limit 6\n\n`);
  if (!context.globals.quiet) await list(narrowed(onStage(context, stage)), { findings: true, limit: 6 });
  const { code, stdout, stderr } = await stage.run(['logs', 'verify']);
  say(context, `\n${context.screen.style.bold('the chain')}  oktsec logs verify\n\n${indented(stdout + stderr)}`);
  return code === EXIT.done ? [] : [`logs verify ended with ${code}`];
}

async function showTampering(context: Context, stage: Stage): Promise<readonly string[]> {
  const home = stage.copyHome();
  const seq = await tamper(home);
  const { code, stdout, stderr } = await stage.run(['logs', 'verify'], home);
  say(
    context,
    `\n${context.screen.style.bold('a forged row')}  in a copy of the log, row ${seq} is changed from refused to delivered\n\n`,
  );
  say(context, indented(`${stdout}${stderr}exit ${code}\n`));
  return code === EXIT.no && stderr.includes(`row ${seq}`)
    ? []
    : [`the changed row ${seq} was not found: exit ${code}`];
}

/** All rows, oldest first; none before anything was recorded. */
async function rowsOf(context: Context, stage: Stage): Promise<readonly AuditRow[]> {
  const there = onStage(context, stage);
  const log = await openLog(there, (await openConfig(there)).snapshot);
  try {
    return [...log.rows()];
  } finally {
    log.close();
  }
}

/** The same context, for a command that works on the demo's own config and home. */
function onStage(context: Context, { config, home }: Stage): Context {
  return { ...context, globals: { ...context.globals, config, home, quiet: true } };
}

function say({ io, globals }: Context, text: string): void {
  if (!globals.quiet) io.stdout.write(text);
}

const INDENT = '  ';

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, INDENT);
}

function narrower({ screen }: Context) {
  return screen.columns === undefined ? screen : { ...screen, columns: screen.columns - INDENT.length };
}

/** The same context, with everything that is printed set in. */
function narrowed(context: Context): Context {
  const { io } = context;
  const stdout = Object.create(io.stdout, {
    write: { value: (text: string | Uint8Array) => io.stdout.write(indented(String(text))) },
  });
  return { ...context, screen: narrower(context), io: ioWith(io, { stdout }) };
}
