import type { Config } from '../config/config.ts';

const MOST_AGENTS = 10_000;

type Refusals = { times: number[]; until: number };

/**
 * Suspends an agent for a while after repeated blocked letters. Only of agents whose signature was good: an unsigned name
 * is anybody's, and nobody may have somebody else suspended. In the memory of one process, and it ends by itself.
 */
export class Escalation {
  readonly #agents = new Map<string, Refusals>();

  /**
   * Counts one blocked letter. Times in microseconds since 1970.
   * @returns until when the agent is suspended, if this one suspended it
   */
  blocked(agent: string, config: Config['escalation'], now: number): number | undefined {
    if (config.refusals === 0) return undefined;
    const record = this.#agents.get(agent) ?? { times: [], until: 0 };
    if (!this.#agents.has(agent)) {
      if (this.#agents.size >= MOST_AGENTS) this.#agents.clear();
      this.#agents.set(agent, record);
    }
    const since = now - config.windowSeconds * 1_000_000;
    record.times = [...record.times.filter((time) => time > since), now].slice(-config.refusals);
    if (record.times.length < config.refusals || record.until > now) return undefined;
    record.times = [];
    record.until = now + config.suspendSeconds * 1_000_000;
    return record.until;
  }

  /** @returns until when, in microseconds since 1970; undefined when it is not suspended */
  suspendedUntil(agent: string, now: number): number | undefined {
    const until = this.#agents.get(agent)?.until ?? 0;
    return until > now ? until : undefined;
  }
}
