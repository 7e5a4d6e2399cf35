import { DECISIONS } from '../../policy/decisions.ts';
import type { Severity } from '../../rules/rule.ts';
import type { ShapeFields } from '../chain/shapes.ts';
import type { Activity, Severities, Tally } from '../terms/log.ts';
import { worstOf } from '../writing/roll-ups.ts';
import { Counter } from './counter.ts';
import { Sums } from './sums.ts';

export const NO_SEVERITIES: Severities = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };

type Agent = { readonly all: Sums; readonly sent: Sums; readonly severities: Record<Severity, number> };
type Tool = { readonly server: string; readonly tool: string; readonly sums: Sums };
type Pair = { readonly from: string; readonly to: string; readonly sums: Sums };

/** Messages counted by all that a page tells of them; oktsec's own events are none. */
export class Tallies {
  readonly #total = new Sums();
  readonly #rules = new Counter();
  readonly #severities = { ...NO_SEVERITIES };
  readonly #agents = new Map<string, Agent>();
  // By the server, then by the tool; by the sender, then by the recipient.
  readonly #tools = new Map<string, Map<string, Tool>>();
  readonly #pairs = new Map<string, Map<string, Pair>>();
  #bytes = 0;
  #micros = 0;
  readonly #passed = new Sums();

  add(fields: ShapeFields, rows: number, bytes: number, micros: number): void {
    const { decision, action, from, to, tool, kind, rules } = fields;
    this.#bytes += bytes;
    this.#micros += micros;
    this.#total.add(decision, rows);
    if (action === 'forward' && DECISIONS[decision]?.action !== 'forward') this.#passed.add(decision, rows);
    for (const rule of rules) this.#rules.add(rule, rows);
    const sender = atOf(this.#agents, from, newAgent);
    sender.all.add(decision, rows);
    sender.sent.add(decision, rows);
    if (to !== from) atOf(this.#agents, to, newAgent).all.add(decision, rows);
    const pairs = atOf(this.#pairs, from, newMap<Pair>);
    atOf(pairs, to, () => ({ from, to, sums: new Sums() })).sums.add(decision, rows);
    if (tool === undefined || kind !== 'request') return;
    const tools = atOf(this.#tools, to, newMap<Tool>);
    atOf(tools, tool, () => ({ server: to, tool, sums: new Sums() })).sums.add(decision, rows);
  }

  /** Rows with findings, which were added before. @param bits one for each severity found */
  addFound({ from }: ShapeFields, bits: number, rows: number): void {
    const name = worstOf(bits);
    if (name === undefined) return;
    this.#severities[name] += rows;
    atOf(this.#agents, from, newAgent).severities[name] += rows;
  }

  /** What was counted by now. */
  read(): Omit<Activity, 'steps'> {
    const passed = this.#passed.tally();
    return {
      total: { ...this.#total.tally(), bytes: this.#bytes, micros: this.#micros },
      letThrough: passed.rows,
      passed,
      severities: { ...this.#severities },
      rules: this.#rules.sorted(),
      agents: mostFirst(
        [...this.#agents].map(([name, agent]) => ({
          name,
          ...agent.all.tally(),
          sent: agent.sent.tally(),
          severities: { ...agent.severities },
        })),
      ),
      tools: mostFirst(
        [...this.#tools.values()].flatMap((tools) =>
          [...tools.values()].map(({ server, tool, sums }) => ({ server, tool, ...sums.tally() })),
        ),
      ),
      pairs: mostFirst(
        [...this.#pairs.values()].flatMap((pairs) =>
          [...pairs.values()].map(({ from, to, sums }) => ({ from, to, ...sums.tally() })),
        ),
      ),
    };
  }
}

export function atOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function mostFirst<T extends Tally>(tallies: T[]): T[] {
  return tallies.sort((a, b) => b.rows - a.rows);
}

function newAgent(): Agent {
  return { all: new Sums(), sent: new Sums(), severities: { ...NO_SEVERITIES } };
}

function newMap<V>(): Map<string, V> {
  return new Map();
}
