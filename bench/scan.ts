import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULTS } from '../src/config/config.ts';
import { inspect, NO_TAIL } from '../src/guard/guard.ts';
import { readFrame } from '../src/message/jsonrpc.ts';
import { LIMITS } from '../src/message/limits.ts';
import { makePolicy, type Policy } from '../src/policy/policy.ts';
import { compileRules } from '../src/rules/compile.ts';
import { parsePack } from '../src/rules/parse.ts';
import type { Rule } from '../src/rules/rule.ts';
import { loadRuleSet, scanText, Work } from '../src/rules/scan.ts';
import { corpus, type Text } from './corpus.ts';
import { type Report, type Row, ratio } from './figures.ts';
import type { Place } from './ways.ts';

/** What reading a text costs, beside `JSON.parse` of the frame that carries it and beside every pattern run in turn. */
export async function benchScan(_place: Place, rounds: number): Promise<Report[]> {
  const rules = bundledRules();
  const set = loadRuleSet(compileRules(rules));
  const policy = makePolicy(DEFAULTS, set);
  const naive = rules.flatMap((rule) => (rule.patterns ?? []).map((source) => new RegExp(source, 'gi')));
  const reports: Report[] = [];
  for (const [characters, repeats] of [[102_400, 12] as const, [2048, 400] as const]) {
    for (const text of corpus(characters)) {
      reports.push(oneText(text, { rounds, repeats, policy, naive }));
    }
  }
  return reports;
}

type Setting = {
  readonly rounds: number;
  readonly repeats: number;
  readonly policy: Policy;
  readonly naive: readonly RegExp[];
};

function oneText({ name, text }: Text, { rounds, repeats, policy, naive }: Setting): Report {
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
  for (let round = -2; round < rounds; round += 1) {
    for (const [at, [, times, work]] of works.entries()) {
      const start = performance.now();
      for (let turn = 0; turn < times; turn += 1) work();
      const micros = ((performance.now() - start) * 1000) / times;
      if (round >= 0) taken[at]?.push(micros);
    }
  }
  const of = (at: number): readonly number[] => taken[at] ?? [];
  const rows: Row[] = works.map(([row], at) => ({ name: row, values: of(at) }));
  const goal = { name: 'scan over JSON.parse', ...ratio(of(1), of(0)), limit: 1 };
  const whole = ratio(of(2), of(0));
  return {
    title: `Reading ${Math.round(text.length / 1024)} KB of ${name}`,
    unit: 'µs',
    rows,
    goals: text.length > 50_000 ? [goal] : [],
    notes: [
      `read and judged over JSON.parse: min ${whole.min.toFixed(2)}, median ${whole.median.toFixed(2)}`,
      `every pattern in turn over the scan: median ${ratio(of(3), of(1)).median.toFixed(0)}`,
      found.size === 0 ? 'nothing found' : `found: ${[...found].join(', ')}`,
    ],
  };
}

function bundledRules(): Rule[] {
  const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'rules');
  const taken = new Map<string, string>();
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => parsePack(readFileSync(join(folder, file), 'utf8'), file, taken));
}
