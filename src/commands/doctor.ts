import { spawnSync } from 'node:child_process';
import { homeInNeed, openLog, requestOf } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { EXIT } from '../errors.ts';
import { builtIn, openFast, type Snapshot } from '../files/config/config-file.ts';
import { rulesOf } from '../files/config/rule-packs.ts';
import { here, lookAround } from '../here/clients.ts';
import { parseProcesses, type Running } from '../setup/processes.ts';
import { unsetVariables } from '../sinks/environment.ts';
import { plural } from '../terminal/plural.ts';
import { printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';
import { type Check, guarded } from './doctor/check.ts';
import { clientChecks } from './doctor/clients.ts';
import { disk, environment, folder, node } from './doctor/ground.ts';
import { keyChecks } from './doctor/keys.ts';
import { logChecks } from './doctor/log.ts';
import { processChecks } from './doctor/processes.ts';
import { proofChecks } from './doctor/proofs.ts';

const MOST_EVENTS = 1000;

/** `oktsec doctor`: whether what oktsec stands on is sound. Changes nothing; exit 1 when something fails. */
export const define: Define = (command, start) => {
  command
    .option('--prove', 'start every wrapped server again, bare and behind oktsec, and compare')
    .action((options: Options) => start((context) => doctor(context, options)));
};

type Options = { readonly prove?: boolean };

async function doctor(context: Context, { prove = false }: Options): Promise<number> {
  const { io, globals } = context;
  const checks: Check[] = [node(), ...environment(context)];
  const found = await guarded(checks, () => config(context));
  if (found !== undefined) {
    const { home } = found.snapshot;
    checks.push(...found.checks);
    await guarded(checks, () => checks.push(folder(home)));
    await guarded(checks, () => checks.push(disk(home)));
    await guarded(checks, async () => checks.push(...(await logChecks(context, found.snapshot))));
    await guarded(checks, () => checks.push(...keyChecks(context, home)));
    await guarded(checks, async () => checks.push(...(await clients(context, found.snapshot))));
    if (prove) await guarded(checks, async () => checks.push(...(await proofChecks(context, await here(context)))));
  }
  if (globals.json)
    await printJson(
      io,
      checks.map(({ level, what, hint }) => ({ level, what, hint: hint ?? null })),
    );
  else io.stdout.write(report(context, checks));
  return checks.some(({ level }) => level === 'fail') ? EXIT.no : EXIT.done;
}

async function config(context: Context): Promise<{ readonly snapshot: Snapshot; readonly checks: readonly Check[] }> {
  const request = requestOf(context);
  const { open, verifyConfig } = await import('../files/config/compile-snapshot.ts');
  const { place, problems } = await verifyConfig(request);
  const checks: Check[] = problems.map(({ message, hint }) => ({ level: 'fail', what: message, hint }));
  if (place.hint !== undefined) checks.push({ level: 'warn', what: place.hint });
  if (problems.length > 0) return { snapshot: builtIn(homeInNeed(request, place)), checks };
  const opened = openFast(request) ?? (await open(request));
  const where = place.path === undefined ? 'no config file, the defaults stand' : `config ${place.path}`;
  checks.push({ level: 'ok', what: `${where}, mode ${opened.snapshot.config.mode}` });
  const count = rulesOf(opened.snapshot).rules.size;
  const packs = opened.snapshot.packs.length;
  checks.push({ level: 'ok', what: `${count} rules${packs === 0 ? '' : `, ${packs} files of your own`}` });
  for (const what of unsetVariables(opened.snapshot.config, context.io.env)) {
    checks.push({
      level: 'warn',
      what: `${what} here`,
      hint: 'set it where oktsec serve is started; who is meant is not told',
    });
  }
  return { snapshot: opened.snapshot, checks };
}

/** What the clients' configs and the processes of this machine say. Starts no server. */
async function clients(context: Context, snapshot: Snapshot): Promise<Check[]> {
  const at = await here(context);
  const found = await lookAround(context, at, { remembered: true });
  const checks = clientChecks(context, at, found);
  const log = await openLog(context, snapshot);
  try {
    const wrapped = log.list({ events: true, limit: MOST_EVENTS }).filter(({ method }) => method === 'wrapped');
    checks.push(...processChecks(found, processes(), wrapped, context.io.now()));
  } finally {
    log.close();
  }
  return checks;
}

/** None where nobody tells: then nothing is said about processes. */
function processes(): readonly Running[] {
  if (process.platform === 'win32') return [];
  const { stdout } = spawnSync('ps', ['-axww', '-o', 'pid=,ppid=,etime=,rss=,command='], {
    encoding: 'utf8',
    timeout: 5000,
    maxBuffer: 64 * 1024 ** 2,
  });
  return parseProcesses(stdout ?? '');
}

function report({ globals, screen }: Context, checks: readonly Check[]): string {
  const tone = { ok: screen.style.reset, warn: screen.style.yellow, fail: screen.style.red };
  const lines: string[] = [];
  for (const { level, what, hint } of checks) {
    if (globals.quiet && level === 'ok') continue;
    lines.push(`${tone[level](level.padEnd(4))}  ${shown(what)}`);
    if (hint !== undefined) lines.push(`        ${screen.typed(shown(hint))}`);
  }
  const of = (wanted: Check['level']) => checks.filter(({ level }) => level === wanted).length;
  const sum = `${of('ok')} ok, ${plural(of('warn'), 'warning')}, ${plural(of('fail'), 'failure')}`;
  return `${[...lines, ...(globals.quiet ? [] : ['', sum])].join('\n')}\n`;
}
