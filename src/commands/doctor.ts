import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { homeInNeed, openLog, requestOf } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { EXIT } from '../errors.ts';
import { builtIn, openFast, type Snapshot } from '../files/config/config-file.ts';
import { rulesOf } from '../files/config/rule-packs.ts';
import { checkHome } from '../files/home.ts';
import { here, lookAround } from '../here/clients.ts';
import { parseProcesses, type Running } from '../setup/processes.ts';
import { unsetVariables } from '../sinks/environment.ts';
import type { Store } from '../store/store.ts';
import { rfc3339 } from '../terminal/durations.ts';
import { plural } from '../terminal/plural.ts';
import { printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';
import { waited } from '../terminal/waiting.ts';
import { version } from '../version.ts';
import { type Check, guarded } from './doctor/check.ts';
import { clientChecks } from './doctor/clients.ts';
import { keyChecks } from './doctor/keys.ts';
import { processChecks } from './doctor/processes.ts';
import { proofChecks } from './doctor/proofs.ts';

const NEEDED = [22, 14] as const;
const LITTLE_BYTES = 1024 ** 3;
const NO_BYTES = 64 * 1024 ** 2;
const MOST_EVENTS = 1000;
const WEEK_MICROS = 7 * 86_400_000_000;

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
    await guarded(checks, async () => checks.push(...(await database(context, found.snapshot))));
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

function node(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const what = `node ${process.versions.node}, oktsec ${version()}`;
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return { level: 'ok', what };
  return {
    level: 'fail',
    what: `${what}: node ${NEEDED.join('.')} or later is needed`,
    hint: 'install a current node',
  };
}

/** What is in NODE_OPTIONS runs inside every proxy, before anything of ours. */
function environment({ io }: Context): Check[] {
  const options = io.env.NODE_OPTIONS ?? '';
  if (options.trim() === '') return [];
  return [
    {
      level: 'warn',
      what: `NODE_OPTIONS is set: ${options}`,
      hint: 'it changes every node process, oktsec included: unset NODE_OPTIONS',
    },
  ];
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

function folder(home: string): Check {
  if (!checkHome(home)) return { level: 'ok', what: `home ${home}: not there yet, made on first use` };
  const mode = statSync(home).mode & 0o777;
  const what = `home ${home}, ${mode.toString(8).padStart(4, '0')}`;
  if ((mode & 0o077) === 0 || process.platform === 'win32') return { level: 'ok', what };
  return { level: 'warn', what: `${what}: others can look into it`, hint: `chmod 700 ${home}` };
}

function disk(home: string): Check {
  let there = home;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  const { bavail, bsize } = statfsSync(there);
  const free = bavail * bsize;
  const what = `${(free / 1024 ** 3).toFixed(1)} GiB free`;
  if (free < NO_BYTES)
    return {
      level: 'fail',
      what: `${what}: the log cannot be kept`,
      hint: 'make room, or oktsec logs prune --older-than 30',
    };
  return free < LITTLE_BYTES ? { level: 'warn', what: `${what}: little for the log` } : { level: 'ok', what };
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

async function database(context: Context, snapshot: Snapshot): Promise<Check[]> {
  const { home } = snapshot;
  const file = join(home, 'oktsec.db');
  const checks = setAside(home);
  if (!existsSync(file)) return [...checks, withoutLog(home)];
  const store = await openLog(context, snapshot);
  try {
    const proof = waited(context, 'proving the chain', (walked) => store.verify({ walked }));
    const { ok, bad, rows, checkpoints, unanchored, follows, firstSeq } = proof;
    const size = `${(statSync(file).size / 1024 ** 2).toFixed(1)} MB`;
    if (!ok) {
      const where = bad?.seq === undefined ? '' : ` at row ${bad.seq}`;
      checks.push({
        level: 'fail',
        what: `chain broken${where}: ${bad?.what ?? 'unknown'}`,
        hint: 'oktsec logs verify',
      });
    } else {
      const open = unanchored === undefined ? '' : `, ${plural(unanchored.rows, 'row')} after the last`;
      checks.push({
        level: 'ok',
        what: `database ${size}, ${plural(rows, 'row')}, chain intact, ${plural(checkpoints, 'checkpoint')}${open}`,
      });
    }
    const began = follows === undefined ? undefined : begunAnew(store.get(String(firstSeq)), context.io.now());
    if (began !== undefined) checks.push(began);
    const expired = store
      .quarantine('pending', Number.MAX_SAFE_INTEGER)
      .filter((item) => item.expiresAt <= context.io.now()).length;
    if (expired > 0) checks.push({ level: 'ok', what: `${expired} held messages have expired` });
    return checks;
  } finally {
    store.close();
  }
}

/** Whoever deletes the database gets a new log without a gap in it: somebody should hear of that for a while. */
function begunAnew(first: ReturnType<Store['get']>, now: number): Check | undefined {
  if (first === undefined || first === 'ambiguous' || first.method !== 'chain_started') return undefined;
  if (now - first.time > WEEK_MICROS) return undefined;
  return {
    level: 'warn',
    what: `the log was begun anew at ${rfc3339(first.time)}: what was recorded before is not in it`,
    hint: `oktsec logs show ${first.seq}`,
  };
}

/** Checkpoints that were signed outlive the log they are of: whoever took it away is noticed. */
function withoutLog(home: string): Check {
  if (!existsSync(join(home, 'checkpoints.log'))) return { level: 'ok', what: 'no audit log yet' };
  return {
    level: 'fail',
    what: 'there is no log, and signed checkpoints say there was one',
    hint: 'oktsec logs verify',
  };
}

/** A damaged database is renamed and kept; somebody should know that the log begins anew after it. */
function setAside(home: string): Check[] {
  if (!existsSync(home)) return [];
  return readdirSync(home)
    .filter((name) => /^oktsec\.db\.corrupt-[^/]*$/.test(name) && !/-(wal|shm)$/.test(name))
    .map((name) => ({
      level: 'warn' as const,
      what: `a damaged database was set aside: ${join(home, name)}, ${rfc3339(Math.floor(statSync(join(home, name)).mtimeMs * 1000))}`,
      hint: 'keep it as evidence; the log goes on in a new one that names it',
    }));
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
