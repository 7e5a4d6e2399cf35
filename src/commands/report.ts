import { lstatSync } from 'node:fs';
import { resolve } from 'node:path';
import { Option } from 'commander';
import type { Context, Define } from '../command.ts';
import { sayMany } from '../dashboard/parts/time.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { replaceFile } from '../files/atomic.ts';
import { reason } from '../files/home.ts';
import { parseSince, rfc3339 } from '../terminal/durations.ts';
import { sayOutcomes } from '../terminal/outcomes.ts';
import { printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';
import { gather, type Report } from './report/gather.ts';
import { reportJson } from './report/json.ts';
import { reportPage } from './report/page.ts';
import { reportSarif } from './report/sarif.ts';

type Options = {
  readonly since?: string;
  readonly period: keyof typeof PERIODS;
  readonly out?: string;
  readonly force?: boolean;
  readonly sarif?: boolean;
};

const HOUR_MICROS = 3_600_000_000;
const PERIODS = { day: '1d', week: '7d', month: '30d' } as const;

/** `oktsec report`: what ran, what was found and how well this installation stands, as one file that can be handed on. */
export const define: Define = (command, start) => {
  command
    .addOption(new Option('--period <period>', 'of so long until now').choices(Object.keys(PERIODS)).default('week'))
    .addOption(new Option('--since <time>', 'a length of time (12h, 14d) or an RFC 3339 time').conflicts('period'))
    .option('--out <file>', 'the HTML file (default: oktsec-report-DATE.html in this folder)')
    .option('--force', 'replace that file where it stands')
    .option('--sarif', 'SARIF 2.1.0 on stdout, in place of the file')
    .action((options: Options) => start((context) => report(context, options)));
};

async function report(context: Context, options: Options): Promise<number> {
  const { io, globals } = context;
  const toStdout = globals.json ? '--json' : options.sarif === true ? '--sarif' : undefined;
  if (globals.json && options.sarif === true) throw new OktsecError('usage', '--json and --sarif exclude each other');
  if (toStdout !== undefined && (options.out !== undefined || options.force === true)) {
    const other = options.out === undefined ? '--force' : '--out';
    throw new OktsecError('usage', `${toStdout} writes to stdout: ${other} does not apply`);
  }
  // Counts are kept by the hour: so the period begins with one.
  const since = Math.floor(parseSince(options.since ?? PERIODS[options.period], io.now()) / HOUR_MICROS) * HOUR_MICROS;
  if (since > io.now()) throw new OktsecError('usage', `--since "${options.since}" is yet to come`);
  const file = resolve(io.cwd, options.out ?? `oktsec-report-${rfc3339(io.now()).slice(0, 10)}.html`);
  if (toStdout === undefined && options.force !== true) checkFree(file);
  const found = await gather(context, since);
  if (globals.json) await printJson(io, [reportJson(found)]);
  else if (options.sarif === true) await printJson(io, reportSarif(found));
  else {
    write(file, await reportPage(found));
    io.stdout.write(`${shown(file)}\n`);
    if (!globals.quiet) io.stderr.write(`${summary(found)}\n`);
  }
  return EXIT.done;
}

/** @throws OktsecError `report` */
function checkFree(file: string): void {
  if (lstatSync(file, { throwIfNoEntry: false }) === undefined) return;
  throw new OktsecError('report', `${file} is there already, it is not overwritten`, {
    hint: 'name another file with --out, or replace it with --force',
  });
}

function write(file: string, text: string): void {
  try {
    replaceFile(file, text);
  } catch (cause) {
    throw new OktsecError('report', `${file} cannot be written: ${reason(cause)}`, { cause });
  }
}

function summary({ posture, activity }: Report): string {
  const outcomes = [sayMany(activity.total.rows, 'message'), ...sayOutcomes(activity)].join(', ');
  const costly = posture.lines.filter(({ lost }) => lost > 0).length;
  const mend = costly === 0 ? '' : `, ${costly} ${costly === 1 ? 'check costs' : 'checks cost'} points`;
  return `score ${posture.score} of 100 (${posture.grade})${mend}; ${outcomes}; it has names of servers and tools and redacted excerpts`;
}
