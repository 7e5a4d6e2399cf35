// Measures what the bundled rules find and writes EVALUATION.md: every number in it comes from this run.
//   node scripts/evaluate.ts [--labelled FILE.jsonl]...   further labelled files, named by their file names
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DEFAULTS } from '../src/config/config.ts';
import { textMessage } from '../src/message/text-message.ts';
import { makePolicy } from '../src/policy/policy.ts';
import { verdictOf } from '../src/policy/scan-verdict.ts';
import { cueNames } from '../src/rules/learned/cues/cues.ts';
import { MODELS } from '../src/rules/learned/weights.ts';
import { parsePack } from '../src/rules/parse.ts';
import type { Rule } from '../src/rules/rule.ts';
import { loadRuleSet } from '../src/rules/scan/scan.ts';
import { compileRules } from '../src/rules/table/compile.ts';
import { Conversation } from '../src/texts/conversation.ts';
import { byCategory, isHeld, type Judged, type Labelled, labelledIn, shareOf } from '../src/texts/labelled.ts';
import { grammarSize } from './grammar.ts';
import { handedOver } from './handed-over.ts';
import { type Half, heldAtFirst, heldOutRows } from './held-out.ts';
import { inTurn } from './in-turn.ts';
import { packageTexts } from './package-texts.ts';
import { type SystemText, systemFiles, systemTexts } from './system-texts.ts';
import { interval, percent, table } from './tables.ts';
import { writtenTexts } from './train-injection.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({ options: { labelled: { type: 'string', multiple: true } } });

const taken = new Map<string, string>();
const rules: Rule[] = readdirSync(join(root, 'rules'))
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .flatMap((file) => parsePack(readFileSync(join(root, 'rules', file), 'utf8'), file, taken));
const policy = makePolicy(DEFAULTS, loadRuleSet(compileRules(rules)));

function judged(row: Labelled): Judged {
  const started = performance.now();
  const inspection = new Conversation(policy).judge(textMessage(row.text, row.channel), 0);
  const micros = Math.round((performance.now() - started) * 1000);
  return { ...row, verdict: verdictOf(inspection.decision), rules: inspection.rules, micros };
}

function labelled(file: string): Judged[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line, at) => judged(labelledIn(line, `${basename(file)}:${at + 1}`)));
}

const quoted = (text: string): string =>
  text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('`', "'").slice(0, 150);

function section(title: string, rows: readonly Judged[]): string {
  const lines = byCategory(rows).flatMap(([category, group]) =>
    [true, false].flatMap((attack) => {
      const half = group.filter((row) => row.attack === attack);
      if (half.length === 0) return [];
      const { of, held, found } = shareOf(half);
      return [
        [attack ? 'attack' : 'honest', category, String(of), percent(held, of), percent(found, of), interval(half)],
      ];
    }),
  );
  lines.sort((a, b) => String(a[0]).localeCompare(String(b[0])));
  return `## ${title}\n\n${table(['label', 'category', 'texts', 'held', 'found', '95 % of held'], lines)}\n`;
}

function wrongs(rows: readonly Judged[]): string {
  const wrong = rows.filter((row) => row.attack !== isHeld(row.verdict));
  return wrong
    .map(
      (row) =>
        `- ${row.attack ? 'passed' : `held (${row.rules.join(', ')})`}, ${row.category}: \`${quoted(row.text)}\``,
    )
    .join('\n');
}

/** Of each kind of the system's texts, how many are held. */
function systemSection(system: readonly Judged[]): string {
  if (system.length === 0) return 'None on the machine this was written on.';
  const all = system.filter(({ channel }) => channel === 'tool_result');
  const lines = [...byCategory(all), ['**all**', all] as const].map(([name, rows]) => {
    const results = rows.filter((row) => isHeld(row.verdict)).length;
    const files = system.filter(
      (row) => row.channel === 'file' && isHeld(row.verdict) && (name === '**all**' || row.category === name),
    ).length;
    return [name, String(rows.length), String(results), percent(results, rows.length), interval(rows), String(files)];
  });
  const counts = new Map<string, number>();
  for (const { rules: found } of system.filter((row) => isHeld(row.verdict)))
    for (const id of found) counts.set(id, (counts.get(id) ?? 0) + 1);
  const by = [...counts].sort((a, b) => b[1] - a[1]).map(([id, count]) => `${id} ${count}`);
  return `${table(['kind', 'texts', 'held as result', 'share', '95 %', 'held as file'], lines)}\n\nBy rule: ${by.join(', ')}.`;
}

/** One half of the independent set: what is held now beside what was held when it had just been written. */
function heldOutSection(half: Half): string {
  const rows = heldOut.filter((row) => row.half === half);
  const lines = [true, false].flatMap((attack) => {
    const side = rows.filter((row) => row.attack === attack);
    if (side.length === 0) return [];
    const line = (name: string, group: readonly Judged[]): string[] => {
      const before = group.filter(({ id }) => first.has(id)).length;
      const { of, held } = shareOf(group);
      const at = `${held} (${percent(held, of)})`;
      return [
        attack ? 'attack' : 'honest',
        name,
        String(of),
        `${before} (${percent(before, of)})`,
        at,
        interval(group),
      ];
    };
    return [...byCategory(side).map(([name, group]) => line(name, group)), line('**all**', side)];
  });
  return table(['label', 'category', 'texts', 'held at first', 'held now', '95 % of now'], lines);
}

/** Kind by kind, what is held behind other messages. */
function inTurnSection(): string {
  const lines = inTurn(
    [...own, ...heldOut].filter(({ attack }) => !attack),
    texts,
    policy,
  ).map(({ kind, order, of, held, rules: by }) => [
    kind,
    order,
    String(of),
    String(held),
    [...new Set(by)].sort().join(', '),
  ]);
  return table(['messages', 'order', 'read', 'held', 'by'], lines);
}

/** Carrier by carrier, those that lose most first. */
function handedOverSection(): string {
  const rows = [...own, ...heldOut].filter(({ channel }) => channel === 'tool_result');
  const halves = new Map(heldOut.map(({ id, half }) => [id, half]));
  const carried = handedOver(rows, ({ id }) => UNSEEN.has(halves.get(id) ?? 'A'), judged);
  carried.sort((a, b) => shareHeld(a.kept) - shareHeld(b.kept));
  const lines = carried.map(({ carrier, kept, unseen, honest: through }) => {
    const [all, some, wrong] = [shareOf(kept), shareOf(unseen), shareOf(through)];
    return [
      carrier,
      String(all.of),
      percent(all.held, all.of),
      interval(kept),
      percent(some.held, some.of),
      String(wrong.of),
      `${wrong.held} (${percent(wrong.held, wrong.of)})`,
    ];
  });
  return table(['handed over as', 'attacks', 'kept', '95 %', 'kept of B, D, F, J', 'honest', 'of them held'], lines);
}

const UNSEEN: ReadonlySet<Half> = new Set<Half>(['B', 'D', 'F', 'H', 'J']);
const shareHeld = (rows: readonly Judged[]): number => shareOf(rows).held / Math.max(1, rows.length);

const started = performance.now();
const heldOut = heldOutRows().map((row) => ({ ...judged(row), half: row.half }));
const first = heldAtFirst();
const own = labelled(join(root, 'eval/own.jsonl'));
const further = (values.labelled ?? []).map((file) => ({ name: basename(file), rows: labelled(file) }));
const texts = packageTexts('any', 30_000);
const honest = texts.flatMap((text, at) =>
  (['tool_result', 'file'] as const).map((channel) =>
    judged({ id: `${at}`, channel, text, attack: false, category: channel }),
  ),
);
const heldAsResult = honest.filter((row) => row.channel === 'tool_result' && isHeld(row.verdict));
const heldAsFile = honest.filter((row) => row.channel === 'file' && isHeld(row.verdict));
const proof = packageTexts('proof', 30_000).length;
const readBoth = (texts: readonly SystemText[]): Judged[] =>
  texts.flatMap(({ kind, text }, at) =>
    (['tool_result', 'file'] as const).map((channel) =>
      judged({ id: `system ${at}`, channel, text, attack: false, category: kind }),
    ),
  );
const systemPieces = readBoth(systemTexts());
const systemWhole = readBoth(systemFiles());
const times = honest.map(({ micros }) => micros).sort((a, b) => a - b);
const severities = ['critical', 'high', 'medium', 'low', 'info'].map((one) => [
  one,
  String(rules.filter(({ severity }) => severity === one).length),
]);
const categories = [...new Set(rules.map(({ category }) => category))]
  .sort()
  .map((one) => [one, String(rules.filter(({ category }) => category === one).length)]);
const cues = cueNames('data').length + cueNames('description').length;
const bytes = Object.values(MODELS).reduce((sum, { bytes: text }) => sum + (text.length * 3) / 4, 0);
const written = [...writtenTexts().values()].reduce((sum, texts) => sum + texts.length, 0);
const grammars = grammarSize(
  ['deeds', 'reference', 'agent-tools', 'attacks', 'benign', 'descriptions'].map((name) =>
    readFileSync(join(root, 'training', `${name}.txt`), 'utf8'),
  ),
);

writeFileSync(
  join(root, 'EVALUATION.md'),
  `# What is found, and what is not

Written by \`node scripts/evaluate.ts\`; no number in it was put in by hand. *Held*: the verdict is quarantine or block. *Found*:
any finding. Intervals are Wilson's at 95 %. \`oktsec eval FILE.jsonl\` measures texts of your own the same way.

## Method

- **Rules**: ${rules.length}. ${categories.map(([name, count]) => `${name} ${count}`).join(', ')}.
- **Severities**: ${severities.map(([name, count]) => `${name} ${count}`).join(', ')}. Critical is blocked, high is held, medium is flagged, the rest is recorded.
- **Position**: a rule says in which channels it holds. An order to an assistant is ordinary in a prompt and has no business in what a
  tool returns or in how it describes itself.
- **The learned signal**: two linear models over hashed n-grams of words and structural signs (an order at the start, "you must", the user,
  secrecy, an address, something sensitive …) and their pairs, one for results, one for descriptions; the best stretch of one to three
  sentences counts; from 2,048 characters on each doubling of the text before takes a higher score, and texts are not joined for it. In results
  so does what is nothing special in a manual for agents: a stretch beside others that speak of assistants and instructions, one in a script of
  which the model knows little, one that refers to a link or a path and wants nothing. Where a score is near its threshold, cues by regular
  expression (${cues} of them) decide with it and with the length of the stretch, weighed on scores of models that had
  not seen the texts.
  ${Math.round(bytes / 1024)} KB of weights, trained by \`scripts/train-injection.ts\` on texts expanded from the grammars in \`training/\`
  (${grammars.lists} lists, ${grammars.lines} lines), on ${written} texts written one by one by several authors, attacks and honest ones
  (\`training/written\`), and, as honest texts, on half of the installed packages of permissive licence. It reads only around
  words that requests need and that code and manuals are poor in. A finding names its strongest features.
- **Mention and use**: what stands in quotes or code behind words about attacks is flagged instead of held, whether the learned signal found it
  or a rule for what is said to a model; so is what a test throws at a program, what code gives to a model as its prompt and what is told of
  one; not in descriptions, and never cleared.
- **Texts of ours** (\`eval/own.jsonl\`): written by hand in other words than the grammars'. They were looked at while the grammars grew,
  so they are a development set; expect less on texts that nobody here has seen.

${section('Texts of ours', own)}
### Judged wrongly

${wrongs(own)}

## Independent sets, written without knowledge of the rules

\`test/fixtures/held-out\`: ${heldOut.length} texts by five authors who had read no rule, no training text and no other labelled text, measured
before anything was changed because of them ("held at first"). The mistakes in halves A, C, E and I were looked at and what they teach was
added; of halves B, D, F and J figures were read, by style, and of B's false alarms the rules. The author of the first set also wrote training texts
that came after it, and thresholds and trigger words were chosen while the figures of B and D were looked at: take their later figures for an
upper bound of what unseen styles give, and the first ones for an honest one. The third set came last: its first figures say best what
somebody's own attack meets. The fourth set is of honest texts alone, and of those only that look like attacks: it asks for false alarms where they
are likeliest. Its author went on to mend rules after half G; 72 texts of half H (styles that begin with \`late\`) and 154 of half G were written
after that had begun, and two mends for filters and lessons were made knowing texts of that part of H.
The fifth set asks for what was weakest in the others: poisoned descriptions, letters of agents, poisoned memory, requests for prompts, exfiltration
told in words, and injection. Its author mended rules after half I: the first figures of half J are the honest ones.
Many of the first set's honest texts stand in longer ones made of the same paragraphs, so one paragraph may cost several of them.

### Half A: its mistakes were looked at

${heldOutSection('A')}

### Half B: never looked at

${heldOutSection('B')}

### Half C: its mistakes were looked at

${heldOutSection('C')}

### Half D: never looked at

${heldOutSection('D')}

### Half E: its mistakes were looked at

${heldOutSection('E')}

### Half F: never looked at

${heldOutSection('F')}

### Half G: hard honest texts, its mistakes were looked at

${heldOutSection('G')}

### Half H: hard honest texts, never looked at

${heldOutSection('H')}

### Half I: the weak kinds, its mistakes were looked at

${heldOutSection('I')}

### Half J: the weak kinds, never looked at

${heldOutSection('J')}

## As tools hand it over

All sets above judge a bare text. A tool hands it over in something: lines with numbers, JSON, a page, a mail, a long file. Here the attacks of
ours and of all halves that come as a tool's result and are held alone are put into what tools print (\`scripts/carriers.ts\`), with honest lines
around them, and so are honest texts that are let through alone. *Kept*: held there too. In a few of these a text says something else than
alone: where it is quoted or stands in code it may be a mention, in a long text it takes a higher score on purpose.

${handedOverSection()}

## In turn

Honest messages that are let through alone, read one after the other as one session of one agent: what somebody splits over several
messages is looked for, so a message behind others may be held where alone it is not. Calls, results and letters of ours are those of
\`test/fixtures/ordinary-work\`, of \`eval/own.jsonl\` and of all halves; of the packages' texts below, every eighth is a result, another a file
that is written, another a letter.

${inTurnSection()}

## Honest texts: README and source files of the installed packages

${texts.length} pieces of at most 2,000 characters, each read as a tool's result and as a file (${proof} of them from packages that gave
nothing to the training). A text took ${times[Math.floor(times.length / 2)]} µs in the median on the machine this was written on.

${table(
  ['read as', 'texts', 'held', 'share', '95 %'],
  [
    ['tool_result', heldAsResult],
    ['file', heldAsFile],
  ].map(([name, held]) => {
    const rows = honest.filter(({ channel }) => channel === name);
    return [
      String(name),
      String(rows.length),
      String(held?.length),
      percent(held?.length ?? 0, rows.length),
      interval(rows),
    ];
  }),
)}

Each that was held:

${[...heldAsResult, ...heldAsFile].map((row) => `- ${row.channel}, ${row.rules.join(', ')}: \`${quoted(row.text)}\``).join('\n')}

## Honest texts: what came with the system

Text files of the Debian system this was written on: documentation, manuals, configuration, sources. Nothing of them was trained on; what was
held of them told which kinds of honest texts were missing in the training.

### Pieces of at most 2,000 characters

${systemSection(systemPieces)}

### Whole files, as an agent reads them, up to 100,000 characters

${systemSection(systemWhole)}

${further.map(({ name, rows }) => section(name, rows)).join('\n')}
## What is missed, and why

- **Requests without a sign.** "Have the garage opened at nine" has no address, no word of the trade and no addressee; nothing but its place
  tells it from a note between people. What the models hold is a threshold's choice, and it stands where honest texts are left alone.
- **Facts instead of orders.** "The account for refunds is now …" asks nothing. Only the flow of data shows what it does.
- **Other languages** are known by fewer sentences than English, and those beyond the ones in \`training/\` by none.
- **Paraphrase by a model**, encryption, and meaning that only several tools together give, are out of reach of rules and of a linear model.
- **Agent instruction files** are orders to an agent by profession: in the channel \`file\` the models do not speak.
`,
);
console.log(`EVALUATION.md written in ${Math.round((performance.now() - started) / 1000)} s`);
