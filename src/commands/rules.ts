import { Option } from 'commander';
import { openApp } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { OVERRIDE_ACTIONS, type RuleOverride } from '../config/config.ts';
import { nearest } from '../config/nearest.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { COMPARED } from '../guard/compared.ts';
import { meantRule } from '../rules/earlier-names.ts';
import { CATEGORIES, type Category, type RuleInfo, SEVERITIES } from '../rules/rule.ts';
import { rfc3339 } from '../terminal/durations.ts';
import { printJson } from '../terminal/print.ts';
import { severityMark, severityWord, shown } from '../terminal/screen.ts';
import { table } from '../terminal/table.ts';
import type { PreviewOptions } from './rules/preview.ts';

type Options = { readonly category?: string; readonly explain?: string };

/** `oktsec rules`: what is looked for. Lists by category, strictest first, or explains one rule. */
export const define: Define = (command, start) => {
  command
    .enablePositionalOptions()
    .option('--category <category>', 'only the rules of one category')
    .option('--explain <id>', 'what one rule catches, why it matters, what to do')
    .action((options: Options) => start((context) => rules(context, options)));
  command
    .command('test')
    .description('run every example of every rule, bundled and yours; exit 1 when one is not kept')
    .argument('[id...]', 'only these rules')
    .action((ids: readonly string[]) =>
      start(async (context) => (await import('./rules/test.ts')).testRules(context, ids)),
    );
  command
    .command('new')
    .description('begin a rule of your own: a file with notes and examples, which only records until you say more')
    .argument('<id>', 'capitals, digits and hyphens: ACME-001')
    .action((id: string) => start(async (context) => (await import('./rules/new.ts')).newRule(context, id)));
  command
    .command('preview')
    .description('what a rule, or a change of it, would have done to the log, and in shadow to the next 100 messages')
    .argument('<id>', 'a rule')
    .addOption(new Option('--action <action>', 'as if the config said so').choices(OVERRIDE_ACTIONS))
    .addOption(new Option('--severity <severity>', 'as if it were of this severity').choices(SEVERITIES))
    .option('--shadow', 'begin to watch the next 100 messages; they are judged as they are now')
    .option('--stop', 'forget the shadow')
    .action((id: string, options: PreviewOptions) =>
      start(async (context) => (await import('./rules/preview.ts')).previewRule(context, id, options)),
    );
};

async function rules(context: Context, options: Options): Promise<number> {
  const { rules, opened } = await openApp(context);
  const known = rules.rules;
  if (options.explain !== undefined) {
    const rule = ruleNamed(known, options.explain);
    return explain(
      context,
      rule,
      opened.snapshot.config.rules.filter(({ id }) => id === rule.id),
    );
  }
  const category = options.category === undefined ? undefined : categoryNamed(options.category);
  const chosen = [...known.values()].filter((rule) => category === undefined || rule.category === category);
  chosen.sort(byCategoryThenSeverity);
  if (context.globals.json) await printJson(context.io, chosen.map(asJson));
  else list(context, chosen);
  return EXIT.done;
}

function list({ io, globals, screen }: Context, chosen: readonly RuleInfo[]): void {
  const counts = new Map<Category, number>();
  for (const { category } of chosen) counts.set(category, (counts.get(category) ?? 0) + 1);
  const columns = [
    { title: 'rule' },
    { title: 'severity' },
    { title: 'category' },
    { title: 'what it finds', cut: true },
  ];
  const rows = chosen.map((rule) => [
    shown(rule.id),
    severityWord(screen, rule.severity),
    rule.category,
    shown(rule.name) + (globals.verbose ? ` (${rule.channels.join(', ')})` : ''),
  ]);
  io.stdout.write(table(screen, columns, rows));
  if (globals.quiet) return;
  io.stdout.write(
    `${chosen.length} rules in ${counts.size === 1 ? '1 category' : `${counts.size} categories`}; ${screen.typed(`oktsec rules --explain ${shown(chosen[0]?.id ?? 'ID')}`)} for one\n`,
  );
}

/** The rule, and what the config makes of it. */
async function explain(
  { io, globals, screen }: Context,
  rule: RuleInfo,
  entries: readonly RuleOverride[],
): Promise<number> {
  if (globals.json) {
    await printJson(io, [{ ...asJson(rule), config: entries.map(entryAsJson) }]);
    return EXIT.done;
  }
  const facts: [string, string][] = [
    ['severity', rule.severity],
    ['category', rule.category],
    ['looks at', rule.channels.includes('any') ? 'everything' : rule.channels.join(', ')],
    ['do', rule.remediation],
    ['see', (rule.references ?? []).join(', ')],
    ...entries.map((entry): [string, string] => ['config', entryAsText(entry, io.now())]),
  ];
  const lines = facts
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `  ${name.padEnd(10)}${shown(value)}\n`);
  io.stdout.write(
    `${severityMark(screen, rule.severity)} ${shown(rule.id)}  ${shown(rule.name)}\n\n  ${shown(rule.description)}\n\n${lines.join('')}`,
  );
  return EXIT.done;
}

/** @throws OktsecError `unknown_rule` (exit 1) */
function ruleNamed(known: ReadonlyMap<string, RuleInfo>, id: string): RuleInfo {
  const rule = known.get(meantRule(id, known)) ?? known.get(id.toUpperCase()) ?? COMPARED.get(id.toUpperCase());
  if (rule !== undefined) return rule;
  const meant = nearest(id, known.keys());
  throw new OktsecError('unknown_rule', `"${id}" is no rule known to oktsec`, {
    hint: meant === undefined ? 'oktsec rules lists them' : `did you mean ${meant}? oktsec rules lists them`,
    exit: EXIT.no,
  });
}

/** @throws OktsecError `usage` */
function categoryNamed(word: string): Category {
  const category = CATEGORIES.find((known) => known === word);
  if (category !== undefined) return category;
  const meant = nearest(word, CATEGORIES);
  throw new OktsecError('usage', `"${word}" is no category`, {
    hint: meant === undefined ? `one of ${CATEGORIES.join(', ')}` : `did you mean ${meant}?`,
  });
}

function byCategoryThenSeverity(one: RuleInfo, other: RuleInfo): number {
  return (
    CATEGORIES.indexOf(one.category) - CATEGORIES.indexOf(other.category) ||
    SEVERITIES.indexOf(other.severity) - SEVERITIES.indexOf(one.severity) ||
    (one.id < other.id ? -1 : 1)
  );
}

function asJson(rule: RuleInfo): object {
  const { id, name, description, severity, category, channels, remediation, references, detector } = rule;
  return {
    id,
    name,
    description,
    severity,
    category,
    channels,
    remediation,
    references: references ?? [],
    detector: detector ?? null,
  };
}

function entryAsText(
  { action, severity, agents, tools, channels, expires, reason, notify }: RuleOverride,
  now: number,
) {
  const words = [
    action,
    severity && `severity ${severity}`,
    notify && `notify ${listed(notify)}`,
    agents && `for agents ${listed(agents)}`,
    tools && `for tools ${listed(tools)}`,
    channels && `for channels ${listed(channels)}`,
    expires && `${expires > now ? 'until' : 'no more since'} ${rfc3339(expires).replace('.000000', '')}`,
  ].filter((word) => word);
  return `${words.join(', ')}${reason === undefined ? '' : `: ${reason}`}`;
}

const listed = (names: readonly string[]) => (names.length === 0 ? 'none' : names.join(' '));

function entryAsJson({ id: _, expires, ...entry }: RuleOverride): object {
  return { ...entry, expires: expires === undefined ? null : rfc3339(expires) };
}
