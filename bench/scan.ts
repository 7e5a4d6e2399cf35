import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULTS } from '../src/config/config.ts';
import { inspect, NO_TAIL } from '../src/guard/guard.ts';
import { readFrame } from '../src/message/jsonrpc.ts';
import { LIMITS } from '../src/message/limits.ts';
import { makePolicy, type Policy } from '../src/policy/policy.ts';
import { parsePack } from '../src/rules/parse.ts';
import type { Rule } from '../src/rules/rule.ts';
import { loadRuleSet, scanText, Work } from '../src/rules/scan/scan.ts';
import { compileRules } from '../src/rules/table/compile.ts';
import { readPattern } from '../src/rules/table/pattern.ts';
import { selectivity } from '../src/rules/table/selectivity.ts';
import { corpus, type Text } from './corpus.ts';
import { benchCrafted } from './crafted.ts';
import { median, min, type Report, type Row, ratio } from './figures.ts';
import { hyperscan } from './hyperscan.ts';
import { node, type Place, peer } from './ways.ts';

/**
 * What reading a text costs, beside `JSON.parse` of the frame that carries it, beside every pattern run in turn and beside
 * Hyperscan; what the first text of a process costs; what texts cost that are made to be slow.
 */
export async function benchScan(place: Place, rounds: number): Promise<Report[]> {
  const rules = bundledRules();
  const set = loadRuleSet(compileRules(rules));
  const policy = makePolicy(DEFAULTS, set);
  const naive = rules.flatMap((rule) => (rule.patterns ?? []).map((source) => new RegExp(source, 'gi')));
  const sources = rules.flatMap((rule) =>
    (rule.patterns ?? []).map((text) => readPattern(text, rule.caseSensitive === true, rule.keywords).source),
  );
  const reports: Report[] = [];
  for (const [characters, repeats] of [[102_400, 4] as const, [2048, 100] as const]) {
    for (const text of corpus(characters)) {
      reports.push(await oneText(text, { place, rounds, repeats, policy, naive, sources }));
    }
  }
  const [prose] = corpus(65_536);
  reports.push(firstText(place, rounds, corpus(2048)[0]?.text ?? ''));
  reports.push(benchCrafted(set, prose?.text ?? '', Math.ceil(rounds / 3)));
  return reports;
}

type Setting = {
  readonly place: Place;
  /** Of the patterns, case written out. */
  readonly sources: readonly string[];
  readonly rounds: number;
  readonly repeats: number;
  readonly policy: Policy;
  readonly naive: readonly RegExp[];
};

async function oneText({ name, text }: Text, setting: Setting): Promise<Report> {
  const { rounds, repeats, policy, naive } = setting;
  const frame = Buffer.from(JSON.stringify({ jsonrpc: '2.0', id: 1, result: { content: [{ type: 'text', text }] } }));
  const context = {
    asked: () => ({ method: 'tools/call', tool: 'read' }),
    batches: false,
    limits: LIMITS,
  };
  const route = { from: 'bench.server', to: 'bench', tail: NO_TAIL, now: 0 };
  const found = new Set<string>();
  const works: readonly (readonly [string, number, () => unknown])[] = [
    ['JSON.parse of the frame', repeats, () => JSON.parse(frame.toString())],
    ['scan of the text', repeats, () => scanText(policy.rules, 'tool_result', text, new Work())],
    [
      'frame read, judged',
      repeats,
      () => {
        for (const rule of inspect(readFrame(frame, 'server', context), policy, route).rules) found.add(rule);
      },
    ],
    ['every pattern in turn', Math.ceil(repeats / 40), () => naive.map((pattern) => text.search(pattern))],
  ];
  const taken: number[][] = works.map(() => []);
  // Compiling takes it seconds, so it has one text.
  const compared = name === 'markdown' && text.length > 50_000;
  const other = compared ? await hyperscan(setting.place, setting.sources, text, Math.ceil(repeats / 4)) : undefined;
  const others: number[] = [];
  for (let round = -2; round < rounds; round += 1) {
    for (const [at, [, times, work]] of works.entries()) {
      const start = performance.now();
      for (let turn = 0; turn < times; turn += 1) work();
      const micros = ((performance.now() - start) * 1000) / times;
      if (round >= 0) taken[at]?.push(micros);
    }
    const micros = await other?.turn();
    if (round >= 0 && micros !== undefined) others.push(micros);
  }
  other?.end();
  const of = (at: number): readonly number[] => taken[at] ?? [];
  const rows: Row[] = works.map(([row], at) => ({ name: row, values: of(at) }));
  if (other !== undefined) rows.push({ name: `Hyperscan, ${other.patterns} patterns`, values: others });
  const { runsPerKib } = selectivity(policy.rules, 'tool_result', [text]);
  const goal = { name: 'scan over JSON.parse', ...ratio(of(1), of(0)), limit: 0.5 };
  const whole = ratio(of(2), of(0));
  return {
    title: `Reading ${Math.round(text.length / 1024)} KB of ${name}`,
    unit: 'µs',
    rows,
    goals: text.length > 50_000 ? [goal] : [],
    notes: [
      `read and judged over JSON.parse: min ${whole.min.toFixed(2)}, median ${whole.median.toFixed(2)}`,
      `every pattern in turn over the scan: median ${ratio(of(3), of(1)).median.toFixed(0)}`,
      ...(compared
        ? [other === undefined ? MISSING : `over Hyperscan: median ${ratio(of(1), others).median.toFixed(1)}`]
        : []),
      `patterns and detectors asked for per KB: ${runsPerKib.toFixed(2)}`,
      found.size === 0 ? 'nothing found' : `found: ${[...found].join(', ')}`,
    ],
  };
}

const MISSING = 'Hyperscan is not installed: apt-get install libhyperscan-dev';

/** In processes of their own. */
function firstText({ folder }: Place, rounds: number, text: string): Report {
  const file = join(folder, 'first.txt');
  writeFileSync(file, text);
  const rows: Row[] = ['rules loaded', 'first text', 'first text, warmed up'].map((name) => ({ name, values: [] }));
  const values: number[][] = [[], [], []];
  const run = (...words: string[]) =>
    execFileSync(node, [peer('first-scan.mjs'), file, ...words], { encoding: 'utf8' })
      .split(' ')
      .map(Number);
  for (let round = 0; round < rounds; round += 1) {
    const [loaded = 0, cold = 0] = run();
    const [, after = 0] = run('warm');
    for (const [at, millis] of [loaded, cold, after].entries()) values[at]?.push(millis);
  }
  const [, first = [], warm = []] = values;
  return {
    title: 'The first text of a process, 2 KB',
    unit: 'ms',
    rows: rows.map(({ name }, at) => ({ name, values: values[at] ?? [] })),
    goals: [
      { name: 'first text, ms', min: min(first), median: median(first), limit: 2 },
      { name: 'first text, warmed up, ms', min: min(warm), median: median(warm), limit: 2 },
    ],
    notes: [],
  };
}

export function bundledRules(): Rule[] {
  const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'rules');
  const taken = new Map<string, string>();
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => parsePack(readFileSync(join(folder, file), 'utf8'), file, taken));
}
