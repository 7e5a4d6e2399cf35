import { Option } from 'commander';
import { type App, openApp } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { CHANNELS, type Channel } from '../message/message.ts';
import { type ScanVerdict, strictestVerdict, VERDICTS } from '../policy/scan-verdict.ts';
import { SEVERITIES, type Severity } from '../rules/rule.ts';
import { plural } from '../terminal/plural.ts';
import { printJson } from '../terminal/print.ts';
import { sarifLog, sarifRules } from '../terminal/sarif.ts';
import { severityWord, shown } from '../terminal/screen.ts';
import { type ScannedText, scanLong } from '../texts/scan-text.ts';
import { version } from '../version.ts';
import { policyFor } from './scan/markup.ts';
import { warnOfSkipped } from './scan/skipped.ts';
import { type Source, sourcesOf } from './scan/sources.ts';

const FAIL_ON = ['flag', 'quarantine', 'block', 'never', ...SEVERITIES] as const;

type Options = {
  readonly text?: string;
  readonly channel?: Channel;
  readonly failOn: (typeof FAIL_ON)[number];
  readonly jsonl?: string;
  readonly clients?: boolean;
  readonly configOnly?: boolean;
  readonly sarif?: boolean;
  /** Commander's form of `--no-ignore`. */
  readonly ignore: boolean;
};

type Scanned = ScannedText & { readonly source: string; readonly channel: Channel };

/** `oktsec scan`: what the rules and the config say of a file, a folder, a text or stdin; or of the clients' configs. */
export const define: Define = (command, start) => {
  command
    .argument('[path...]', 'files and folders, or - for stdin; with --clients and --config-only, clients and servers')
    .option('--text <text>', 'this text')
    .addOption(
      new Option('--channel <channel>', 'what kind of text it is (default: file for files, else tool_result)').choices(
        CHANNELS,
      ),
    )
    .addOption(
      new Option('--fail-on <level>', 'exit 1 from this verdict or severity on').choices(FAIL_ON).default('quarantine'),
    )
    .option('--jsonl <file>', 'one JSON object a line in and out; - for stdin')
    .option('--clients', 'start every configured server (asks first), and read what it offers; no tool is called')
    .option('--config-only', "the clients' configs, those of this folder included; starts nothing")
    .option('--sarif', 'a SARIF log for code scanning')
    .option('--no-ignore', 'read version control and installed packages too (.git, node_modules and their like)')
    .action((paths: readonly string[], options: Options) => start((context) => scan(context, paths, options)));
};

async function scan(context: Context, paths: readonly string[], options: Options): Promise<number> {
  if (options.configOnly === true) {
    refuseBeside(options);
    return (await import('./scan/config-only.ts')).scanConfigs(context, paths, options);
  }
  if (options.clients === true) {
    refuseBeside(options);
    return (await import('./scan/clients.ts')).scanClients(context, paths, options);
  }
  const given = [paths[0], options.text, options.jsonl].filter((value) => value !== undefined).length;
  if (given !== 1) {
    throw new OktsecError('usage', given === 0 ? 'nothing to scan' : 'a path, --text and --jsonl exclude each other', {
      hint: 'oktsec scan PATH, oktsec scan --text "...", or oktsec scan - for stdin',
    });
  }
  if (options.jsonl !== undefined) {
    refuseWithJsonl(options);
    return (await import('./scan/lines.ts')).answerLines(context, options.jsonl);
  }
  const app = await openApp(context);
  const scanned: Scanned[] = [];
  const skipped: Source[] = [];
  for await (const source of sourcesOf(context.io, { paths, text: options.text, everything: !options.ignore })) {
    const result = scanSource(context, app, source, options.channel);
    if (result === undefined) skipped.push(source);
    else scanned.push(result);
  }
  if (options.sarif === true) await printJson(context.io, sarifOf(app, scanned));
  else if (context.globals.json) await printJson(context.io, scanned.map(asJson));
  else show(context, scanned);
  warnOfSkipped(context, skipped);
  if (fails(scanned, options.failOn)) return EXIT.no;
  return skipped.some(({ unread }) => unread) ? EXIT.failed : EXIT.done;
}

function scanSource({ io }: Context, app: App, source: Source, channel: Channel | undefined): Scanned | undefined {
  if (source.text === undefined) return undefined;
  const { name, text, channels } = source;
  const [first, ...more] = channel === undefined ? channels : ([channel] as const);
  const policy = channel === undefined ? policyFor(app.policy, name) : app.policy;
  const scanned = { source: name, channel: first, ...scanLong(policy, text, first, io.now()) };
  return more.reduce((sum: Scanned, as) => withMore(sum, scanLong(policy, text, as, io.now())), scanned);
}

/** What the same text gives as another kind of text; one rule at one place counts once. */
function withMore(sum: Scanned, other: ScannedText): Scanned {
  const seen = new Set(sum.findings.map(({ rule, span }) => `${rule} ${span.join('-')}`));
  const findings = other.findings.filter(({ rule, span }) => !seen.has(`${rule} ${span.join('-')}`));
  const stricter = VERDICTS.indexOf(other.verdict) > VERDICTS.indexOf(sum.verdict) ? other : sum;
  const { verdict, decision, mode, action } = stricter;
  return { ...sum, verdict, decision, mode, action, findings: [...sum.findings, ...findings] };
}

function sarifOf({ rules }: App, scanned: readonly Scanned[]): object {
  const results = scanned.flatMap(({ source, findings }) =>
    findings.map(({ rule, name, severity, line, column, excerpt }) => ({
      rule,
      severity,
      message: `${name}: ${excerpt}`,
      path: source,
      line,
      column,
    })),
  );
  return sarifLog(version(), sarifRules(rules.rules.values()), results);
}

function show(context: Context, scanned: readonly Scanned[]): void {
  const { io, globals, screen } = context;
  for (const text of scanned) {
    for (const finding of text.findings) {
      const where = `${shown(text.source)}:${finding.line}:${finding.column}`;
      const what = `${severityWord(screen, finding.severity)}  ${shown(finding.rule)}  ${shown(finding.name)}`;
      io.stdout.write(`${where}  ${what}  ${finding.verdict}\n    ${shown(finding.excerpt)}\n`);
      if (finding.why !== undefined) io.stdout.write(`    because: ${shown(finding.why.join(', '))}\n`);
    }
    if (text.note !== undefined) io.stdout.write(`${shown(text.source)}  ${shown(text.note)}\n`);
  }
  if (globals.quiet) return;
  const findings = scanned.reduce((sum, text) => sum + text.findings.length, 0);
  const verdict = strictestVerdict(scanned.map((text) => text.verdict));
  const mode = scanned.some((text) => text.verdict !== 'clean' && text.mode === 'observe')
    ? ', in observe only recorded'
    : '';
  const said =
    scanned.length === 0
      ? 'nothing was scanned'
      : `${verdict}: ${plural(findings, 'finding')} in ${plural(scanned.length, 'text')}`;
  io.stdout.write(`${said}${mode}\n`);
}

function fails(scanned: readonly Scanned[], level: Options['failOn']): boolean {
  if (level === 'never') return false;
  const severity = SEVERITIES.indexOf(level as Severity);
  if (severity >= 0) {
    return scanned.some((text) => text.findings.some((finding) => SEVERITIES.indexOf(finding.severity) >= severity));
  }
  const verdict = VERDICTS.indexOf(level as ScanVerdict);
  return scanned.some((text) => VERDICTS.indexOf(text.verdict) >= verdict);
}

function asJson(text: Scanned): object {
  const { source, channel, verdict, decision, mode, action, note, findings } = text;
  return { source, channel, verdict, decision, mode, action, note: note ?? null, findings };
}

function refuseBeside({ text, channel, jsonl, clients, configOnly }: Options): void {
  if (clients === true && configOnly === true) {
    throw new OktsecError(
      'usage',
      'only one of --clients and --config-only: one starts the servers, the other does not',
    );
  }
  const other = Object.entries({ '--text': text, '--channel': channel, '--jsonl': jsonl }).find(
    ([, value]) => value !== undefined,
  );
  if (other === undefined) return;
  throw new OktsecError('usage', `${other[0]} does not apply to the clients' configs`, {
    hint: 'oktsec scan --config-only [CLIENT ...]',
  });
}

function refuseWithJsonl({ channel, failOn, sarif }: Options): void {
  if (sarif === true)
    throw new OktsecError('usage', 'with --jsonl the verdicts are the answer, --sarif does not apply');
  if (channel !== undefined)
    throw new OktsecError('usage', 'with --jsonl each line names its channel, --channel does not apply');
  if (failOn !== 'quarantine')
    throw new OktsecError('usage', 'with --jsonl the verdicts are the answer, --fail-on does not apply');
}
