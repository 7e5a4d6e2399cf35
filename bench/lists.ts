import { DEFAULTS } from '../src/config/config.ts';
import { inspect, NO_TAIL } from '../src/guard/guard.ts';
import { readFrame } from '../src/message/jsonrpc.ts';
import { LIMITS } from '../src/message/limits.ts';
import { makePolicy } from '../src/policy/policy.ts';
import { loadRuleSet } from '../src/rules/scan/scan.ts';
import { compileRules } from '../src/rules/table/compile.ts';
import { prose } from './benign.ts';
import { type Report, ratio } from './figures.ts';
import { bundledRules } from './scan.ts';
import type { Place } from './ways.ts';

const FEW = 500;
const MANY = 8_000;
/** What an element may cost more in a list of `MANY` than in one of `FEW`. */
const LIMIT = 2;

type List = { readonly name: string; readonly method: string; readonly result: (count: number) => object };

const LISTS: readonly List[] = [
  {
    name: 'tools',
    method: 'tools/list',
    result: (count) => ({
      tools: made(count, (at) => ({
        name: `tool_${at}`,
        description: prose(120, at),
        inputSchema: { type: 'object', properties: { text: { type: 'string', description: prose(50, at + 7) } } },
      })),
    }),
  },
  {
    name: 'texts',
    method: 'tools/call',
    result: (count) => ({ content: made(count, (at) => ({ type: 'text', text: prose(60, at) })) }),
  },
  {
    name: 'rows',
    method: 'tools/call',
    result: (count) => ({
      content: [],
      structuredContent: { rows: made(count, (at) => ({ name: prose(20, at), note: prose(40, at + 3) })) },
    }),
  },
  {
    name: 'resources',
    method: 'resources/list',
    result: (count) => ({
      resources: made(count, (at) => ({ uri: `file:///notes/${at}.md`, name: `n${at}`, description: prose(60, at) })),
    }),
  },
];

/** What an element of a long list costs the guard beside one of a short list: many short texts are read together too. */
export async function benchLists(_place: Place, rounds: number): Promise<Report[]> {
  const policy = makePolicy(DEFAULTS, loadRuleSet(compileRules(bundledRules())));
  const route = { from: 'bench.server', to: 'bench', tail: NO_TAIL, now: 0 };
  return LISTS.map(({ name, method, result }) => {
    const context = { asked: () => ({ method }), batches: false, limits: LIMITS };
    const micros = (frame: Buffer, count: number): number => {
      const start = performance.now();
      inspect(readFrame(frame, 'server', context), policy, route);
      return ((performance.now() - start) * 1000) / count;
    };
    const frames = [FEW, MANY].map((count) =>
      Buffer.from(JSON.stringify({ jsonrpc: '2.0', id: 1, result: result(count) })),
    );
    const taken: readonly number[][] = [[], []];
    for (let round = -2; round < rounds; round += 1) {
      for (const [at, frame] of frames.entries()) {
        const one = micros(frame, at === 0 ? FEW : MANY);
        if (round >= 0) taken[at]?.push(one);
      }
    }
    const [few = [], many = []] = taken;
    return {
      title: `A list of ${name}, for each`,
      unit: 'µs',
      rows: [
        { name: `of ${FEW}`, values: few },
        { name: `of ${MANY}`, values: many },
      ],
      goals: [{ name: `one of ${MANY} over one of ${FEW}`, ...ratio(many, few), limit: LIMIT }],
      notes: [],
    };
  });
}

function made<Element>(count: number, one: (at: number) => Element): Element[] {
  return Array.from({ length: count }, (_, at) => one(at));
}
