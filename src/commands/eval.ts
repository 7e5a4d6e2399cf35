import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { openApp } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { reason } from '../files/home.ts';
import { linesOf } from '../io.ts';
import { textMessage } from '../message/text-message.ts';
import { verdictOf } from '../policy/scan-verdict.ts';
import { printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';
import { table } from '../terminal/table.ts';
import { Conversation } from '../texts/conversation.ts';
import { byCategory, isHeld, type Judged, labelledIn, type Share, shareOf } from '../texts/labelled.ts';

type Options = { readonly misses?: boolean };

/** `oktsec eval`: what the rules and the config find in texts of which it is known what they are. */
export const define: Define = (command, start) => {
  command
    .argument('<file>', 'one JSON object a line: channel, text, label (malicious or benign), category; - for stdin')
    .option('--misses', 'also each attack that passed and each honest text that was held')
    .action((file: string, options: Options) => start((context) => evaluate(context, file, options)));
};

async function evaluate(context: Context, file: string, options: Options): Promise<number> {
  const { io, globals } = context;
  const { policy } = await openApp(context);
  const rows: Judged[] = [];
  let number = 0;
  try {
    for await (const line of linesOf(file === '-' ? io.stdin : createReadStream(resolve(io.cwd, file)))) {
      number += 1;
      if (io.closed.aborted) break;
      if (line.trim() === '') continue;
      const labelled = labelledIn(line, `${file}:${number}`);
      const started = io.micros();
      const inspection = new Conversation(policy).judge(textMessage(labelled.text, labelled.channel), io.now());
      const micros = io.micros() - started;
      rows.push({ ...labelled, verdict: verdictOf(inspection.decision), rules: inspection.rules, micros });
    }
  } catch (error) {
    if (error instanceof OktsecError) throw error;
    throw new OktsecError('usage', `cannot read ${file}: ${reason(error)}`);
  }
  if (rows.length === 0) throw new OktsecError('usage', `${file} holds no text`);
  if (globals.json) await printJson(io, asJson(rows));
  else show(context, rows, options.misses === true);
  return EXIT.done;
}

function asJson(rows: readonly Judged[]): object {
  const times = sorted(rows);
  return {
    texts: rows.length,
    attacks: shareJson(rows.filter(({ attack }) => attack)),
    honest: shareJson(rows.filter(({ attack }) => !attack)),
    micros: { median: at(times, 0.5), p95: at(times, 0.95), max: times.at(-1) ?? 0 },
    categories: byCategory(rows).flatMap(([category, group]) =>
      halves(group).map(([label, half]) => ({ category, label, ...shareJson(half) })),
    ),
    wrong: rows.filter(isWrong).map(({ id, category, attack, verdict, rules }) => {
      return { id, category, label: attack ? 'malicious' : 'benign', verdict, rules };
    }),
  };
}

function shareJson(rows: readonly Judged[]): object {
  const { of, held, found, low, high } = shareOf(rows);
  return { of, held, found, held_share: of === 0 ? null : held / of, low, high };
}

function show(context: Context, rows: readonly Judged[], misses: boolean): void {
  const { io, screen } = context;
  const lines = byCategory(rows).flatMap(([category, group]) =>
    halves(group).map(([label, half]) => [label, shown(category), ...cells(shareOf(half))]),
  );
  lines.sort((a, b) => String(b[0]).localeCompare(String(a[0])));
  const totals = halves(rows).map(([label, half]) => [label, 'all', ...cells(shareOf(half))]);
  const columns = [
    { title: 'LABEL' },
    { title: 'CATEGORY', cut: true },
    ...['TEXTS', 'HELD', 'FOUND', '95 % OF HELD'].map((title) => ({ title, right: true })),
  ];
  io.stdout.write(table(screen, columns, [...lines, ...totals]));
  const times = sorted(rows);
  io.stdout.write(
    `\n${rows.length} texts; a text took ${at(times, 0.5)} µs in the median, ${at(times, 0.95)} µs at 95 %, at most ${times.at(-1) ?? 0} µs\n`,
  );
  if (!misses) return;
  for (const row of rows.filter(isWrong)) {
    const what = row.attack ? 'passed' : `held by ${row.rules.join(', ')}`;
    const text = row.text.replaceAll(/\s+/g, ' ').slice(0, 120);
    io.stdout.write(`${shown(row.id)}  ${shown(row.category)}  ${what}\n    ${shown(text)}\n`);
  }
}

function isWrong({ attack, verdict }: Judged): boolean {
  return attack !== isHeld(verdict);
}

function halves(rows: readonly Judged[]): ['malicious' | 'benign', Judged[]][] {
  const all: ['malicious' | 'benign', Judged[]][] = [
    ['malicious', rows.filter(({ attack }) => attack)],
    ['benign', rows.filter(({ attack }) => !attack)],
  ];
  return all.filter(([, half]) => half.length > 0);
}

function cells({ of, held, found, low, high }: Share): string[] {
  const percent = (share: number) => (100 * share).toFixed(1);
  const share = (count: number) => `${percent(count / Math.max(1, of))} %`;
  return [String(of), share(held), share(found), `${percent(low)}-${percent(high)} %`];
}

function sorted(rows: readonly Judged[]): number[] {
  return rows.map(({ micros }) => micros).sort((a, b) => a - b);
}

function at(times: readonly number[], share: number): number {
  return times[Math.floor(share * (times.length - 1))] ?? 0;
}
